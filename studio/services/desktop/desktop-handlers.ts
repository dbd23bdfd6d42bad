import type {
  DesktopAnswer,
  DesktopBody,
  DeviceKind,
  desktopContract,
} from '../../preload/desktop-contract.ts';

export type UnderWay = DesktopBody<'desktop.on-air'>;

/** The desktop that the studio runs on; Electron's main process is one, a browser has none to offer. */
export interface Desktop {
  screens(): Promise<DesktopAnswer<'desktop.screens'>>;
  /** False where it is not there any more. */
  chooseScreen(id: string, withSound: boolean): boolean;
  permissions(): DesktopAnswer<'desktop.permissions'>;
  openPrivacy(kind: DeviceKind): void;
  setUnderWay(underWay: UnderWay): void;
}

type Name = keyof typeof desktopContract;
type Handlers = { [N in Name]: (body: DesktopBody<N>) => Promise<{ ok: true; answer: DesktopAnswer<N> }> };

export function desktopHandlers(desktop: Desktop | undefined): Handlers {
  return {
    'desktop.screens': async () => answer(desktop ? await desktop.screens() : { is: 'by-browser' }),
    'desktop.choose-screen': async ({ id, withSound }) =>
      answer(desktop?.chooseScreen(id, withSound) ? { is: 'chosen' } : { is: 'gone' }),
    'desktop.permissions': async () =>
      answer(desktop?.permissions() ?? { camera: 'unknown', microphone: 'unknown', screen: 'unknown' }),
    'desktop.open-privacy': async ({ kind }) => {
      desktop?.openPrivacy(kind);
      return answer({});
    },
    'desktop.on-air': async (underWay) => {
      desktop?.setUnderWay(underWay);
      return answer({});
    },
  };
}

function answer<T>(value: T): { ok: true; answer: T } {
  return { ok: true, answer: value };
}

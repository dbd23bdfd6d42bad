import { beforeEach, describe, expect, it, vi } from 'vitest';
import { OnAirLight } from './on-air-light.ts';
import { Screens } from './screens.ts';

type Streams = Electron.Streams | null;
type Handler = (
  request: Electron.DisplayMediaRequestHandlerHandlerRequest,
  answer: (streams: Streams) => void,
) => void;

// What can't be here: a desktop. The rest is Electron's own types, so that a change of its API is a type error.
const desk = vi.hoisted(() => ({
  sources: [] as { id: string; name: string; thumbnail: unknown }[],
  handler: undefined as unknown,
  awake: [] as number[],
  tips: [] as string[],
  isTrayDestroyed: false,
}));

vi.mock('electron', () => ({
  desktopCapturer: { getSources: async () => desk.sources },
  systemPreferences: { getMediaAccessStatus: () => 'granted' },
  session: {
    defaultSession: { setDisplayMediaRequestHandler: (handler: unknown) => (desk.handler = handler) },
  },
  powerSaveBlocker: {
    start: () => desk.awake.push(1),
    stop: () => desk.awake.pop(),
  },
  nativeImage: { createFromBitmap: (bitmap: Buffer) => bitmap },
  Menu: { buildFromTemplate: (template: unknown) => template },
  Tray: class {
    setToolTip = (tip: string) => desk.tips.push(tip);
    setImage = () => {};
    setContextMenu = () => {};
    on = () => {};
    isDestroyed = () => desk.isTrayDestroyed;
    destroy = () => (desk.isTrayDestroyed = true);
  },
}));

const thumbnail = { isEmpty: () => false, toJPEG: () => Buffer.from('picture') };

beforeEach(() => {
  desk.sources = [
    { id: 'screen:1:0', name: 'Entire screen', thumbnail },
    { id: 'window:8:0', name: 'Editor', thumbnail: { isEmpty: () => true } },
    { id: 'window:7:1', name: 'Rostrum Studio', thumbnail },
  ];
  desk.awake = [];
  desk.tips = [];
  desk.isTrayDestroyed = false;
});

describe('sharing a screen', () => {
  const ask = () =>
    new Promise<Streams>((resolve) => {
      const request = { audioRequested: true } as Electron.DisplayMediaRequestHandlerHandlerRequest;
      (desk.handler as Handler)(request, resolve);
    });

  it('lists screens and windows with their pictures, but for the studio itself', async () => {
    expect(await new Screens().list('window:7:1')).toMatchObject({
      is: 'list',
      screens: [
        {
          id: 'screen:1:0',
          name: 'Entire screen',
          kind: 'screen',
          thumbnail: 'data:image/jpeg;base64,cGljdHVyZQ==',
        },
        { id: 'window:8:0', name: 'Editor', kind: 'window' },
      ],
    });
  });

  it('gives the page what was chosen, once, and nothing that nobody chose', async () => {
    const screens = new Screens();
    screens.serve();
    expect(await ask()).toBeNull();
    await screens.list(undefined);
    expect(screens.choose('window:99:0', false)).toBe(false);
    expect(screens.choose('window:8:0', false)).toBe(true);
    expect(await ask()).toEqual({ video: desk.sources[1] });
    expect(await ask()).toBeNull();
  });
});

describe('on air', () => {
  const live = { isOnAir: true, isRecording: false };
  const over = { isOnAir: false, isRecording: false };

  it('the computer stays awake and the tray says so, until it is over, however often that is said', () => {
    const light = new OnAirLight(() => {});
    light.set(live);
    light.set(live);
    expect([desk.awake.length, light.isOn]).toEqual([1, true]);
    light.set(over);
    light.set(over);
    expect([desk.awake.length, light.isOn]).toEqual([0, false]);
    expect(desk.tips).toEqual([
      'Rostrum Studio: not on air',
      'Rostrum Studio: on air',
      'Rostrum Studio: not on air',
    ]);
  });

  it('it stays awake for a recording too, which the tray doesn’t call on air', () => {
    const light = new OnAirLight(() => {});
    light.set({ isOnAir: false, isRecording: true });
    expect([desk.awake.length, light.isAwake, light.isOn]).toEqual([1, true, false]);
    light.set({ isOnAir: true, isRecording: true });
    light.set({ isOnAir: false, isRecording: true });
    expect([desk.awake.length, light.isOn]).toEqual([1, false]);
    light.set(over);
    expect([desk.awake.length, light.isAwake]).toEqual([0, false]);
  });

  it('nothing keeps the computer awake once the studio is closed; closing twice is safe', () => {
    const light = new OnAirLight(() => {});
    light.set(live);
    light.close();
    light.close();
    light.set(live);
    expect([desk.awake.length, light.isOn, desk.isTrayDestroyed]).toEqual([0, false, true]);
  });
});

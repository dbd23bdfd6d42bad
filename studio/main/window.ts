import { BrowserWindow, dialog, screen, session, shell } from 'electron';
import type { KeptWindow, WindowStore } from '../services/index.ts';
import { APP_ORIGIN, mayNavigate, mayOpenOutside } from './pure/navigation-policy.ts';
import { afterCrash } from './pure/page-crash.ts';
import { mayUse } from './pure/permission-policy.ts';
import { placeWindow } from './pure/place-window.ts';
import { texts } from './texts.ts';

/** A window is moved in many small steps. */
const SAVE_AFTER_MS = 400;

export interface StudioWindowOptions {
  preloadFile: string;
  store: WindowStore;
  kept: KeptWindow | undefined;
  report: (text: string, cause: unknown) => void;
}

export function createStudioWindow({ preloadFile, store, kept, report }: StudioWindowOptions): BrowserWindow {
  const [primary, displays] = [screen.getPrimaryDisplay(), screen.getAllDisplays()];
  const others = displays.filter(({ id }) => id !== primary.id);
  const window = new BrowserWindow({
    ...placeWindow(
      kept,
      [primary, ...others].map(({ workArea }) => workArea),
    ),
    minWidth: 390,
    minHeight: 600,
    title: texts().title,
    webPreferences: {
      preload: preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      // A lecture goes on while the instructor looks at another window.
      backgroundThrottling: false,
    },
  });
  if (kept?.isMaximized) window.maximize();
  keepPlace(window, store, report);
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

function keepPlace(window: BrowserWindow, store: WindowStore, report: StudioWindowOptions['report']): void {
  let saving: NodeJS.Timeout | undefined;
  const save = () => {
    if (window.isDestroyed()) return;
    // The size that it goes back to, while it is maximised.
    const { x, y, width, height } = window.getNormalBounds();
    const isMaximized = window.isMaximized();
    store
      .save({ x, y, width, height, isMaximized })
      .catch((cause: unknown) => report('where the window is could not be kept', cause));
  };
  const saveSoon = () => {
    clearTimeout(saving);
    saving = setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('maximize', saveSoon);
  window.on('unmaximize', saveSoon);
  window.on('closed', () => clearTimeout(saving));
}

/** For every page of this app, whoever makes it: never away from the studio, never a second window inside. */
export function guardContents(contents: Electron.WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
  // Where a browser would ask, Electron does nothing: the window could not be closed, and nobody would know why.
  contents.on('will-prevent-unload', (event) => {
    const { message, detail, stay, go } = texts().leave;
    const answer = dialog.showMessageBoxSync({ message, detail, buttons: [stay, go], cancelId: 0 });
    if (answer === 1) event.preventDefault();
  });
  loadAgainAfterCrash(contents);
}

function loadAgainAfterCrash(contents: Electron.WebContents): void {
  let lastMs: number | undefined;
  contents.on('render-process-gone', (_event, { reason }) => {
    const nowMs = Date.now();
    const sinceLastMs = lastMs === undefined ? undefined : nowMs - lastMs;
    lastMs = nowMs;
    switch (afterCrash(reason, sinceLastMs)) {
      case 'load-again':
        contents.reload();
        return;
      case 'tell':
        dialog.showErrorBox(texts().title, texts().crashed(reason));
        return;
      case 'nothing':
        return;
    }
  });
}

export function guardPermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayUse(permission, details.requestingUrl));
  });
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin));
}

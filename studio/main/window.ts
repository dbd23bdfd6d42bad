import { BrowserWindow, session, shell } from 'electron';
import { APP_ORIGIN, mayNavigate, mayOpenOutside } from './pure/navigation-policy.ts';
import { mayUse } from './pure/permission-policy.ts';

export function createStudioWindow(preloadFile: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 390,
    minHeight: 600,
    title: 'Rostrum Studio',
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
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
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
}

export function guardPermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayUse(permission, details.requestingUrl));
  });
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin));
  // Only what a person has chosen is shared. This is asked where the system has no picker of its own, and then there is
  // none: the page says so.
  defaultSession.setDisplayMediaRequestHandler((_request, answer) => refuse(answer), {
    useSystemPicker: true,
  });
}

/** Electron's types know no refusal: it is null, while streams without a video would be thrown back at us. */
function refuse(answer: (streams: Electron.Streams) => void): void {
  (answer as unknown as (streams: null) => void)(null);
}

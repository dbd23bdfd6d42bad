// Electron's main process: window, permissions, screens, tray, links and IPC, wired and nothing more. What decides is in pure/,
// what the studio keeps is in services/; this file knows both, and Electron.
import { delimiter, join } from 'node:path';
import { BrowserWindow, Menu, app, dialog } from 'electron';
import {
  StartProblem,
  createServices,
  createWindowStore,
  linkWords,
  prepareStudioFolder,
  readStudioLink,
  readUpdateFeed,
  speak,
} from '../services/index.ts';
import { serveBridge } from './bridge.ts';
import { createDesktop } from './desktop.ts';
import { OnAirLight } from './on-air-light.ts';
import { registerPageScheme, servePage } from './page-protocol.ts';
import { deepLinkAmong } from './pure/deep-link.ts';
import { menuTemplate } from './pure/menu-template.ts';
import { Screens } from './screens.ts';
import { texts } from './texts.ts';
import { startUpdates } from './updates.ts';
import { createStudioWindow, guardContents, guardPermissions } from './window.ts';

// Built into studio/dist/main.js, beside preload.cjs; the page is in studio/renderer/dist.
const pagesFolder = join(import.meta.dirname, '..', 'renderer', 'dist');
const preloadFile = join(import.meta.dirname, 'preload.cjs');

if (app.requestSingleInstanceLock()) startStudio();
else app.quit();

function startStudio(): void {
  registerPageScheme();
  app.setAsDefaultProtocolClient('rostrum');
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  app.on('window-all-closed', () => app.quit());

  // macOS hands over a link before the app is ready; it is kept until the services are there to take it.
  let earlyLink = deepLinkAmong(process.argv) ?? process.env.ROSTRUM_STUDIO_LINK;
  let openLink = (link: string): void => {
    earlyLink = link;
  };
  app.on('open-url', (event, link) => {
    event.preventDefault();
    openLink(link);
  });
  app.on('second-instance', (_event, commandLine) => {
    const link = deepLinkAmong(commandLine);
    if (link) openLink(link);
    focusWindow();
  });

  // Not awaited while this module loads: Electron is ready only after its main module has finished loading.
  app
    .whenReady()
    .then(() => {
      // Until the settings say which one was chosen.
      speak('system', app.getPreferredSystemLanguages());
      return openStudio(earlyLink);
    })
    .then((takeLink) => (openLink = takeLink))
    .catch((error: unknown) => {
      showProblem(error instanceof StartProblem ? error.message : texts().cantStart(String(error)));
      app.exit(1);
    });
}

/** Builds the parts and shows the window; returns what takes a link that is opened later. */
async function openStudio(earlyLink: string | undefined): Promise<(link: string) => void> {
  const folder = await prepareStudioFolder(process.env.ROSTRUM_DATA || app.getPath('userData'));
  const reading = earlyLink ? readStudioLink(earlyLink) : undefined;
  if (reading && !reading.ok) showProblem(linkWords(reading.problem));
  const report = (text: string, cause: unknown) => console.error(text, cause ?? '');
  findPackagedFfmpeg();
  const screens = new Screens();
  const light = new OnAirLight(focusWindow);
  app.on('will-quit', () => light.close());
  const services = createServices({
    folder,
    shell: 'electron',
    version: app.getVersion(),
    given: reading?.ok ? reading.link : undefined,
    report,
    desktop: createDesktop(screens, light),
    readers: app.getPreferredSystemLanguages(),
    onLanguage() {
      showMenus();
      light.sayAnew();
    },
  });
  showMenus();
  guardPermissions();
  screens.serve();
  servePage(pagesFolder, services);
  serveBridge(services);
  const store = createWindowStore(folder);
  const window = createStudioWindow({ preloadFile, store, kept: await store.load(), report });
  // A page that is loaded anew, or has crashed for good, is not on air until it says so.
  const putOut = () => light.set({ isOnAir: false, isRecording: false });
  window.webContents.on('did-navigate', putOut);
  window.webContents.on('render-process-gone', putOut);
  startUpdates({ feed: await readUpdateFeed(folder), isOnAir: () => light.isAwake, window, report });

  return (link) => {
    // Signed in to another class, this lecture could not come back after its next dropout.
    if (light.isOn) {
      showProblem(texts().linkOnAir);
      return;
    }
    void services.openLink(link).then((outcome) => {
      if (!outcome.ok) showProblem(outcome.text);
      // The page's security policy names its server, so another session is another page.
      else for (const window of BrowserWindow.getAllWindows()) window.reload();
    });
  };
}

function showMenus(): void {
  const template = menuTemplate(process.platform, app.isPackaged, texts().menus);
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Behind what the computer has itself: the package brings one for those who have none. */
function findPackagedFfmpeg(): void {
  if (!app.isPackaged) return;
  process.env.PATH = [process.env.PATH, join(process.resourcesPath, 'ffmpeg')]
    .filter(Boolean)
    .join(delimiter);
}

function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

function showProblem(text: string): void {
  dialog.showErrorBox(texts().title, text);
}

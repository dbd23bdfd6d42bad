// What the shell knows of the desktop: answered by Electron where it runs, and by nobody in a browser. And what is kept
// for Electron's window on this computer. Knows no Electron itself.
export { desktopHandlers } from './desktop-handlers.ts';
export type { Desktop, UnderWay } from './desktop-handlers.ts';
export { readUpdateFeed } from './update-feed.ts';
export { createWindowStore } from './window-store.ts';
export type { KeptWindow, WindowStore } from './window-store.ts';

import type { MenuItemConstructorOptions } from 'electron';

/** What stands in the menus, by Electron's roles where there is one. */
export type MenuWords = Readonly<
  Record<
    | ('about' | 'services' | 'hide' | 'hideOthers' | 'unhide' | 'quit')
    | ('file' | 'close')
    | ('edit' | 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'delete' | 'selectAll')
    | ('view' | 'reload' | 'toggleDevTools' | 'resetZoom' | 'zoomIn' | 'zoomOut' | 'togglefullscreen')
    | ('window' | 'minimize' | 'zoom' | 'front'),
    string
  >
>;

const separator = { type: 'separator' } as const;

/**
 * The window's menus. Electron's own roles, with their usual keys; in our words, because Electron's labels are English
 * in most places (electron/electron#26231), and an instructor may choose another language than the system's.
 */
export function menuTemplate(
  platform: string,
  isPackaged: boolean,
  words: MenuWords,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const item = <R extends keyof MenuWords & NonNullable<MenuItemConstructorOptions['role']>>(role: R) => ({
    role,
    label: words[role],
  });
  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      ...[item('about'), separator, item('services'), separator],
      ...[item('hide'), item('hideOthers'), item('unhide'), separator, item('quit')],
    ],
  };
  return [
    ...(isMac ? [appMenu] : []),
    { role: 'fileMenu', label: words.file, submenu: [isMac ? item('close') : item('quit')] },
    {
      role: 'editMenu',
      label: words.edit,
      submenu: [
        ...[item('undo'), item('redo'), separator, item('cut'), item('copy'), item('paste')],
        ...[item('delete'), separator, item('selectAll')],
      ],
    },
    {
      role: 'viewMenu',
      label: words.view,
      submenu: [
        ...[item('reload'), ...(isPackaged ? [] : [item('toggleDevTools')]), separator],
        ...[item('resetZoom'), item('zoomIn'), item('zoomOut'), separator, item('togglefullscreen')],
      ],
    },
    {
      role: 'windowMenu',
      label: words.window,
      submenu: [item('minimize'), ...(isMac ? [item('zoom'), separator, item('front')] : [item('close')])],
    },
  ];
}

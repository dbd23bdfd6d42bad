/** Where the studio's own page lives: a privileged scheme, so that it has an origin, a CSP and secure APIs. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://studio';

/** The window only ever shows the studio's own page; everything else is stopped or opened outside. */
export function mayNavigate(address: string): boolean {
  return isAppAddress(address);
}

/** Links to the web go to the person's own browser; anything that could start a program does not. */
export function mayOpenOutside(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

/** Whether an IPC message comes from our page itself: the top frame of a window, at our origin. */
export function mayAskBridge(frame: { address: string; isTop: boolean } | undefined): boolean {
  return frame !== undefined && frame.isTop && isAppAddress(frame.address);
}

function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  // `origin` is 'null' for schemes the URL standard doesn't know, so it is put together here.
  return `${protocol}//${host}` === APP_ORIGIN;
}

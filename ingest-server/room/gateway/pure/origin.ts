/** Says whether a page from `origin` may use the server that it reached as `host`. */
export type OriginRule = (origin: string | undefined, host: string | undefined) => boolean;

const HERE = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The server's own pages, the studio's (on localhost, or Electron's app://), and those named by the operator.
 * Tokens travel in frames and not in cookies, so this is the second lock on the door, not the first.
 */
export function isOriginAllowed(
  origin: string | undefined,
  host: string | undefined,
  extraOrigins: readonly string[],
): boolean {
  // Only browsers send it, and always do: whoever comes without one is no page that was lured here.
  if (origin === undefined) return true;
  if (extraOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  if (url.protocol === 'app:') return true;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  return HERE.has(url.hostname) || (host !== undefined && url.host === host.toLowerCase());
}

import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { BRIDGE_PROTOCOL } from '../preload/contract.ts';

/**
 * Whether a request may open the bridge. Any page in the same browser can reach localhost: it is kept out by the
 * Origin, which a page can't forge, and other programs of this machine by the key.
 */
export function mayOpenBridge(
  headers: IncomingHttpHeaders,
  key: string,
  origins: readonly string[],
): boolean {
  if (!headers.origin || !origins.includes(headers.origin)) return false;
  const [protocol, given] = (headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
  return protocol === BRIDGE_PROTOCOL && isSame(given ?? '', key);
}

function isSame(given: string, key: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(key);
  // timingSafeEqual wants equal lengths; the key's length is no secret.
  return a.length === b.length && timingSafeEqual(a, b);
}

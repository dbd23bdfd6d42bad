import { readStored, writeStored } from '@rostrum/ui';
import { tokenOfHash } from './pure/token-of-hash.ts';

const KEY = 'rostrum.dashboard-token';

/**
 * The token from the link, taken out of the address bar at once: an address is copied, bookmarked and shown on
 * projectors. Kept for this tab, so that a reload doesn't lose it.
 */
export function takeToken(): string | undefined {
  const fromLink = tokenOfHash(location.hash);
  if (fromLink === undefined) return readStored('session', KEY);
  writeStored('session', KEY, fromLink);
  history.replaceState(null, '', location.pathname + location.search);
  return fromLink;
}

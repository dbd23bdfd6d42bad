import { keyOfHash } from './pure/key-of-hash.ts';

/** The key in the address, taken out of it at once: an address is copied, bookmarked and shown on projectors. */
export function takeLinkKey(): string | undefined {
  const key = keyOfHash(location.hash);
  if (key !== undefined) history.replaceState(null, '', location.pathname + location.search);
  return key;
}

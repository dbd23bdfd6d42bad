export type StorageArea = 'local' | 'session';

/*
 * A browser may refuse its storage (private windows, blocked cookies, a full disk). What these keep is a
 * convenience on every page that uses them, so a refusal means "nothing kept", not an error.
 */
export function readStored(area: StorageArea, key: string): string | undefined {
  try {
    return storageOf(area).getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function writeStored(area: StorageArea, key: string, value: string): void {
  try {
    storageOf(area).setItem(key, value);
  } catch {
    // Kept for this page only; see above.
  }
}

export function forgetStored(area: StorageArea, key: string): void {
  try {
    storageOf(area).removeItem(key);
  } catch {
    // Nothing was kept; see above.
  }
}

function storageOf(area: StorageArea): Storage {
  return area === 'local' ? localStorage : sessionStorage;
}

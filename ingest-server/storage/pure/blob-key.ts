const KEY_LENGTH_MAX = 512;
// A segment may not begin with a dot: that rules out `..`, and leaves dot names to the adapters' own files.
const KEY = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/;

export function isBlobKey(key: string): boolean {
  return key.length <= KEY_LENGTH_MAX && KEY.test(key);
}

/** The key's segments; throws on a key that could name anything outside the store. */
export function segmentsOf(key: string): string[] {
  if (!isBlobKey(key)) throw new Error(`not a blob key: ${JSON.stringify(key.slice(0, 80))}`);
  return key.split('/');
}

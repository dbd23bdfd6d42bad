/** The secret in a link's fragment: `#key=…`, as the server prints it. */
export function keyOfHash(hash: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, '')).get('key') || undefined;
}

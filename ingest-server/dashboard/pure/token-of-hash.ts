/** The token in an address's fragment: `#token=…`, as the server prints it. */
export function tokenOfHash(hash: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') || undefined;
}

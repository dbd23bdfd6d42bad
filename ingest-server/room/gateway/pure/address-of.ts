/** Where a request comes from, as limits count it. */
export interface Asked {
  /** The other end of the connection. */
  readonly remoteAddress: string | undefined;
  readonly forwardedFor: string | string[] | undefined;
}

/**
 * A proxy on this machine says whom it speaks for, and what stands before its word is anybody's: the last address that
 * isn't of this machine counts. From elsewhere the header is anybody's word altogether.
 */
export function addressOf({ remoteAddress, forwardedFor }: Asked): string {
  const hops = [forwardedFor ?? []].flat().flatMap((header) => header.split(','));
  let address = plain(remoteAddress ?? '');
  while (isLoopback(address)) {
    const hop = plain(hops.pop()?.trim() ?? '');
    if (hop === '') break;
    address = hop;
  }
  return address;
}

export function isLoopback(address: string): boolean {
  return address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address);
}

/** An IPv4 address is the same one on a socket that takes both kinds. */
function plain(address: string): string {
  return address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
}

/** What of a peer's ICE changes in the middle (RFC 8840); its candidates are of no use to an ICE that is lite. */
export interface Fragment {
  readonly ufrag: string | undefined;
  readonly password: string | undefined;
}

/** Undefined where it is no fragment. */
export function readFragment(text: string): Fragment | undefined {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line !== '');
  if (lines.length === 0 || !lines.every((line) => /^[a-z]=[\x20-\x7e]+$/.test(line))) return undefined;
  const valueOf = (name: string) =>
    lines.find((line) => line.startsWith(`a=${name}:`))?.slice(name.length + 3);
  return { ufrag: valueOf('ice-ufrag'), password: valueOf('ice-pwd') };
}

export function writeFragment({ ufrag, password }: { ufrag: string; password: string }): string {
  return `a=ice-lite\r\na=ice-ufrag:${ufrag}\r\na=ice-pwd:${password}\r\n`;
}

/** What every file in a backup is, by its path in it. */
export type Sums = ReadonlyMap<string, string>;

const LINE = /^([0-9a-f]{64}) {2}(\S.*)$/;

/** As `sha256sum` writes them, so that anybody can check an unpacked backup without this program. */
export function writeSums(sums: Sums): string {
  return [...sums].map(([path, sha256]) => `${sha256}  ${path}\n`).join('');
}

/** Undefined where it is something else. */
export function readSums(text: string): Sums | undefined {
  const sums = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, sha256, path] = LINE.exec(line) ?? [];
    if (sha256 === undefined || path === undefined) return undefined;
    sums.set(path, sha256);
  }
  return sums;
}

/** The first path with which something is wrong, in words; undefined where both are the same. */
export function differenceIn(wanted: Sums, found: Sums): string | undefined {
  for (const [path, sha256] of wanted) {
    const is = found.get(path);
    if (is === undefined) return `${path} is missing`;
    if (is !== sha256) return `${path} is not what it was`;
  }
  for (const path of found.keys()) if (!wanted.has(path)) return `${path} does not belong to it`;
  return undefined;
}

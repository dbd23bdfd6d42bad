/** A file of a built page. */
export interface BuiltFile {
  readonly name: string;
  readonly bytes: number;
}

/** Vite puts eight signs made of its content behind a file's name. */
const BUILT = /^(.+)-[\w-]{8}\.(?:js|css)$/;

/** What a script or a style is part of, by its name; undefined for anything else. */
export function partOf(file: string): string | undefined {
  return BUILT.exec(file.slice(file.lastIndexOf('/') + 1))?.[1];
}

/** The scripts and styles that a page names itself, without their folder. */
export function namedIn(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="[^"]*?([^"/]+\.(?:js|css))"/g)].flatMap(([, name]) => name ?? []);
}

/** Bytes of each part, the largest first. */
export function bytesByPart(files: readonly BuiltFile[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { name, bytes } of files) {
    const part = partOf(name) ?? name;
    sums.set(part, (sums.get(part) ?? 0) + bytes);
  }
  return new Map([...sums].sort(([, a], [, b]) => b - a));
}

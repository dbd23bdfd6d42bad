import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuiltFile, namedIn, partOf } from '../pure/page-parts.ts';

const dist = new URL('../../viewer-web/dist/', import.meta.url).pathname;
/** As npm has it, minified by its makers. */
const hlsItself = new URL('../../node_modules/hls.js/dist/hls.min.mjs', import.meta.url).pathname;

/** The student's page as it was built, each script and style weighed by gzip at its best. */
export interface BuiltPage {
  readonly files: readonly BuiltFile[];
  /** What the page names itself. */
  readonly entry: readonly BuiltFile[];
}

export async function weighBuiltPage(): Promise<BuiltPage> {
  const assets = join(dist, 'assets');
  const names = (await readdir(assets)).filter((name) => partOf(name) !== undefined);
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: await gzippedBytes(join(assets, name)) })),
  );
  const named = new Set(namedIn(await readFile(join(dist, 'index.html'), 'utf8')));
  return { files, entry: files.filter(({ name }) => named.has(name)) };
}

export function weighHlsItself(): Promise<number> {
  return gzippedBytes(hlsItself);
}

async function gzippedBytes(path: string): Promise<number> {
  return gzipSync(await readFile(path), { level: 9 }).length;
}

import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { ReadEntry } from 'tar';

/** A file or a folder on its way into an archive. */
export interface Packed {
  readonly path: string;
  readonly mode: number;
  readonly modifiedAt: Date;
  /** Missing: a folder. */
  readonly content?: { readonly bytes: number; readonly stream: AsyncIterable<Uint8Array> };
}

export interface Unpacked {
  readonly path: string;
  readonly mode: number;
  /** Undefined: a folder. To be read to its end. */
  readonly stream: AsyncIterable<Buffer> | undefined;
}

const BLOCK = 512;
/** Media don't become smaller, and the database's pages do at the first try. */
const GZIP_LEVEL = 1;

// A server never reads it.
const loadTar = () => import('tar');
type Tar = Awaited<ReturnType<typeof loadTar>>;

/** A .tar.gz for its owner's eyes, made while `entries` come. Rejects where the file is there already. */
export async function writeArchive(file: string, entries: AsyncIterable<Packed>): Promise<void> {
  const tar = await loadTar();
  // It holds the signing key.
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(Readable.from(blocksOf(entries, tar)), createGzip({ level: GZIP_LEVEL }), out);
}

/** Hands over one after the other; rejects where it is no whole archive, or where `take` does. */
export async function readArchive(file: string, take: (entry: Unpacked) => Promise<void>): Promise<void> {
  const { Parser } = await loadTar();
  const source = createReadStream(file);
  const gunzip = createGunzip();
  const failed = Promise.withResolvers<never>();
  let taken: Promise<unknown> = Promise.resolve();
  const parser = new Parser({
    strict: true,
    onReadEntry(entry) {
      // Behind an await: what is thrown here would be nobody's to catch.
      const taking = Promise.resolve(entry).then((read) => take(unpacked(read)));
      taken = Promise.all([taken, taking]);
      taken.catch(failed.reject);
    },
  });
  source.on('error', failed.reject);
  gunzip.on('error', failed.reject);
  parser.on('error', failed.reject);
  const ended = once(parser, 'end');
  source.pipe(gunzip).pipe(parser);
  try {
    await Promise.race([ended, failed.promise]);
    await taken;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

function unpacked(entry: ReadEntry): Unpacked {
  const { path, mode = 0o600, type } = entry;
  if (type === 'Directory') {
    entry.resume();
    return { path: path.replace(/\/$/, ''), mode, stream: undefined };
  }
  // Links and devices are nothing that was put into it.
  if (type !== 'File' && type !== 'OldFile') throw new Error(`${path} is neither a file nor a folder`);
  return { path, mode, stream: entry };
}

async function* blocksOf(entries: AsyncIterable<Packed>, tar: Tar): AsyncGenerator<Uint8Array> {
  for await (const entry of entries) {
    yield headOf(entry, tar);
    if (!entry.content) continue;
    const { bytes, stream } = entry.content;
    let sent = 0;
    for await (const chunk of stream) {
      sent += chunk.length;
      yield chunk;
    }
    if (sent !== bytes) throw new Error(`${entry.path} changed while it was copied`);
    if (bytes % BLOCK > 0) yield Buffer.alloc(BLOCK - (bytes % BLOCK));
  }
  yield Buffer.alloc(2 * BLOCK);
}

function headOf({ path, mode, modifiedAt, content }: Packed, { Header, Pax }: Tar): Buffer {
  const type = content ? ('File' as const) : ('Directory' as const);
  const facts = { path: content ? path : `${path}/`, size: content?.bytes ?? 0, mtime: modifiedAt };
  const header = new Header({ ...facts, mode: mode & 0o777, type });
  const isTooLong = header.encode();
  if (!header.block) throw new Error(`${path} can't be named in an archive`);
  return isTooLong ? Buffer.concat([new Pax(facts).encode(), header.block]) : header.block;
}

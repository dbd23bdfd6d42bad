import { type Hash, createHash } from 'node:crypto';
import { type FileHandle, access, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { StartError } from '../../config/index.ts';
import { acquireLock } from '../folder-lock.ts';
import { type Packed, writeArchive } from './archive.ts';
import { readBackup } from './read-backup.ts';
import { ABOUT, type About, DATA, SUMS, writeAbout } from './pure/about.ts';
import { isKept } from './pure/kept.ts';
import { writeSums } from './pure/sums.ts';

export interface BackUpOptions {
  readonly folder: string;
  /** The archive; it must not be there yet. */
  readonly file: string;
  /** The database is in PostgreSQL: the folder may be copied while a server uses it. */
  readonly databaseIsElsewhere: boolean;
  readonly version: string;
  readonly now: () => number;
}

interface Found {
  readonly path: string;
  readonly isFolder: boolean;
}

/** Copies all that must be kept of a data folder into one archive, and reads it back. A StartError says why it can't. */
export async function backUp(options: BackUpOptions): Promise<About> {
  const folder = resolve(options.folder);
  const file = resolve(options.file);
  if (!(await exists(join(folder, 'secret.key'))))
    throw new StartError(
      `There is no data folder of Rostrum at ${folder}: set ROSTRUM_DATA to the one in use.`,
    );
  if (file.startsWith(folder + sep))
    throw new StartError(
      `A backup does not lie in the folder that it is of: choose a place outside ${folder}.`,
    );
  if (await exists(file)) throw new StartError(`${file} is there already: choose another name.`);
  const release = options.databaseIsElsewhere ? undefined : await hold(folder);
  // Whoever finds a file under its own name finds a whole one.
  const unfinished = `${file}.unfinished`;
  try {
    await rm(unfinished, { force: true });
    await writeArchive(unfinished, entriesOf(folder, options));
    const about = await readBackup(unfinished);
    await rename(unfinished, file);
    return about;
  } finally {
    await rm(unfinished, { force: true });
    await release?.();
  }
}

/** No server begins meanwhile. */
async function hold(folder: string): Promise<() => Promise<void>> {
  const lock = await acquireLock(join(folder, 'server.lock'));
  if (!lock.ok)
    throw new StartError(
      `The data folder ${folder} is in use by a Rostrum server (process ${lock.heldBy}): stop it, and run this again. Classes go on when it is back.`,
    );
  return () => rm(lock.path, { force: true });
}

async function* entriesOf(folder: string, options: BackUpOptions): AsyncGenerator<Packed> {
  const { version, databaseIsElsewhere, now } = options;
  const sums = new Map<string, string>();
  let bytes = 0;
  for await (const { path, isFolder } of found(folder, '', !databaseIsElsewhere)) {
    const name = `${DATA}/${path}`;
    if (isFolder) {
      const { mode, mtimeMs } = await stat(join(folder, path));
      yield { path: name, mode, modifiedAt: wholeSecond(mtimeMs) };
      continue;
    }
    const file = await openOrNothing(join(folder, path));
    // Beside a server that runs a file may be deleted meanwhile: nobody would find it in the database either.
    if (!file && databaseIsElsewhere) continue;
    if (!file) throw new Error(`${path} went while it was copied`);
    try {
      const { size, mode, mtimeMs } = await file.stat();
      const hash = createHash('sha256');
      const content = { bytes: size, stream: hashed(file, size, hash) };
      yield { path: name, mode, modifiedAt: wholeSecond(mtimeMs), content };
      sums.set(name, hash.digest('hex'));
      bytes += size;
    } finally {
      await file.close();
    }
  }
  const holds = databaseIsElsewhere ? 'files' : 'everything';
  const about = { version, madeAt: new Date(now()).toISOString(), holds, files: sums.size, bytes } as const;
  yield textEntry(SUMS, writeSums(sums), now());
  yield textEntry(ABOUT, writeAbout(about), now());
}

/** Everything that is kept, a folder before what is in it: a database needs its empty ones too. */
async function* found(folder: string, under: string, withDatabase: boolean): AsyncGenerator<Found> {
  const entries = await readdir(join(folder, under), { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (!isKept(path, { withDatabase })) continue;
    if (entry.isFile()) yield { path, isFolder: false };
    if (!entry.isDirectory()) continue;
    yield { path, isFolder: true };
    yield* found(folder, path, withDatabase);
  }
}

/** As long as it was when it was opened: what is written behind that belongs into the next backup. */
async function* hashed(file: FileHandle, bytes: number, hash: Hash): AsyncGenerator<Uint8Array> {
  if (bytes === 0) return;
  for await (const chunk of file.createReadStream({ autoClose: false, start: 0, end: bytes - 1 })) {
    hash.update(chunk as Buffer);
    yield chunk as Buffer;
  }
}

function textEntry(path: string, text: string, at: number): Packed {
  const bytes = Buffer.from(text);
  async function* once(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  return { path, mode: 0o600, modifiedAt: wholeSecond(at), content: { bytes: bytes.length, stream: once() } };
}

function wholeSecond(ms: number): Date {
  return new Date(Math.floor(ms / 1000) * 1000);
}

async function openOrNothing(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

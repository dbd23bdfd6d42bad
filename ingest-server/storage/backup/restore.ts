import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StartError } from '../../config/index.ts';
import type { About } from './pure/about.ts';
import { RESTORING } from './pure/kept.ts';
import { type Place, readBackup } from './read-backup.ts';

export interface RestoreOptions {
  readonly file: string;
  /** Made where it is missing; nothing may be in it. */
  readonly folder: string;
}

/** Puts a backup back as a data folder: all of it, or nothing. A StartError says why it can't. */
export async function restore(options: RestoreOptions): Promise<About> {
  const folder = resolve(options.folder);
  const file = resolve(options.file);
  const there = await readdirOrNothing(folder);
  if (there.some((name) => name !== RESTORING))
    throw new StartError(
      `The data folder ${folder} is not empty: move away what is in it, or choose another one with ROSTRUM_DATA.`,
    );
  // Beside where it belongs, on the same disk: nobody finds half of a backup under its own names.
  const unfinished = join(folder, RESTORING);
  try {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    const about = await readBackup(file, placeIn(unfinished));
    for (const name of await readdir(unfinished)) await rename(join(unfinished, name), join(folder, name));
    return about;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function placeIn(folder: string): Place {
  return {
    // A database must be able to write into its folders, whatever a hand has made of them.
    makeFolder: async (path, mode) =>
      void (await mkdir(join(folder, path), { recursive: true, mode: mode | 0o700 })),
    async write(path, mode, content) {
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await pipeline(Readable.from(content), createWriteStream(target, { flags: 'wx', mode, flush: true }));
    },
  };
}

async function readdirOrNothing(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw new StartError(`The data folder ${folder} can't be read.`, error);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

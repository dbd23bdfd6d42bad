import { mkdir, open, readFile, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { writeFileAtomically } from './atomic-write.ts';
import type { Blobs } from './blobs.ts';
import { isBlobKey, segmentsOf } from './pure/blob-key.ts';

/** Blobs as plain files, so that a folder of them can be copied, backed up and served by anything. */
export async function openFileBlobs(folder: string): Promise<Blobs> {
  // On the same file system, or the rename would not be atomic. What a killed process left there is litter.
  const temporaryFolder = join(folder, '.writing');
  await rm(temporaryFolder, { recursive: true, force: true });
  await mkdir(temporaryFolder, { recursive: true });
  const pathOf = (key: string) => join(folder, ...segmentsOf(key));

  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      await writeFileAtomically(path, bytes, { temporaryFolder });
    },

    async get(key) {
      const path = pathOf(key);
      try {
        return await readFile(path);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw new Error(`the blob ${key} can't be read`, { cause: error });
      }
    },

    async open(key, range) {
      const path = pathOf(key);
      try {
        const file = await open(path);
        // What a put replaces meanwhile stays whole for whoever has it open.
        const { size } = await file.stat();
        return { bytes: size, stream: file.createReadStream(range) };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw new Error(`the blob ${key} can't be read`, { cause: error });
      }
    },

    async list(prefix) {
      // The deepest folder that the prefix names whole: nothing outside it needs to be walked.
      const whole = prefix.slice(0, prefix.lastIndexOf('/') + 1).replace(/\/$/, '');
      const start = whole === '' ? folder : pathOf(whole);
      const keys: string[] = [];
      for (const entry of await readdirOrNothing(start)) {
        if (!entry.isFile()) continue;
        const key = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
        if (isBlobKey(key) && key.startsWith(prefix)) keys.push(key);
      }
      return keys.sort();
    },

    async delete(key) {
      await rm(pathOf(key), { force: true });
    },

    async deleteUnder(under) {
      const path = pathOf(under);
      // A blob of that very name is not under it.
      if ((await statOrNothing(path))?.isDirectory()) await rm(path, { recursive: true, force: true });
    },
  };
}

async function readdirOrNothing(folder: string) {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function statOrNothing(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

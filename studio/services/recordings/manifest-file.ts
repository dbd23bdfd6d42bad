import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { type Manifest, manifestFromFiles, manifestSchema } from './pure/manifest.ts';

const FILE = 'recording.json';

/** A recording's manifest; where it is lost, what its files tell. Nothing for a folder that is no recording. */
export async function readManifest(folder: string, recordingId: string): Promise<Manifest | undefined> {
  const reading = await readJsonFile(join(folder, FILE), manifestSchema);
  if (reading.is === 'read') return reading.value;
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names.map(async (name) => {
      const { birthtimeMs, mtimeMs } = await stat(join(folder, name));
      return { name, createdAtMs: birthtimeMs || mtimeMs };
    }),
  );
  return manifestFromFiles(recordingId, files);
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeJsonFile(join(folder, FILE), manifest);
  await syncFolder(folder);
}

/** A file's name is kept by its folder: without this, a power cut may leave a file that nobody can find. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch (cause) {
    // Windows opens no folders, and keeps names by itself.
    if (process.platform !== 'win32') throw cause;
  } finally {
    await handle?.close();
  }
}

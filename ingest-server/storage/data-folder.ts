import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartError } from '../config/index.ts';
import { acquireLock } from './folder-lock.ts';

const BLOBS = 'blobs';

/** Everything the server keeps is under this folder, and one server at a time has it. */
export interface DataFolder {
  readonly path: string;
  /** Where the records' database, the blobs and the signing key are. */
  readonly databasePath: string;
  readonly blobsPath: string;
  /** What waits for the store, and what is being made of recordings. */
  readonly spoolPath: string;
  readonly workPath: string;
  readonly secretKeyPath: string;
  /** Gives it back; safe twice. */
  close(): Promise<void>;
}

/** Makes the folder where it is missing. Ends in a StartError when it can't be written or is in use. */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  const path = resolve(folder);
  try {
    await mkdir(join(path, BLOBS), { recursive: true });
    const lock = await acquireLock(join(path, 'server.lock'));
    if (!lock.ok) {
      throw new StartError(
        `The data folder ${path} is in use by another Rostrum server (process ${lock.heldBy}): stop that one, or choose another folder with ROSTRUM_DATA.`,
      );
    }
    return {
      path,
      databasePath: join(path, 'db'),
      blobsPath: join(path, BLOBS),
      spoolPath: join(path, 'spool'),
      workPath: join(path, 'work'),
      secretKeyPath: join(path, 'secret.key'),
      close: () => rm(lock.path, { force: true }),
    };
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The data folder ${path} can't be written (${reasonOf(error)}): mend its permissions, or choose another folder with ROSTRUM_DATA.`,
      error,
    );
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file is in its place';
    case 'ENOSPC':
      return 'no space is left on the disk';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

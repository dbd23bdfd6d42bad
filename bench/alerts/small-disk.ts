import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A disk of our own, whose size can be changed while it is used. */
export interface SmallDisk {
  readonly folder: string;
  resize(megabytes: number): Promise<void>;
  close(): Promise<void>;
}

/** Undefined where nobody may mount anything. It takes no more memory than what lies on it. */
export async function openSmallDisk(megabytes: number): Promise<SmallDisk | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  } catch {
    await rm(folder, { recursive: true, force: true });
    return undefined;
  }
  return {
    folder,
    resize: async (size) => void (await run('mount', ['-o', `remount,size=${size}m`, folder])),
    async close() {
      await run('umount', [folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A reader sees the old file or the new one, never half of it, also after a power cut. */
export async function writeFileAtomically(
  path: string,
  bytes: Uint8Array | string | AsyncIterable<Uint8Array>,
  options: { mode?: number; temporaryFolder?: string } = {},
): Promise<void> {
  const folder = options.temporaryFolder ?? dirname(path);
  const temporary = join(folder, `.writing-${randomBytes(8).toString('hex')}`);
  try {
    const file = await open(temporary, 'wx', options.mode ?? 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

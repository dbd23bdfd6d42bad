import { randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { StartError } from '../config/index.ts';
import { writeFileAtomically } from '../storage/index.ts';

const KEY_BYTES = 32;

/** The key that tokens are signed with, made on first run. Whoever reads it can be anyone: owner only. */
export async function openSecretKey(path: string): Promise<Uint8Array> {
  try {
    const found = await readOrNothing(path);
    if (found === undefined) {
      const key = randomBytes(KEY_BYTES);
      await writeFileAtomically(path, `${key.toString('base64url')}\n`, { mode: 0o600 });
      return key;
    }
    // A file copied or restored may have come back readable for all.
    await chmod(path, 0o600);
    const key = Buffer.from(found.trim(), 'base64url');
    if (key.length >= KEY_BYTES) return key;
  } catch (error) {
    throw new StartError(
      `The signing key ${path} can't be used (${error instanceof Error ? error.message : String(error)}): mend the file's permissions.`,
      error,
    );
  }
  throw new StartError(
    `The signing key ${path} is damaged: restore it, or delete it to have a new one made (links handed out before then stop working).`,
  );
}

async function readOrNothing(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

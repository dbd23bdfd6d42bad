import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export function createBridgeKey(): string {
  return randomBytes(32).toString('base64url');
}

const KEY = /^[\w-]{43}$/;

/**
 * The key that outlives this process, as the session does that lies beside it: an open page goes on with the next shell,
 * and brings it what it recorded meanwhile. Only its owner may read it.
 */
export async function keepBridgeKey(folder: string): Promise<string> {
  const file = join(folder, 'bridge-key');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (KEY.test(kept)) return kept;
  const key = createBridgeKey();
  // Written anew: a file that was there keeps the rights that it had.
  await rm(file, { force: true });
  await writeFile(file, key, { mode: 0o600 });
  return key;
}

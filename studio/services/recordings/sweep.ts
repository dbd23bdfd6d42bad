import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UNFINISHED } from './export-run.ts';

/** What an export left that ended with its shell. What it was made from is untouched. */
export async function sweepUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const left = names.filter((name) => name.split(/[\\/]/).at(-1)?.startsWith(UNFINISHED));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}

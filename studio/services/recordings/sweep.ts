import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UNFINISHED } from './export-run.ts';
import { isAlive } from './is-alive.ts';
import { REPAIRING } from './recover.ts';

/** What exports and repairs left that ended with their shell. What they were made from is untouched. */
export async function sweepUnfinished(
  folder: string,
  isAtWorkOn: (recordingId: string) => boolean,
): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const left = names.filter((path) => {
    const [recordingId = '', name = ''] = path.split(/[\\/]/).slice(-2);
    if (isAtWorkOn(recordingId)) return false;
    return name.startsWith(UNFINISHED) || (name.startsWith(REPAIRING) && !isOfAnotherShell(name));
  });
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}

/** Another shell over the same folder may be repairing at this moment. */
function isOfAnotherShell(name: string): boolean {
  const pid = Number(/^\d+(?=-)/.exec(name.slice(REPAIRING.length))?.[0] ?? Number.NaN);
  return pid > 0 && pid !== process.pid && isAlive(pid);
}

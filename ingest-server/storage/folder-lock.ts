import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as v from 'valibot';

/** Process ids come round again, at once in a container: the start tells one process from another. */
const holderSchema = v.object({ pid: v.number(), startedAt: v.string() });
type Holder = v.InferOutput<typeof holderSchema>;

export type Lock = { ok: true; path: string } | { ok: false; heldBy: number };

/** Takes the lock file at `path`, over from a process that is gone if need be. */
export async function acquireLock(path: string): Promise<Lock> {
  const mine = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const holder: Holder = { pid: process.pid, startedAt: await startOf(process.pid) };
  await writeFile(mine, JSON.stringify(holder));
  try {
    for (;;) {
      // A link appears whole and only where nothing is: of two that try, one gets it.
      if (await succeeds(link(mine, path), 'EEXIST')) return { ok: true, path };
      const found = await readOrNothing(path);
      if (found === undefined) continue;
      const other = parseHolder(found);
      if (other && (await isAlive(other))) return { ok: false, heldBy: other.pid };
      await setAside(path, found, `${mine}.stale`);
    }
  } finally {
    await rm(mine, { force: true });
  }
}

// Between reading a stale lock and removing it, another process may have put its own there: what was moved
// away is looked at again, and put back if it is not what was read.
async function setAside(path: string, stale: string, aside: string): Promise<void> {
  if (!(await succeeds(rename(path, aside), 'ENOENT'))) return;
  if ((await readOrNothing(aside)) !== stale) await succeeds(link(aside, path), 'EEXIST');
  await rm(aside, { force: true });
}

async function isAlive(holder: Holder): Promise<boolean> {
  if (holder.pid === process.pid) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if (codeOf(error) === 'ESRCH') return false;
  }
  return (await startOf(holder.pid)) === holder.startedAt;
}

/** Linux tells when a process began (clock ticks since boot, and which boot); elsewhere the id must do. */
async function startOf(pid: number): Promise<string> {
  const stat = await readOrNothing(`/proc/${pid}/stat`);
  const boot = await readOrNothing('/proc/sys/kernel/random/boot_id');
  if (stat === undefined || boot === undefined) return 'unknown';
  // The second field is the program's name in brackets and may hold spaces; counting starts behind it.
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return `${boot.trim()}:${ticks}`;
}

function parseHolder(text: string): Holder | undefined {
  try {
    const parsed = v.safeParse(holderSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined; // Not a lock that a whole process wrote: stale.
  }
}

async function readOrNothing(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return undefined;
    throw error;
  }
}

/** False when it failed in the way that was to be expected; other failures go on up. */
async function succeeds(attempt: Promise<void>, expectedCode: string): Promise<boolean> {
  try {
    await attempt;
    return true;
  } catch (error) {
    if (codeOf(error) === expectedCode) return false;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

import path from 'node:path';
import { compileWorker, fetchWorker, lookForWorker } from '../mediasoup-worker/index.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder } from './machine.mjs';
import { triedLately } from './pure/retry.mjs';
import { dropStamp, readStamp, writeStamp } from './stamps.mjs';

/** @typedef {import('./progress.mjs').Progress} Progress */

/**
 * @typedef {{ is: 'found', path: string } | { is: 'missing', reason: string } | { is: 'absent', reason: string }} WorkerState
 *   absent: not there, and worth building; missing: nothing more to try now
 */

/** @param {string} root */
const failureStamp = (root) => path.join(root, '.cache/setup/worker-failed');

/**
 * @param {string} root @param {Progress} progress @param {{ insist: boolean }} options insist: try again what failed lately
 * @returns {Promise<WorkerState>}
 */
export async function findOrFetchWorker(root, progress, { insist }) {
  const look = await lookForWorker(root);
  if (look.is !== 'absent') return look;
  const failed = readStamp(failureStamp(root));
  if (!insist && failed !== null) {
    const { reason, at } = /** @type {{ reason: string, at: number }} */ (JSON.parse(failed));
    if (triedLately({ at, now: Date.now() })) return { is: 'missing', reason };
  }
  const fetched = await fetchWorker(root, progress);
  return fetched.ok ? { is: 'found', path: fetched.path } : { is: 'absent', reason: fetched.reason };
}

/**
 * @param {string} root @param {Progress} progress @param {string} fetchReason why no prebuilt one is here
 * @returns {Promise<WorkerState>}
 */
export async function compileWorkerOnce(root, progress, fetchReason) {
  /** @param {number} holder */
  const onWait = (holder) =>
    progress.note(`Another set-up (process ${holder}) is building mediasoup's worker; waiting for it.`);
  return withLock(path.join(cacheFolder(), 'lock'), onWait, async () => {
    const meanwhile = await lookForWorker(root);
    if (meanwhile.is !== 'absent') return meanwhile;
    const built = await compileWorker(root, progress);
    if (built.ok) {
      dropStamp(failureStamp(root));
      return { is: 'found', path: built.path };
    }
    if (built.detail) progress.note(built.detail);
    const reason = `${fetchReason}, and ${built.reason}`;
    writeStamp(failureStamp(root), JSON.stringify({ reason, at: Date.now() }));
    return { is: 'missing', reason };
  });
}

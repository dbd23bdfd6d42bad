import path from 'node:path';
import { compileWorker, fetchWorker, lookForWorker } from '../mediasoup-worker/index.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder } from './machine.mjs';
import { reasonOfSystemError } from './pure/explain-system.mjs';
import { waitingWords } from './pure/lock-state.mjs';
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
  const fetched = await fetchWorker(root, progress).catch(notBuilt);
  if (fetched.ok) return { is: 'found', path: fetched.path };
  const nowhereToKeep = 'passing' in fetched && fetched.passing;
  return { is: nowhereToKeep ? 'missing' : 'absent', reason: fetched.reason };
}

/**
 * @param {string} root @param {Progress} progress @param {string} fetchReason why no prebuilt one is here
 * @returns {Promise<WorkerState>}
 */
export async function compileWorkerOnce(root, progress, fetchReason) {
  /** @param {import('./pure/lock-state.mjs').Holder} holder */
  const onWait = (holder) => progress.note(waitingWords(holder, "building mediasoup's worker"));
  /** @type {{ ok: true, path: string } | NotBuilt} */
  const built = await withLock(path.join(cacheFolder(), 'lock'), onWait, async () => {
    const meanwhile = await lookForWorker(root);
    if (meanwhile.is === 'found') return { ok: /** @type {const} */ (true), path: meanwhile.path };
    return compileWorker(root, progress);
  }).catch(notBuilt);
  if (built.ok) {
    dropStamp(failureStamp(root));
    return { is: 'found', path: built.path };
  }
  if (built.detail) progress.note(built.detail);
  const reason = `${fetchReason}, and ${built.reason}`;
  if (!built.passing) writeStamp(failureStamp(root), JSON.stringify({ reason, at: Date.now() }));
  return { is: 'missing', reason };
}

/** @typedef {{ ok: false, reason: string, detail?: string | undefined, passing?: boolean }} NotBuilt passing: nothing was tried, so the next start tries */

/**
 * Whatever keeps the worker away, the server runs without it: a cache that can't be written is told in words, a
 * source that isn't as we know it with the place that found out.
 * @param {unknown} error @returns {NotBuilt}
 */
function notBuilt(error) {
  const reason = reasonOfSystemError(error);
  if (reason !== null)
    return { ok: false, reason: `${reason} (XDG_CACHE_HOME names another place)`, passing: true };
  return error instanceof Error
    ? { ok: false, reason: error.message, detail: error.stack }
    : { ok: false, reason: String(error) };
}

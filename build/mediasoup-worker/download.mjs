import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../setup/run.mjs';
import { prebuiltUrl, workerFile } from './pure/names.mjs';

/**
 * A page that can be reached answers within this, and then sends something at least this often; one that can't must
 * not hold anyone up. The whole may take as long as the line needs.
 */
const PATIENCE_MS = 10_000;

/**
 * Fetches mediasoup's own build into `folder`. Nothing is left half done there that anyone would use. Throws where the
 * folder can't be written.
 * @param {{ target: import('./pure/names.mjs').WorkerTarget, repository: string, folder: string, patienceMs?: number }} options
 * @returns {Promise<{ ok: true, file: string } | { ok: false, reason: string }>}
 */
export async function downloadWorker({ target, repository, folder, patienceMs = PATIENCE_MS }) {
  const url = prebuiltUrl(target, {
    repository,
    base: process.env['MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL'],
  });
  mkdirSync(folder, { recursive: true });
  const fetched = await fetchWhole(url, patienceMs);
  if (!fetched.ok) return fetched;
  const archive = path.join(folder, 'prebuilt.tgz');
  writeFileSync(archive, fetched.bytes);
  const unpacked = await run('tar', ['-xzf', archive, '-C', folder]);
  if (!unpacked.ok) return { ok: false, reason: 'the prebuilt archive could not be unpacked' };
  return { ok: true, file: path.join(folder, workerFile(target.platform)) };
}

/**
 * @param {string} url @param {number} patienceMs
 * @returns {Promise<{ ok: true, bytes: Buffer } | { ok: false, reason: string }>}
 */
async function fetchWhole(url, patienceMs) {
  const idle = new AbortController();
  const giveUp = () => idle.abort(new Error(`nothing came for ${patienceMs / 1000} s`));
  const timer = setTimeout(giveUp, patienceMs);
  try {
    const response = await fetch(url, { signal: idle.signal });
    if (!response.ok || response.body === null) {
      return { ok: false, reason: `its release page answered ${response.status}` };
    }
    /** @type {Uint8Array[]} */
    const pieces = [];
    for await (const piece of response.body) {
      pieces.push(piece);
      timer.refresh();
    }
    return { ok: true, bytes: Buffer.concat(pieces) };
  } catch (error) {
    return { ok: false, reason: `its release page can't be reached (${reasonOf(error)})` };
  } finally {
    clearTimeout(timer);
    idle.abort();
  }
}

/** @param {unknown} error @returns {string} */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  const cause = /** @type {{ code?: string } | undefined} */ (error.cause);
  return cause?.code ?? error.message;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../setup/run.mjs';
import { prebuiltUrl, workerFile } from './pure/names.mjs';

/** A page that can be reached answers within this; one that can't must not hold anyone up. */
const PATIENCE_MS = 10_000;

/**
 * Fetches mediasoup's own build into `folder`. Nothing is left half done there that anyone would use.
 * @param {{ target: import('./pure/names.mjs').WorkerTarget, repository: string, folder: string }} options
 * @returns {Promise<{ ok: true, file: string } | { ok: false, reason: string }>}
 */
export async function downloadWorker({ target, repository, folder }) {
  const url = prebuiltUrl(target, {
    repository,
    base: process.env['MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL'],
  });
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) return { ok: false, reason: `its release page answered ${response.status}` };
    mkdirSync(folder, { recursive: true });
    const archive = path.join(folder, 'prebuilt.tgz');
    writeFileSync(archive, Buffer.from(await response.arrayBuffer()));
    const unpacked = await run('tar', ['-xzf', archive, '-C', folder]);
    if (!unpacked.ok) return { ok: false, reason: 'the prebuilt archive could not be unpacked' };
    return { ok: true, file: path.join(folder, workerFile(target.platform)) };
  } catch (error) {
    return { ok: false, reason: `its release page can't be reached (${reasonOf(error)})` };
  }
}

/** @param {unknown} error @returns {string} */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${PATIENCE_MS / 1000} s`;
  const cause = /** @type {{ code?: string } | undefined} */ (error.cause);
  return cause?.code ?? error.message;
}

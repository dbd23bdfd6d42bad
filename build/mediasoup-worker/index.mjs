// mediasoup's worker: finds it, fetches it or builds it, and keeps it in a cache outside the checkout, once for each
// version and machine. It knows nothing of the server that will run it.
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder, isProgram } from '../setup/machine.mjs';
import { run } from '../setup/run.mjs';
import { buildWorker, missingPackages } from './build.mjs';
import { downloadWorker } from './download.mjs';
import { cacheName, workerFile } from './pure/names.mjs';

export { missingPackages as packagesForWorker } from './build.mjs';

/** Without the variable that its parent sets, the worker says so and leaves with this code. */
const RUNS_HERE = 41;

/**
 * @typedef {{ is: 'found', path: string, from: string } | { is: 'missing', reason: string } | { is: 'absent' }} WorkerLook
 *   missing: somebody named one and it isn't there; absent: one can be brought
 */

/** @param {string} root */
function packageOf(root) {
  const folder = path.join(root, 'node_modules/mediasoup');
  const manifest = /** @type {{ version: string, repository: { url: string } }} */ (
    JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  );
  return { folder, version: manifest.version, repository: manifest.repository.url };
}

/** @param {string} version @returns {import('./pure/names.mjs').WorkerTarget} */
function targetHere(version) {
  const musl = existsSync('/lib') && readdirSync('/lib').some((name) => name.startsWith('ld-musl-'));
  const libc = musl ? 'musl' : 'gnu';
  return { version, platform: process.platform, arch: process.arch, libc, release: os.release() };
}

/** @param {string} file @returns {Promise<boolean>} */
async function runsHere(file) {
  if (!isProgram(file)) return false;
  const ran = await run(file, [], { env: {} });
  return ran.code === RUNS_HERE;
}

/** @param {string} root @returns {Promise<WorkerLook>} */
export async function lookForWorker(root) {
  const given = process.env['MEDIASOUP_WORKER_BIN'];
  if (given) {
    if (await runsHere(given)) return { is: 'found', path: given, from: 'MEDIASOUP_WORKER_BIN' };
    return { is: 'missing', reason: `MEDIASOUP_WORKER_BIN says ${given}, and no worker runs there` };
  }
  const { folder, version } = packageOf(root);
  const target = targetHere(version);
  const file = workerFile(target.platform);
  const cached = path.join(cacheFolder(), cacheName(target), file);
  if (await runsHere(cached)) return { is: 'found', path: cached, from: 'the cache' };
  const own = path.join(folder, 'worker/out/Release', file);
  if (await runsHere(own)) return { is: 'found', path: own, from: 'its npm package' };
  return { is: 'absent' };
}

/**
 * mediasoup's own build, where it can be had.
 * @param {string} root @param {import('../setup/progress.mjs').Progress} progress
 * @returns {Promise<{ ok: true, path: string } | { ok: false, reason: string }>}
 */
export async function fetchWorker(root, progress) {
  const { version, repository } = packageOf(root);
  const target = targetHere(version);
  const home = path.join(cacheFolder(), cacheName(target));
  const fresh = `${home}.${process.pid}`;
  const step = progress.step("mediasoup's worker");
  step.now('looking for a prebuilt one');
  try {
    const got = await downloadWorker({ target, repository, folder: fresh });
    if (!got.ok) {
      step.done(`no prebuilt one: ${got.reason}`);
      return got;
    }
    chmodSync(got.file, 0o755);
    if (!(await runsHere(got.file))) {
      step.done('the prebuilt one does not run here');
      return { ok: false, reason: 'the prebuilt worker does not run on this system' };
    }
    const kept = keep(got.file, home, workerFile(target.platform));
    step.done('prebuilt');
    return { ok: true, path: kept };
  } catch (error) {
    step.fail('there is no place to keep it');
    throw error;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/**
 * @param {string} root @param {import('../setup/progress.mjs').Progress} progress
 * @returns {Promise<{ ok: true, path: string } | { ok: false, reason: string, detail?: string }>}
 */
export async function compileWorker(root, progress) {
  const { folder, version } = packageOf(root);
  const target = targetHere(version);
  if (target.platform !== 'linux') return { ok: false, reason: 'it is built from source on Linux only' };
  const missing = missingPackages();
  if (missing.length > 0)
    return { ok: false, reason: `to build it, these are missing: ${missing.join(', ')}` };
  const workshop = path.join(cacheFolder(), `building-${cacheName(target)}`);
  const step = progress.step("mediasoup's worker");
  try {
    const built = await buildWorker({ worker: path.join(folder, 'worker'), workshop, step });
    if (!built.ok) {
      step.fail(built.reason);
      return built;
    }
    if (!(await runsHere(built.file))) {
      step.fail('what was built does not run');
      return { ok: false, reason: 'what was built does not run' };
    }
    const kept = keep(built.file, path.join(cacheFolder(), cacheName(target)), workerFile(target.platform));
    rmSync(workshop, { recursive: true, force: true });
    step.done('built from source');
    return { ok: true, path: kept };
  } catch (error) {
    step.fail('could not be built');
    throw error;
  }
}

/** @param {string} file @param {string} home @param {string} name @returns {string} */
function keep(file, home, name) {
  mkdirSync(home, { recursive: true });
  const place = path.join(home, name);
  renameSync(file, place);
  return place;
}

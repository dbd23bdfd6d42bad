import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decideDependencies } from './pure/dependency-state.mjs';
import { explainNpmFailure } from './pure/explain-npm.mjs';
import { createNetworkWatch } from './pure/network-watch.mjs';
import { run } from './run.mjs';
import { SetUpError } from './set-up-error.mjs';
import { dropStamp, readStamp, writeStamp } from './stamps.mjs';

/** @typedef {import('./pure/dependency-state.mjs').Lock} Lock */

/** Inside node_modules, because `npm ci` begins by removing that folder: no stamp survives a killed install. */
const STAMP = 'node_modules/.rostrum-setup';

/** @param {string} root @returns {{ wanted: string, manifests: Record<string, string> }} */
function readManifests(root) {
  const own = readFileSync(path.join(root, 'package.json'), 'utf8');
  const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  /** @type {Record<string, string>} */
  const manifests = { '': own };
  const workspaces = /** @type {{ workspaces?: string[] }} */ (JSON.parse(own)).workspaces ?? [];
  for (const folder of workspaces) {
    manifests[folder] = readFileSync(path.join(root, folder, 'package.json'), 'utf8');
  }
  const hash = createHash('sha256').update(lock);
  for (const [folder, text] of Object.entries(manifests)) hash.update(`\0${folder}\0${text}`);
  return { wanted: hash.digest('hex').slice(0, 32), manifests };
}

/** @param {string} file @returns {any} */
function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** @param {string} root @returns {{ wanted: string, state: import('./pure/dependency-state.mjs').DependencyState }} */
export function lookAtDependencies(root) {
  const { wanted, manifests } = readManifests(root);
  const stamp = readStamp(path.join(root, STAMP));
  if (stamp === wanted) return { wanted, state: { is: 'fresh' } };
  const state = decideDependencies({
    wanted,
    stamp,
    lock: readJson(path.join(root, 'package-lock.json')),
    installed: readJson(path.join(root, 'node_modules/.package-lock.json')),
    manifests: Object.fromEntries(
      Object.entries(manifests).map(([folder, text]) => [folder, JSON.parse(text)]),
    ),
  });
  return { wanted, state };
}

/** @param {string} root @param {import('./progress.mjs').Progress} progress @returns {Promise<void>} */
export async function bringDependencies(root, progress) {
  const { wanted, state } = lookAtDependencies(root);
  if (state.is === 'fresh') return;
  if (state.is === 'install') await installDependencies(root, progress);
  writeStamp(path.join(root, STAMP), wanted);
}

/** @param {string} root */
export function forgetDependencies(root) {
  dropStamp(path.join(root, STAMP));
}

/** @param {string} root @param {import('./progress.mjs').Progress} progress */
async function installDependencies(root, progress) {
  const lock = /** @type {Lock} */ (readJson(path.join(root, 'package-lock.json')));
  const total = Object.keys(lock.packages ?? {}).length;
  const step = progress.step('dependencies');
  let fetched = 0;
  const patience = new AbortController();
  const watch = createNetworkWatch();
  dropStamp(path.join(root, STAMP));
  const [command, before] = npmCommand();
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=http', '--no-progress'];
  // npm's own patience (three tries for each package, up to a minute apart) would hide a missing network for minutes.
  const retries = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=8000'];
  const install = (/** @type {string[]} */ more) =>
    run(command, [...before, ...args, ...retries, ...more], {
      cwd: root,
      signal: patience.signal,
      onLine(line) {
        if (watch.isHopeless(line, Date.now())) patience.abort();
        if (!/^npm http (fetch GET 200|cache)/.test(line)) return;
        fetched = Math.min(fetched + 1, total);
        step.now(`npm ci, ${fetched} of up to ${total} packages`);
      },
    });
  let ran = await install(['--prefer-offline']);
  // What the cache remembers of a package may be older than the version that the lock file names.
  if (!ran.ok && ran.output.includes('ETARGET')) ran = await install([]);
  if (ran.ok) return step.done('npm ci');
  step.fail('npm ci');
  if (ran.code === null)
    throw new SetUpError('npm was not found: install it together with Node 20 or later.');
  throw new SetUpError(explainNpmFailure(ran.output), errorLines(ran.output));
}

/** @returns {[string, string[]]} */
function npmCommand() {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return [process.execPath, [own]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}

/** @param {string} output */
function errorLines(output) {
  return output
    .split('\n')
    .filter((line) => line.startsWith('npm error'))
    .slice(0, 12)
    .join('\n');
}

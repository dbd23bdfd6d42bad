import { packagesForWorker } from '../mediasoup-worker/index.mjs';
import { installWithApt, preventCluster, preventService } from './apt.mjs';
import { compileWorkerOnce, findOrFetchWorker } from './bring-worker.mjs';
import { canInstallWithApt, hasFonts, systemFamily } from './machine.mjs';
import { missingWords, workerMissingWords } from './pure/missing.mjs';
import {
  lookForChromium,
  lookForFfmpeg,
  lookForFirefox,
  lookForPostgres,
  lookForPrometheus,
  lookForTurnserver,
} from './tools.mjs';

/** @typedef {'ffmpeg' | 'chromium' | 'postgres' | 'turnserver' | 'prometheus' | 'firefox'} Tool */

/**
 * The programs that npm doesn't bring. What can't be had is said in a sentence and isn't an error: everything that
 * doesn't need it still works.
 * @param {string} root @param {import('./pure/purposes.mjs').Needs} needs
 * @param {import('./progress.mjs').Progress} progress @param {{ insist: boolean }} options
 * @returns {Promise<{ env: Record<string, string>, can: string[] }>}
 */
export async function bringTools(root, needs, progress, options) {
  const mayInstall = canInstallWithApt();
  let worker = needs.worker ? await findOrFetchWorker(root, progress, options) : null;

  /** @type {string[][]} */
  const wants = [];
  if (mayInstall) {
    if (worker?.is === 'absent') wants.push(packagesForWorker());
    if (needs.chromium && !hasFonts()) wants.push(['fonts-dejavu-core']);
    for (const choice of looks(root, needs, { mayInstall }).map(([, , choice]) => choice)) {
      if (choice.is === 'install') wants.push(choice.packages);
    }
  }
  if (wants.flat().includes('postgresql')) preventCluster();
  for (const service of ['coturn', 'prometheus']) {
    if (wants.flat().includes(service)) preventService(service);
  }
  await installWithApt(root, wants, progress, options);
  if (worker?.is === 'absent') worker = await compileWorkerOnce(root, progress, worker.reason);

  /** @type {Record<string, string>} */
  const env = {};
  /** @type {string[]} */
  const can = [];
  const system = systemFamily();
  if (worker?.is === 'found') {
    env['MEDIASOUP_WORKER_BIN'] = worker.path;
    can.push('worker');
  } else if (worker) {
    const packages = packagesForWorker();
    progress.note(workerMissingWords({ reason: worker.reason, packages, system }));
  }
  for (const [thing, variable, choice] of looks(root, needs, { mayInstall: false })) {
    if (choice.is === 'found') {
      env[variable] = choice.path;
      can.push(thing);
      if (choice.hint) progress.note(choice.hint);
    } else if (choice.is === 'missing') {
      progress.note(missingWords({ thing, reason: choice.reason, system }));
    }
  }
  if (can.includes('chromium') && !hasFonts()) {
    progress.note(missingWords({ thing: 'fonts', reason: 'This machine has no fonts', system }));
  }
  return { env, can };
}

/**
 * @param {string} root @param {import('./pure/purposes.mjs').Needs} needs @param {{ mayInstall: boolean }} options
 * @returns {[Tool, string, import('./pure/tools.mjs').Choice][]}
 */
function looks(root, needs, options) {
  /** @type {[Tool, string, import('./pure/tools.mjs').Choice][]} */
  const all = [];
  if (needs.ffmpeg) all.push(['ffmpeg', 'FFMPEG_PATH', lookForFfmpeg(root, options)]);
  if (needs.chromium) all.push(['chromium', 'CHROMIUM_PATH', lookForChromium(options)]);
  if (needs.postgres) all.push(['postgres', 'POSTGRES_BIN', lookForPostgres(options)]);
  if (needs.turnserver) all.push(['turnserver', 'TURNSERVER_PATH', lookForTurnserver(options)]);
  if (needs.firefox) all.push(['firefox', 'FIREFOX_PATH', lookForFirefox(options)]);
  if (needs.prometheus) all.push(['prometheus', 'PROMETHEUS_BIN', lookForPrometheus(options)]);
  return all;
}

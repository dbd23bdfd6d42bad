import { existsSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { planApt, readAptStatus } from './pure/apt-plan.mjs';
import { triedLately } from './pure/retry.mjs';
import { run } from './run.mjs';
import { dropStamp, readStamp, writeStamp } from './stamps.mjs';

/** @typedef {import('./pure/apt-plan.mjs').AptPlan} AptPlan */
/** @typedef {import('./progress.mjs').Step} Step */

/**
 * Installs what is wanted, all in one go; where that fails, each by itself, so that a package which this release of
 * the system doesn't have keeps none of the others away. What is missing afterwards shows when it is looked for again.
 * @param {string} root @param {string[][]} wants @param {import('./progress.mjs').Progress} progress
 * @param {{ insist: boolean }} options insist: try again what failed lately
 */
export async function installWithApt(root, wants, progress, { insist }) {
  const plan = planApt(wants);
  if (!plan) return;
  const failures = path.join(root, '.cache/setup/apt-failed');
  if (!insist && failedLately(readStamp(failures), plan)) return;

  const step = progress.step('system packages');
  const env = { ...process.env, ...plan.environment };
  step.now('apt-get update');
  // It may fail for a source that has nothing to do with us, so only the install decides.
  await run('apt-get', plan.update, { env });
  if (await install(plan, step)) {
    dropStamp(failures);
    return step.done(plan.packages.join(' '));
  }
  /** @type {string[]} */
  const failed = [];
  for (const want of wants) {
    const single = planApt([want]);
    if (single && !(await install(single, step))) failed.push(...single.packages);
  }
  writeStamp(failures, JSON.stringify({ packages: plan.packages, at: Date.now() }));
  step.fail(`apt-get could not install ${failed.join(' ')}`);
}

/**
 * Debian's package would make a database and start a server for it, on the port that another may want; the tests
 * start their own. Whoever has said already what they want is left alone.
 */
export function preventCluster() {
  const folder = '/etc/postgresql-common';
  const file = path.join(folder, 'createcluster.conf');
  if (existsSync(file)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, 'create_main_cluster = false\n');
}

/**
 * Debian's package would start its service for anybody, with every start of the machine; the tests start their own. This
 * is what `systemctl mask` writes, which the package's scripts respect. A unit that somebody wrote is left alone.
 * @param {string} name
 */
export function preventService(name) {
  if (!existsSync('/run/systemd/system')) return;
  const unit = `/etc/systemd/system/${name}.service`;
  if (lstatSync(unit, { throwIfNoEntry: false })) return;
  mkdirSync(path.dirname(unit), { recursive: true });
  symlinkSync('/dev/null', unit);
}

/** @param {string | null} stamp @param {AptPlan} plan @returns {boolean} */
function failedLately(stamp, plan) {
  if (stamp === null) return false;
  const { packages, at } = /** @type {{ packages: string[], at: number }} */ (JSON.parse(stamp));
  return plan.packages.every((name) => packages.includes(name)) && triedLately({ at, now: Date.now() });
}

/** @param {AptPlan} plan @param {Step} step @returns {Promise<boolean>} */
async function install(plan, step) {
  const env = { ...process.env, ...plan.environment };
  /** @param {string} line */
  const onStatus = (line) => {
    const words = readAptStatus(line);
    if (words) step.now(words);
  };
  step.now(`apt-get install ${plan.packages.join(' ')}`);
  const first = await run('apt-get', plan.install, { env, onStatus });
  if (first.ok || !first.output.includes('dpkg --configure -a')) return first.ok;
  // An earlier installation was killed half way; dpkg wants to finish it first, and says so.
  await run('dpkg', ['--force-confold', '--configure', '-a'], { env });
  const second = await run('apt-get', plan.install, { env, onStatus });
  return second.ok;
}

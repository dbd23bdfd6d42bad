// Brings a fresh clone to where it can run: dependencies, Node 24, mediasoup's worker, FFmpeg, a browser, the pages.
// Needs nothing but Node 20 and npm, and knows nothing of what is started afterwards.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bringTools } from './bring-tools.mjs';
import { bringDependencies, lookAtDependencies } from './dependencies.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, findElectron, hasDisplay } from './machine.mjs';
import { findNode24 } from './node24.mjs';
import { buildPages, lookForStalePages } from './pages.mjs';
import { createProgress } from './progress.mjs';
import { explainSystemError } from './pure/explain-system.mjs';
import { waitingWords } from './pure/lock-state.mjs';
import { needsFor } from './pure/purposes.mjs';
import { stopCommands } from './run.mjs';
import { SetUpError } from './set-up-error.mjs';

const ROOT = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));

/**
 * @typedef {object} SetUpOptions
 * @property {import('./pure/purposes.mjs').Purpose} for
 * @property {boolean} [demo] a synthetic instructor will be wanted
 * @property {boolean} [opensStudio] the studio will be opened where there is a display
 * @property {boolean} [insist] tries again what failed lately
 */

/**
 * @typedef {object} Ready
 * @property {string} root
 * @property {string} node the Node that runs everything from here on
 * @property {Record<string, string>} env where the programs are, by the variables that name them
 * @property {string[]} can what this machine has of: ffmpeg, chromium, postgres, turnserver, prometheus, firefox, worker,
 *   electron, display
 */

/** @param {SetUpOptions} options @returns {Promise<Ready>} */
export async function setUp({ demo = false, opensStudio = true, insist = false, for: purpose }) {
  const progress = createProgress();
  /** @param {import('./pure/lock-state.mjs').Holder} holder */
  const onWait = (holder) => progress.note(waitingWords(holder, 'at work here'));
  /** @template T @param {() => Promise<T>} act */
  const alone = (act) => withLock(path.join(ROOT, '.cache/setup/lock'), onWait, act);

  const stop = () => {
    stopCommands();
    process.exit(130);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    if (lookAtDependencies(ROOT).state.is !== 'fresh') await alone(() => bringDependencies(ROOT, progress));
    const node = await findNode24(ROOT);
    const electron = findElectron(ROOT);
    const display = hasDisplay();
    const needs = needsFor(purpose, {
      demo,
      opensStudio: opensStudio && display,
      hasElectron: electron !== null,
    });
    const { env, can } = await bringTools(ROOT, needs, progress, { insist });
    const stale = () => lookForStalePages(ROOT, { withElectron: purpose === 'start' && electron !== null });
    if (needs.pages && stale().length > 0) await alone(() => buildPages(ROOT, node, stale(), progress));
    if (electron) can.push('electron');
    if (display) can.push('display');
    return { root: ROOT, node, env, can };
  } catch (error) {
    const sentence = explainSystemError(error, { cache: cacheFolder() });
    throw sentence === null ? error : new SetUpError(sentence, undefined, error);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

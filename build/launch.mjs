// Set-up, then the real program under Node 24: what every command of this project does.
import { explain } from './setup/explain.mjs';
import { requireNode } from './setup/node-version.mjs';

/** @param {import('./setup/index.mjs').SetUpOptions} options @param {string} file relative to the root @param {string[]} args */
export function launch(options, file, args) {
  requireNode();
  Promise.all([import('./setup/index.mjs'), import('./hand-over.mjs')])
    .then(async ([setup, hand]) => hand.handOver(await setup.setUp(options), file, args))
    .catch(explain);
}

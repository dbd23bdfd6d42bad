// `npm run setup` brings everything that starting, testing and measuring need, and with `-- --server` only what a server
// needs; setUp is the same for the other commands.
import { pathToFileURL } from 'url';
import { explain } from './setup/explain.mjs';
import { requireNode } from './setup/node-version.mjs';

requireNode();

/** @param {import('./setup/index.mjs').SetUpOptions} options @returns {Promise<import('./setup/index.mjs').Ready>} */
export async function setUp(options) {
  const setup = await import('./setup/index.mjs');
  return setup.setUp(options);
}

/** @param {import('./setup/index.mjs').Ready} ready @param {number} startedAtMs */
function tell({ node, env, can }, startedAtMs) {
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  const places = Object.assign({ node: node }, env);
  process.stdout.write(
    'Set up, after ' + seconds + ' s. This machine has: ' + (can.join(', ') || 'nothing more') + '.\n',
  );
  Object.keys(places).forEach((name) => process.stdout.write('  ' + name.padEnd(22) + places[name] + '\n'));
}

if (process.argv[1] && pathToFileURL(process.argv[1]).href === import.meta.url) {
  const startedAtMs = Date.now();
  /** @type {import('./setup/index.mjs').SetUpOptions} */
  const wanted = process.argv.includes('--server')
    ? { for: 'start', opensStudio: false, insist: true }
    : { for: 'test', insist: true };
  setUp(wanted).then((ready) => tell(ready, startedAtMs), explain);
}

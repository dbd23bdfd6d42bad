import { existsSync } from 'node:fs';
import path from 'node:path';
import { choosePackagedNode, runsOurCode } from './pure/choose-node.mjs';
import { forgetDependencies } from './dependencies.mjs';
import { run } from './run.mjs';
import { SetUpError } from './set-up-error.mjs';
import { readStamp, writeStamp } from './stamps.mjs';

/**
 * The Node that runs everything after set-up: this one when it is new enough, else the one that npm brought.
 * @param {string} root @returns {Promise<string>}
 */
export async function findNode24(root) {
  if (runsOurCode(process.versions.node)) return process.execPath;
  const folder = path.join(root, 'node_modules');
  const found = choosePackagedNode(process.platform, process.arch)
    .map((relative) => path.join(folder, relative))
    .find((file) => existsSync(file));
  if (!found) {
    forgetDependencies(root);
    throw new SetUpError(
      `No Node 24 came with the dependencies for ${process.platform} on ${process.arch}. Run the same command again (npm may have missed one download), or install Node 24 or later yourself.`,
    );
  }
  await proveOnce(root, found);
  return found;
}

/** A binary for another C library is there and yet doesn't run. @param {string} root @param {string} node */
async function proveOnce(root, node) {
  const stamp = path.join(root, 'node_modules/.rostrum-node');
  if (readStamp(stamp) === node) return;
  const ran = await run(node, ['--version']);
  if (!ran.ok) {
    throw new SetUpError(
      'The Node 24 that npm brought does not run on this system. Install Node 24 or later (your package manager or https://nodejs.org) and run the same command again.',
      ran.output,
    );
  }
  writeStamp(stamp, node);
}

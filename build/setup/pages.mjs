import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';
import { SetUpError } from './set-up-error.mjs';
import { hashSources } from './source-hash.mjs';
import { readStamp, writeStamp } from './stamps.mjs';

/**
 * @typedef {object} Page
 * @property {string} name
 * @property {string} folder it lies in this folder's `dist` when it is built
 * @property {string[]} sources
 * @property {string} entry the file in `dist` without which it isn't there
 * @property {string} [config] where Vite's configuration isn't vite.config.ts and says itself where the output goes
 */

/** @type {readonly Page[]} */
const pages = [
  { name: "students' page", folder: 'viewer-web', sources: ['viewer-web'], entry: 'index.html' },
  {
    name: "admin's dashboard",
    folder: 'ingest-server/dashboard',
    sources: ['ingest-server/dashboard'],
    entry: 'index.html',
  },
  {
    name: "instructor's studio",
    folder: 'studio/renderer',
    sources: ['studio/renderer', 'studio/preload'],
    entry: 'index.html',
  },
];

/** What Electron runs; nobody else has a use for it. @type {Page} */
const electronShell = {
  name: "studio's Electron shell",
  folder: 'studio',
  sources: ['studio/main', 'studio/preload', 'studio/services', 'studio/vite.main.config.ts'],
  entry: 'main.js',
  config: 'vite.main.config.ts',
};

const shared = ['ui', 'protocol', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.web.json'];

/** @typedef {Page & { wanted: string }} StalePage */

/** @param {string} root @param {{ withElectron: boolean }} options @returns {StalePage[]} */
export function lookForStalePages(root, { withElectron }) {
  const base = hashSources(root, shared);
  return [...pages, ...(withElectron ? [electronShell] : [])]
    .map((page) => ({ ...page, wanted: `${base}-${hashSources(root, page.sources)}` }))
    .filter(({ folder, entry, wanted }) => {
      return (
        readStamp(stampOf(root, folder)) !== wanted || !existsSync(path.join(root, folder, 'dist', entry))
      );
    });
}

/** @param {string} root @param {string} node @param {StalePage[]} stale @param {import('./progress.mjs').Progress} progress */
export async function buildPages(root, node, stale, progress) {
  for (const page of stale) {
    const step = progress.step(page.name);
    const built = page.config ? await buildInPlace(root, node, page) : await buildBeside(root, node, page);
    if (!built.ok) {
      step.fail('vite build');
      throw new SetUpError(
        `The ${page.name} (${page.folder}) could not be built; what Vite said is below.`,
        built.output,
      );
    }
    writeStamp(stampOf(root, page.folder), page.wanted);
    step.done('built');
  }
}

/** @param {string} root @param {string} node @param {Page} page @param {string[]} flags */
function runVite(root, node, { folder }, flags) {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  return run(node, [vite, 'build', '--logLevel', 'warn', ...flags], {
    cwd: path.join(root, folder),
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

/** @param {string} root @param {string} node @param {Page} page */
function buildInPlace(root, node, page) {
  return runVite(root, node, page, ['--config', String(page.config)]);
}

/**
 * Built beside and moved into place, so that a page that is being served, or a build that is killed, is never half there.
 * @param {string} root @param {string} node @param {Page} page
 */
async function buildBeside(root, node, page) {
  const place = path.join(root, page.folder, 'dist');
  const fresh = path.join(root, '.cache/pages', `${flat(page.folder)}.${process.pid}`);
  const old = `${fresh}.old`;
  try {
    const built = await runVite(root, node, page, ['--outDir', fresh, '--emptyOutDir']);
    if (!built.ok) return built;
    mkdirSync(path.dirname(fresh), { recursive: true });
    if (existsSync(place)) renameSync(place, old);
    renameSync(fresh, place);
    return built;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

/** @param {string} root @param {string} folder */
const stampOf = (root, folder) => path.join(root, '.cache/setup', `page-${flat(folder)}`);

/** @param {string} folder */
const flat = (folder) => folder.replaceAll('/', '-');

// Builds the worker from the source inside its npm package, on the system's own libraries.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOnPath } from '../setup/machine.mjs';
import { run } from '../setup/run.mjs';
import { packagesOfMissing } from './pure/libraries.mjs';
import { createMakefile, objectOf } from './pure/makefile.mjs';
import { patchDtls } from './pure/patch-dtls.mjs';
import { ESTIMATOR, readWorkerSource } from './pure/worker-source.mjs';

const ADAPTERS = fileURLToPath(new URL('./adapters', import.meta.url));
const HEADER_FOLDERS = ['/usr/include', '/usr/local/include'];
/** One g++ on the worker's larger files takes about this much. */
const BYTES_PER_COMPILER = 900e6;

/** Looks at files only, so it costs nothing. @returns {string[]} Debian's names of what a build still needs */
export function missingPackages() {
  return packagesOfMissing(({ kind, name }) => {
    if (kind === 'program') return findOnPath([name]) !== null;
    return HEADER_FOLDERS.some((folder) => existsSync(path.join(folder, name)));
  });
}

/**
 * @param {{ worker: string, workshop: string, step: import('../setup/progress.mjs').Step }} options workshop: where
 *   copies and objects stay until the build is whole
 * @returns {Promise<{ ok: true, file: string } | { ok: false, reason: string, detail: string }>}
 */
export async function buildWorker({ worker, workshop, step }) {
  const copy = copySource(worker, workshop);
  const out = path.join(workshop, 'out');
  const headers = path.join(out, 'fbs/FBS');
  mkdirSync(headers, { recursive: true });
  const [meson, estimator] = ['meson.build', `${ESTIMATOR}/meson.build`].map((file) =>
    readFileSync(path.join(copy, file), 'utf8'),
  );
  const source = readWorkerSource(String(meson), String(estimator));
  const schemas = readdirSync(path.join(copy, 'fbs')).filter((name) => name.endsWith('.fbs'));
  const style = [
    '--cpp-field-case-style',
    'lower',
    '--reflect-names',
    '--scoped-enums',
    '--filename-suffix',
    '',
  ];
  const generated = await run('flatc', [
    '--cpp',
    ...style,
    '-o',
    headers,
    ...schemas.map((name) => path.join(copy, 'fbs', name)),
  ]);
  if (!generated.ok) return { ok: false, reason: 'flatc failed', detail: lastLines(generated.output) };

  const makefile = createMakefile(source, { worker: copy, out, adapters: ADAPTERS });
  writeFileSync(path.join(out, 'Makefile'), makefile);
  const total = source.files.length;
  let compiled = source.files.filter((file) => existsSync(path.join(out, objectOf(file)))).length;
  step.now(`compiled ${compiled} of ${total} files`);
  const made = await run('make', ['-C', out, `-j${compilers()}`], {
    onLine(line) {
      if (!line.startsWith('compiled ')) return;
      compiled = Math.min(compiled + 1, total);
      step.now(`compiled ${compiled} of ${total} files`);
    },
  });
  if (!made.ok) return { ok: false, reason: 'the compiler failed', detail: lastLines(made.output) };
  return { ok: true, file: path.join(out, 'mediasoup-worker') };
}

/** node_modules stays as npm left it, so the patch goes into a copy. @param {string} worker @param {string} workshop */
function copySource(worker, workshop) {
  const copy = path.join(workshop, 'source');
  if (existsSync(copy)) return copy;
  const fresh = `${copy}.${process.pid}`;
  mkdirSync(workshop, { recursive: true });
  rmSync(fresh, { recursive: true, force: true });
  cpSync(worker, fresh, { recursive: true });
  const dtls = path.join(fresh, 'src/RTC/DtlsTransport.cpp');
  writeFileSync(dtls, patchDtls(readFileSync(dtls, 'utf8')));
  renameSync(fresh, copy);
  return copy;
}

function compilers() {
  return Math.max(1, Math.min(os.cpus().length, Math.floor(os.totalmem() / BYTES_PER_COMPILER)));
}

/** @param {string} output */
function lastLines(output) {
  return output.split('\n').slice(-12).join('\n');
}

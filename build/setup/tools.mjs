import { chmodSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { findOnPath, isProgram } from './machine.mjs';
import {
  chooseChromium,
  chooseFfmpeg,
  chooseFirefox,
  choosePostgres,
  choosePrometheus,
  chooseTurnserver,
  chromiumNames,
  chromiumPlaces,
  postgresNames,
  postgresPlaces,
  prometheusNames,
} from './pure/tools.mjs';

/** @typedef {import('./pure/tools.mjs').Choice} Choice */

/** @param {string} root @param {{ mayInstall: boolean }} options @returns {Choice} */
export function lookForFfmpeg(root, { mayInstall }) {
  const given = process.env['FFMPEG_PATH'];
  return chooseFfmpeg({
    given,
    givenWorks: given !== undefined && isProgram(given),
    onPath: findOnPath(['ffmpeg']),
    packaged: packagedFfmpeg(root),
    canInstall: mayInstall,
  });
}

/** @param {string} root @returns {string | null} */
function packagedFfmpeg(root) {
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  const folder = path.join(root, 'node_modules/@ffmpeg-installer', `${process.platform}-${process.arch}`);
  const file = path.join(folder, name);
  if (isProgram(file)) return file;
  try {
    // The package's own install script, which never runs here, would have done this.
    chmodSync(file, 0o755);
    return file;
  } catch {
    return null;
  }
}

/** @param {{ mayInstall: boolean }} options @returns {Choice} */
export function lookForChromium({ mayInstall }) {
  const given = process.env['CHROMIUM_PATH'];
  return chooseChromium({
    given,
    givenWorks: given !== undefined && isProgram(given),
    found: findOnPath(chromiumNames) ?? chromiumPlaces(process.platform, process.env).find(isProgram) ?? null,
    canInstall: mayInstall,
  });
}

/** @param {{ mayInstall: boolean }} options @returns {Choice} the folder that its programs are in */
export function lookForPostgres({ mayInstall }) {
  const given = process.env['POSTGRES_BIN'];
  const onPath = findOnPath(['initdb']);
  const debian = '/usr/lib/postgresql';
  const places = postgresPlaces(process.platform, existsSync(debian) ? readdirSync(debian) : []);
  const folders = [...places, ...(onPath ? [path.dirname(onPath)] : [])];
  return choosePostgres({
    given,
    givenWorks: given !== undefined && hasPostgres(given),
    // The tests speak to it over a socket in a folder.
    found: process.platform === 'win32' ? null : (folders.find(hasPostgres) ?? null),
    canInstall: mayInstall,
  });
}

/** @param {{ mayInstall: boolean }} options @returns {Choice} */
export function lookForTurnserver({ mayInstall }) {
  const given = process.env['TURNSERVER_PATH'];
  return chooseTurnserver({
    given,
    givenWorks: given !== undefined && isProgram(given),
    found: findOnPath(['turnserver']),
    canInstall: mayInstall,
  });
}

/** @param {{ mayInstall: boolean }} options @returns {Choice} */
export function lookForFirefox({ mayInstall }) {
  const given = process.env['FIREFOX_PATH'];
  return chooseFirefox({
    given,
    givenWorks: given !== undefined && isProgram(given),
    // Driven over a protocol that it speaks everywhere, but started here as on Linux.
    found: process.platform === 'linux' ? findOnPath(['firefox-esr', 'firefox']) : null,
    canInstall: mayInstall,
  });
}

/** @param {{ mayInstall: boolean }} options @returns {Choice} the folder that its programs are in */
export function lookForPrometheus({ mayInstall }) {
  const given = process.env['PROMETHEUS_BIN'];
  const onPath = findOnPath(['promtool']);
  const folder = onPath && path.dirname(onPath);
  return choosePrometheus({
    given,
    givenWorks: given !== undefined && hasPrometheus(given),
    found: folder !== null && hasPrometheus(folder) ? folder : null,
    canInstall: mayInstall,
  });
}

/** @param {string} folder @returns {boolean} */
function hasPostgres(folder) {
  return postgresNames.every((name) => isProgram(path.join(folder, name)));
}

/** @param {string} folder @returns {boolean} */
function hasPrometheus(folder) {
  return prometheusNames.every((name) => isProgram(path.join(folder, name)));
}

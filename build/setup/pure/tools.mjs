// Which FFmpeg, which Chromium, which PostgreSQL, which TURN server, which Prometheus and which Firefox: the order of
// preference, without looking at the disk itself.

/**
 * @typedef {{ is: 'found', path: string, from: string, hint?: string }
 *   | { is: 'install', packages: string[] }
 *   | { is: 'missing', reason: string }} Choice
 */

/**
 * @param {{ given: string | undefined, givenWorks: boolean, onPath: string | null, packaged: string | null, canInstall: boolean }} facts
 * @returns {Choice}
 */
export function chooseFfmpeg({ given, givenWorks, onPath, packaged, canInstall }) {
  if (given) {
    if (givenWorks) return { is: 'found', path: given, from: 'FFMPEG_PATH' };
    return { is: 'missing', reason: `FFMPEG_PATH says ${given}, and no program is there` };
  }
  if (onPath) return { is: 'found', path: onPath, from: 'PATH' };
  if (canInstall) return { is: 'install', packages: ['ffmpeg'] };
  if (packaged) {
    const hint =
      'Using the FFmpeg that npm brought: an old build, without AV1. A newer one on the PATH is taken instead.';
    return { is: 'found', path: packaged, from: 'npm', hint };
  }
  return { is: 'missing', reason: 'FFmpeg is not installed' };
}

/**
 * @param {{ given: string | undefined, givenWorks: boolean, found: string | null, canInstall: boolean }} facts
 * @returns {Choice}
 */
export function chooseChromium({ given, givenWorks, found, canInstall }) {
  if (given) {
    if (givenWorks) return { is: 'found', path: given, from: 'CHROMIUM_PATH' };
    return { is: 'missing', reason: `CHROMIUM_PATH says ${given}, and no program is there` };
  }
  if (found) return { is: 'found', path: found, from: 'this system' };
  if (canInstall) return { is: 'install', packages: ['chromium'] };
  return { is: 'missing', reason: 'Chromium is not installed' };
}

/**
 * @param {{ given: string | undefined, givenWorks: boolean, found: string | null, canInstall: boolean }} facts folders
 *   with a PostgreSQL server's programs
 * @returns {Choice}
 */
export function choosePostgres({ given, givenWorks, found, canInstall }) {
  if (given) {
    if (givenWorks) return { is: 'found', path: given, from: 'POSTGRES_BIN' };
    return { is: 'missing', reason: `POSTGRES_BIN says ${given}, and no PostgreSQL server is there` };
  }
  if (found) return { is: 'found', path: found, from: 'this system' };
  // Whichever version this release of the system has: 15 on Debian 12.
  if (canInstall) return { is: 'install', packages: ['postgresql'] };
  return { is: 'missing', reason: 'PostgreSQL is not installed' };
}

/**
 * @param {{ given: string | undefined, givenWorks: boolean, found: string | null, canInstall: boolean }} facts
 * @returns {Choice}
 */
export function chooseTurnserver(facts) {
  return chooseForTests('TURNSERVER_PATH', 'coturn', 'coturn', facts);
}

/**
 * @param {{ given: string | undefined, givenWorks: boolean, found: string | null, canInstall: boolean }} facts
 * @returns {Choice}
 */
export function chooseFirefox(facts) {
  return chooseForTests('FIREFOX_PATH', 'Firefox', 'firefox-esr', facts);
}

/**
 * @param {string} variable @param {string} name @param {string} pack of Debian's
 * @param {{ given: string | undefined, givenWorks: boolean, found: string | null, canInstall: boolean }} facts
 * @returns {Choice}
 */
function chooseForTests(variable, name, pack, { given, givenWorks, found, canInstall }) {
  if (given) {
    if (givenWorks) return { is: 'found', path: given, from: variable };
    return { is: 'missing', reason: `${variable} says ${given}, and no program is there` };
  }
  if (found) return { is: 'found', path: found, from: 'this system' };
  if (canInstall) return { is: 'install', packages: [pack] };
  return { is: 'missing', reason: `${name} is not installed` };
}

/**
 * @param {{ given: string | undefined, givenWorks: boolean, found: string | null, canInstall: boolean }} facts folders
 *   with its two programs
 * @returns {Choice}
 */
export function choosePrometheus({ given, givenWorks, found, canInstall }) {
  if (given) {
    if (givenWorks) return { is: 'found', path: given, from: 'PROMETHEUS_BIN' };
    return { is: 'missing', reason: `PROMETHEUS_BIN says ${given}, and no Prometheus is there` };
  }
  if (found) return { is: 'found', path: found, from: 'PATH' };
  if (canInstall) return { is: 'install', packages: ['prometheus'] };
  return { is: 'missing', reason: 'Prometheus is not installed' };
}

export const postgresNames = ['postgres', 'initdb'];
export const prometheusNames = ['prometheus', 'promtool'];

/**
 * Where PostgreSQL's programs lie off the PATH, the newest version first.
 * @param {string} platform @param {readonly string[]} debianVersions the folders in /usr/lib/postgresql @returns {string[]}
 */
export function postgresPlaces(platform, debianVersions) {
  if (platform === 'darwin') {
    const prefixes = ['/opt/homebrew/opt', '/usr/local/opt'];
    const versions = ['postgresql@18', 'postgresql@17', 'postgresql@16', 'postgresql@15'];
    return prefixes.flatMap((prefix) => versions.map((version) => `${prefix}/${version}/bin`));
  }
  return debianVersions
    .toSorted((one, other) => Number(other) - Number(one))
    .map((version) => `/usr/lib/postgresql/${version}/bin`);
}

export const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Where a browser lives that isn't on the PATH.
 * @param {string} platform @param {Record<string, string | undefined>} env @returns {string[]}
 */
export function chromiumPlaces(platform, env) {
  if (platform === 'darwin') {
    const apps = ['/Applications', `${env['HOME'] ?? ''}/Applications`];
    const names = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome'];
    return apps.flatMap((folder) => names.map((name) => `${folder}/${name}`));
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    const names = ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe'];
    return folders
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => names.map((name) => `${folder}\\${name}`));
  }
  return [];
}

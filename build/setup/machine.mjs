// What this machine has. Looks, and changes nothing.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** @param {string} file @returns {boolean} */
export function isProgram(file) {
  try {
    accessSync(file, process.platform === 'win32' ? constants.F_OK : constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string[]} names @returns {string | null} the first that the PATH knows */
export function findOnPath(names) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const name of names) {
    for (const folder of folders) {
      // npm puts node_modules/.bin first on the PATH of its scripts; what lies there is a package's, not the system's.
      if (folder.includes('node_modules')) continue;
      for (const ending of endings) {
        const file = path.join(folder, name + ending);
        if (isProgram(file)) return file;
      }
    }
  }
  return null;
}

/** @returns {'debian' | 'darwin' | 'win32' | 'other'} Debian and what descends from it, Ubuntu for one */
export function systemFamily() {
  if (process.platform === 'darwin' || process.platform === 'win32') return process.platform;
  return existsSync('/etc/debian_version') ? 'debian' : 'other';
}

/** @returns {boolean} */
export function canInstallWithApt() {
  return systemFamily() === 'debian' && process.getuid?.() === 0 && findOnPath(['apt-get']) !== null;
}

/** @returns {boolean} */
export function hasFonts() {
  if (process.platform !== 'linux') return true;
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', path.join(os.homedir(), '.fonts')];
  return folders.some((folder) => existsSync(folder) && readdirSync(folder).length > 0);
}

/** @param {string} root @returns {string | null} Electron's own binary, which is there only after its own download */
export function findElectron(root) {
  const given = process.env['ELECTRON_PATH'];
  if (given) return isProgram(given) ? given : null;
  const dist = path.join(root, 'node_modules/electron/dist');
  const names = ['electron', 'electron.exe', 'Electron.app/Contents/MacOS/Electron'];
  return names.map((name) => path.join(dist, name)).find(isProgram) ?? null;
}

/** @returns {boolean} whether a window can be opened here */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** @returns {string} */
export function cacheFolder() {
  const given = process.env['XDG_CACHE_HOME'];
  if (process.platform === 'win32' && !given) {
    return path.join(process.env['LOCALAPPDATA'] ?? os.homedir(), 'rostrum');
  }
  return path.join(given || path.join(os.homedir(), '.cache'), 'rostrum');
}

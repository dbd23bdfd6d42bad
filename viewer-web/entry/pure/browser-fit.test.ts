import { expect, it } from 'vitest';
import { browserFit } from './browser-fit.ts';

it.each([
  [{ openSockets: true, feedMedia: true, playHls: false }, 'all'],
  [{ openSockets: true, feedMedia: false, playHls: true }, 'all'],
  [{ openSockets: true, feedMedia: false, playHls: false }, 'no-picture'],
  [{ openSockets: false, feedMedia: true, playHls: true }, 'nothing'],
] as const)('a browser with %o gives %s of a lecture', (can, fit) => {
  expect(browserFit(can)).toBe(fit);
});

import { expect, it } from 'vitest';
import { refusedBy } from './refused-by.ts';

it.each([
  ['in a browser, beside the page’s address', 'browser', 'unknown', 'browser'],
  ['in the desktop app, at the system’s switch', 'electron', 'denied', 'system'],
  ['by whoever manages the computer', 'electron', 'restricted', 'manager'],
  ['at a place that the system doesn’t tell, where it has no switch', 'electron', 'unknown', 'unknown'],
  ['so too where its switch is on', 'electron', 'granted', 'unknown'],
  ['and where the system has never asked', 'electron', 'not-determined', 'unknown'],
] as const)('what was refused is allowed %s', (_, shell, permission, by) => {
  expect(refusedBy(shell, permission)).toBe(by);
});

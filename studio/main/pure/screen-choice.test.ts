import { describe, expect, it } from 'vitest';
import { blockedBy, canShareSound, choiceFor, isWorthSharing } from './screen-choice.ts';

describe('a screen that was chosen', () => {
  const choice = { id: 'screen:1:0', withSound: false, atMs: 1_000 };

  it('is given to the page if it asks soon, and never where nobody chose', () => {
    expect(choiceFor(choice, 2_000)).toBe(choice);
    expect(choiceFor(choice, 40_000)).toBeUndefined();
    expect(choiceFor(undefined, 2_000)).toBeUndefined();
  });

  it.each([
    ['darwin', 'denied', 'denied'],
    ['darwin', 'restricted', 'restricted'],
    ['darwin', 'granted', undefined],
    // Asking for the list is what makes macOS ask the person.
    ['darwin', 'not-determined', undefined],
    ['win32', 'denied', undefined],
    ['linux', 'unknown', undefined],
  ])('on %s with the permission %s is kept back by %s', (platform, status, why) => {
    expect(blockedBy(platform, status)).toBe(why);
  });

  it('is never the studio itself, nor a window without a name', () => {
    const source = (id: string, name: string) => isWorthSharing({ id, name }, 'window:7:1');
    expect([
      source('window:8:0', 'Editor'),
      source('window:7:1', 'Rostrum Studio'),
      source('window:9:0', ' '),
    ]).toEqual([true, false, false]);
  });

  it('comes with the sound of the system on Windows alone', () => {
    expect(['win32', 'darwin', 'linux'].map(canShareSound)).toEqual([true, false, false]);
  });
});

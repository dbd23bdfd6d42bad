import { expect, it } from 'vitest';
import type { PlayerState } from './player-state.ts';
import { shownMoment } from './shown-moment.ts';

const NOW_MS = 100_000;
const before = { atMs: 90_000, seenMs: 99_000 };
const longAgo = { atMs: 80_000, seenMs: 84_000 };
const starting: PlayerState['phase'] = { is: 'starting', anew: true };
const retrying: PlayerState['phase'] = { is: 'retrying', attempt: 3 };
const playing: PlayerState['phase'] = { is: 'playing' };

it.each([
  ['is the picture’s while there is one', undefined, playing, 'live', 1_300, 98_700],
  ['goes back with the picture', before, playing, 'place', 40_000, 60_000],
  ['is none before the first picture', undefined, { is: 'starting' }, 'live', undefined, undefined],
  ['stays while another place is loaded', before, starting, 'place', undefined, 90_000],
  ['stays on the way to live', before, starting, 'live', undefined, 90_000],
  ['stays while the picture is tried for again', before, retrying, 'live', undefined, 90_000],
  ['stays for long where somebody has gone back', longAgo, retrying, 'place', undefined, 80_000],
  ['stays for long where somebody has paused', longAgo, retrying, 'behind', undefined, 80_000],
  ['is none for who is live and gets no picture', longAgo, retrying, 'live', undefined, undefined],
  ['is none once the programme is over', before, { is: 'detached' }, 'live', undefined, undefined],
  [
    'is none where no picture can come',
    before,
    { is: 'unplayable', why: 'broken' },
    'live',
    undefined,
    undefined,
  ],
] as const)('the moment that somebody sees %s', (_what, kept, phase, follows, delayMs, atMs) => {
  const seen = { state: { phase, follows }, ...(delayMs === undefined ? {} : { delayMs }) };
  expect(shownMoment(kept, seen, NOW_MS)?.atMs).toBe(atMs);
});

it('is waited for from when a picture was last there, not from the moment that it showed', () => {
  const state = { phase: playing, follows: 'place' } as const;
  const shown = shownMoment(undefined, { state, delayMs: 60_000 }, NOW_MS);
  expect(shown).toEqual({ atMs: 40_000, seenMs: NOW_MS });
  const toLive = { state: { phase: starting, follows: 'live' } } as const;
  expect(shownMoment(shown, toLive, NOW_MS + 10_000)).toBe(shown);
  expect(shownMoment(shown, toLive, NOW_MS + 16_000)).toBeUndefined();
});

import { describe, expect, it } from 'vitest';
import { catchUpRate, isLagging, isNearLive, shouldSeekLive } from './catch-up.ts';

const settled = { laggingForMs: 0, sinceLastSeekMs: Infinity };

describe('a jump to the live edge', () => {
  it('comes at once when the picture is far behind', () => {
    expect(shouldSeekLive({ behindS: 6.1, targetS: 0.9, gainS: 5 }, settled)).toBe(true);
  });

  it('comes for a smaller lag only when it lasts', () => {
    const edge = { behindS: 4, targetS: 0.9, gainS: 3 };
    expect(shouldSeekLive(edge, { ...settled, laggingForMs: 2_900 })).toBe(false);
    expect(shouldSeekLive(edge, { ...settled, laggingForMs: 3_000 })).toBe(true);
  });

  it('does not come while the playlist itself stands still: there is nothing newer', () => {
    expect(shouldSeekLive({ behindS: 20, targetS: 0.9, gainS: 0.3 }, settled)).toBe(false);
  });

  it('gives the last jump time to show its effect', () => {
    const edge = { behindS: 9, targetS: 0.9, gainS: 8 };
    expect(shouldSeekLive(edge, { laggingForMs: 9_000, sinceLastSeekMs: 3_999 })).toBe(false);
  });
});

it.each([
  ['a little late', 0.4, 1.1],
  ['early', -0.5, 1.1],
  ['late by more than a second', 1.6, 1.2],
])('plays faster by how late it is: %s', (_, tooLateS, rate) => expect(catchUpRate(tooLateS)).toBe(rate));

it('leaves to the engine what the engine closes by itself', () => {
  expect(isLagging({ behindS: 3.3, targetS: 0.9, gainS: 2.4 })).toBe(false);
  expect(isLagging({ behindS: 3.5, targetS: 0.9, gainS: 2.6 })).toBe(true);
});

it('tells who is live again by where the picture is, not by what was measured before', () => {
  expect(isNearLive({ behindS: 1, targetS: 0.9, gainS: 9 })).toBe(false);
  expect(isNearLive({ behindS: 9, targetS: 0.9, gainS: 1 })).toBe(true);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextFrameTurn } from './frame-schedule.ts';

const PERIOD_MS = 40;

describe('the frame schedule', () => {
  it.each([
    ['begins at once', -1, 1000, { index: 0, waitMs: 0, missed: 0 }],
    ['waits for the next frame’s time, not for a whole period', 0, 1007, { index: 1, waitMs: 33, missed: 0 }],
    ['draws a frame that is a little late at once', 4, 1215, { index: 5, waitMs: 0, missed: 0 }],
    ['gives up frames whose time is over', 4, 1330, { index: 8, waitMs: 0, missed: 3 }],
  ])('%s', (_, lastIndex, nowMs, turn) => {
    expect(nextFrameTurn(1000, PERIOD_MS, lastIndex, nowMs)).toEqual(turn);
  });

  it('holds its rate over minutes, however late each timer fires', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 50, maxLength: 50 }), (latenesses) => {
        let nowMs = 0;
        let index = -1;
        let missed = 0;
        for (let frame = 0; frame < 9_000; frame += 1) {
          const turn = nextFrameTurn(0, PERIOD_MS, index, nowMs);
          missed += turn.missed;
          index = turn.index;
          nowMs += turn.waitMs + (latenesses[frame % latenesses.length] ?? 0);
        }
        expect(missed).toBe(0);
        expect(Math.abs(nowMs - index * PERIOD_MS)).toBeLessThanOrEqual(30);
      }),
      { numRuns: 20 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { Rect } from './picture.ts';
import { afterTurn, isWorthATile } from './slow-source.ts';

const programme = { width: 1280, height: 720 };
const inset: Rect = { x: 946, y: 463, width: 307, height: 230 };

/** `s` for the same picture as in the turn before, `n` for a new one. */
const after = (turns: string) => [...turns].reduce((all, turn) => afterTurn(all, turn === 's'), 0);

describe('a picture drawn once and kept as it was drawn', () => {
  it.each([
    ['a camera as fast as the programme', 'nnnnnnnnnn', inset, false],
    ['one that misses a turn now and then', 'nnnnsnnnsn', inset, false],
    ['one at half the programme’s rate', 'nsnsns', inset, true],
    ['one at half the rate that was fast before', 'nnnnnnnnnnnsnsns', inset, true],
    ['one that has become fast again', 'nsnsnsnsnnnnnn', inset, false],
    ['one that stands still', 'ssssssss', inset, true],
    ['a picture that fills the programme', 'ssssssss', { x: 0, y: 0, ...programme }, false],
    ['one that lies between pixels', 'ssssssss', { ...inset, x: 946.5 }, false],
  ])('for %s (%s)', (_, turns, to, isWorth) => {
    expect(isWorthATile(after(turns), to, programme)).toBe(isWorth);
  });
});

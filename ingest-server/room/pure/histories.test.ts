import { describe, expect, it } from 'vitest';
import { sharesPast } from './histories.ts';

const histories = [
  { id: 'first', fromSeq: 0 },
  { id: 'second', fromSeq: 900 },
  { id: 'third', fromSeq: 900 },
  { id: 'now', fromSeq: 950 },
];

describe('a page has a beginning of this log', () => {
  it.each([
    ['now', 0, true],
    ['now', 2000, true],
    ['third', 950, true],
    ['third', 951, false],
    ['second', 900, true],
    ['second', 901, false],
    ['first', 900, true],
    ['first', 905, false],
    ['of a backup that was given up', 1, false],
    [undefined, 5, true],
  ])('where it was told by %s up to %i: %s', (logId, since, shares) => {
    expect(sharesPast(histories, { logId, since })).toBe(shares);
  });
});

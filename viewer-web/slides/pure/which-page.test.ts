import type { DeckId, Handout, SharedId, SlidesState } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { indexByKey, lectureIndex, reachedHandouts } from './which-page.ts';

const deckId = 'waves' as DeckId;
const handout = (page: number, at: number): Handout => ({ deckId, page, at, fileId: `f${page}` as SharedId });
const handouts = [handout(1, 100), handout(3, 200), handout(2, 300)];
const at = (page: number): SlidesState & { is: 'open' } => ({
  is: 'open',
  deckId,
  title: 'Waves',
  pages: 9,
  page,
  turnedAt: 0,
});

describe('pages of slides', () => {
  it('are there once the picture has reached them', () => {
    expect(reachedHandouts(handouts, 250).map(({ page }) => page)).toEqual([1, 3]);
    expect(reachedHandouts(handouts, undefined)).toHaveLength(3);
  });

  it.each([
    ['the page that is shown', at(3), 1],
    ['the last one, while the newest is on its way', at(4), 2],
    ['the last one, when the slides are put away', { is: 'closed' } as const, 2],
  ])('follow the lecture: %s', (_what, slides, index) => {
    expect(lectureIndex(handouts, slides, undefined)).toBe(index);
    expect(lectureIndex(handouts, slides, 10_000)).toBe(index);
  });

  it.each([
    ['at the moment of a page', 57_500, 1],
    ['between two', 80_000, 1],
    ['before the first', 100, 0],
    ['where the shown page was turned to again', 300_000, 0],
  ])('follow a picture that has gone back %s', (_what, momentMs, index) => {
    const shown = [handout(1, 10_000), handout(3, 60_000), handout(2, 120_000)];
    expect(lectureIndex(shown, { ...at(1), turnedAt: 300_000 }, momentMs)).toBe(index);
  });

  it('are none at first', () => {
    expect(lectureIndex([], at(1), undefined)).toBe(-1);
    expect(lectureIndex([], at(1), 5)).toBe(-1);
  });

  it.each([
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 0, 1],
    ['ArrowRight', 2, 2],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['x', 1, undefined],
  ])('%s leads from %d to %s', (key, from, to) => {
    expect(indexByKey(key, from, 3)).toBe(to);
  });
});

import { describe, expect, it } from 'vitest';
import { chooseListed } from './choose-listed.ts';

const HOUR_MS = 3_600_000;
const NOW = 100 * HOUR_MS;

const listed = (classTitle: string, over: { live?: boolean; isOwn?: boolean; startsAt?: number } = {}) => ({
  classTitle,
  courseTitle: 'Física 101',
  code: 'DEMO',
  live: false,
  isOwn: false,
  ...over,
});

const titlesOf = (all: ReturnType<typeof listed>[], find = '', max = 100) =>
  chooseListed(all, { find, now: NOW, max }).shown.map(({ classTitle }) => classTitle);

describe('the classes to choose from', () => {
  it('begin with what is live, go on with one’s own, and have the next to begin before the rest', () => {
    const all = [
      listed('of others'),
      listed('of others, soon', { startsAt: NOW + HOUR_MS }),
      listed('own', { isOwn: true }),
      listed('own, long over', { isOwn: true, startsAt: NOW - 4 * HOUR_MS }),
      listed('own, tomorrow', { isOwn: true, startsAt: NOW + 24 * HOUR_MS }),
      listed('own, a little late', { isOwn: true, startsAt: NOW - 2 * HOUR_MS }),
      listed('live', { live: true }),
    ];
    expect(titlesOf(all)).toEqual([
      'live',
      'own, a little late',
      'own, tomorrow',
      'own',
      'own, long over',
      'of others, soon',
      'of others',
    ]);
  });

  it.each([
    ['', ['Waves and light', 'Größen']],
    ['  WAVES ', ['Waves and light']],
    ['light fisica', ['Waves and light']],
    ['großen', ['Größen']],
    ['demo', ['Waves and light', 'Größen']],
    ['waves chemistry', []],
  ])('are found by %j', (find, titles) => {
    expect(titlesOf([listed('Waves and light'), listed('Größen')], find)).toEqual(titles);
  });

  it('are so many at most, and how many more there are is said', () => {
    const all = Array.from({ length: 7 }, (_, i) => listed(`Week ${i}`));
    const chosen = chooseListed(all, { find: '', now: NOW, max: 5 });
    expect([chosen.shown.length, chosen.more]).toEqual([5, 2]);
    expect(chooseListed(all, { find: 'week 3', now: NOW, max: 5 })).toMatchObject({ more: 0 });
  });
});

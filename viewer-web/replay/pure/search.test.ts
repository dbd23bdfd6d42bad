import { describe, expect, it } from 'vitest';
import { type Findable, createSearch, snippetOf } from './search.ts';

const line = (atS: number, text: string, who?: string): Findable => ({
  ...{ id: `${atS}`, kind: 'chat', atS, text },
  ...(who === undefined ? {} : { who }),
});
const marked = (text: string, ...words: string[]) =>
  snippetOf(text, words)
    .map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text))
    .join('');

describe('a search', () => {
  const search = createSearch([
    line(30, 'Why is the sky blue?', 'Ada'),
    line(10, 'Die Größe der Welle', 'Bob'),
    line(20, 'Café waves and light', 'Zoë'),
  ]);

  it.each([
    ['waves', [20]],
    ['LIGHT cafe', [20]],
    ['grosse', [10]],
    ['größe', [10]],
    ['w', [10, 20, 30]],
    ['blue sky', [30]],
    ['ada blue', [30]],
    ['zoe', [20]],
    ['blue waves', []],
    ['   ', []],
    ['', []],
  ])('for “%s” finds what has all its words, in the order of the recording', (typed, places) => {
    const { hits, total } = search(typed);
    expect(hits.map(({ found }) => found.atS)).toEqual(places);
    expect(total).toBe(places.length);
  });

  it('tells how many there are, and shows a hundred', () => {
    const many = createSearch(Array.from({ length: 250 }, (_, i) => line(i, 'light')));
    const { hits, total } = many('light');
    expect([hits.length, total]).toEqual([100, 250]);
  });

  it('takes less than 30 ms in 20,000 lines', () => {
    const words = 'the wave of light that a slit in the screen lets through bends at its edges'.split(' ');
    const lines = Array.from({ length: 20_000 }, (_, i) =>
      line(i, words.map((word, n) => words[(n * (i % 7) + i) % words.length] ?? word).join(' ')),
    );
    const search = createSearch(lines);
    search('warm up');
    const before = performance.now();
    search('light bends');
    expect(performance.now() - before).toBeLessThan(30);
  });
});

describe('what is shown of a line', () => {
  it.each([
    ['Why is the sky blue?', ['sky'], 'Why is the [sky] blue?'],
    ['Café waves', ['cafe'], '[Café] waves'],
    ['Cafe\u0301 waves', ['cafe'], '[Cafe\u0301] waves'],
    ['Größe', ['grosse'], '[Größe]'],
    ['Größe', ['gros'], '[Größ]e'],
    ['lightlight', ['light'], '[lightlight]'],
    ['a  <b>\n c', ['b'], 'a <[b]> c'],
    ['😀 smile 😀', ['smile'], '😀 [smile] 😀'],
    ['nothing of it', ['else'], 'nothing of it'],
  ])('marks in “%s” %j', (text, words, shown) => {
    expect(marked(text, ...words)).toBe(shown);
  });

  it('is what is around the first word, cut between words', () => {
    const long = `${'before '.repeat(30)}needle ${'behind '.repeat(30)}`;
    const shown = marked(long, 'needle');
    expect(shown).toMatch(/^…(before )+\[needle\] (behind )*behind…$/);
    expect(shown.length).toBeLessThan(170);
  });

  it('never cuts through what can’t be cut between words', () => {
    const shown = marked(`${'x'.repeat(300)}needle${'y'.repeat(300)}`, 'needle');
    expect(shown).toMatch(/^…x{40}\[needle\]y+…$/);
  });
});

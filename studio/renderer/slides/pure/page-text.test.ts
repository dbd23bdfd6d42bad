import { describe, expect, it } from 'vitest';
import { type TextRun, pageTextOf } from './page-text.ts';

const line = (text: string, height = 12, y = 0): TextRun => ({ text, endsLine: true, height, y });
const part = (text: string, height = 12, y = 0): TextRun => ({ text, endsLine: false, height, y });

describe('the text of a page', () => {
  it('is its lines, with what was set in pieces put together', () => {
    expect(
      pageTextOf([part('What is'), part(' '), line('a  wave?'), line(''), line(' It moves. ')]).text,
    ).toBe('What is a wave?\nIt moves.');
    expect(pageTextOf([])).toEqual({ title: undefined, text: '' });
  });

  it('is not longer than a turn may carry, and no character is cut in half', () => {
    const { text } = pageTextOf([line('a'.repeat(1_998) + '😀'.repeat(9))]);
    expect(text.length).toBeLessThanOrEqual(2_000);
    expect(text.isWellFormed()).toBe(true);
  });
});

describe('the title of a page', () => {
  it.each<[string, TextRun[], string | undefined]>([
    [
      'is its largest line',
      [line('Physics 101', 8, 700), line('Waves', 30, 600), line('They move.', 14, 500)],
      'Waves',
    ],
    ['is the first of its large lines', [line('Waves', 30, 600), line('and light', 30, 560)], 'Waves'],
    [
      'is the upper one whatever the order in the file',
      [line('below', 30, 100), line('above', 29, 600)],
      'above',
    ],
    ['is no page number', [line('17', 40, 20), line('Waves', 20, 600)], 'Waves'],
    ['is a number where there is nothing else', [line('42', 40, 300)], '42'],
    ['is none on a page of pictures', [line('   ')], undefined],
    ['is in the writing of the lecture', [line('波とは何か', 30, 600)], '波とは何か'],
  ])('%s', (_name, runs, title) => {
    expect(pageTextOf(runs).title).toBe(title);
  });

  it('is at most eighty characters long', () => {
    expect(pageTextOf([line('x'.repeat(200))]).title).toBe(`${'x'.repeat(79)}…`);
    expect(pageTextOf([line('😀'.repeat(100))]).title?.isWellFormed()).toBe(true);
  });
});

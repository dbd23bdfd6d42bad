import { describe, expect, it } from 'vitest';
import { problemOfException, problemOfFile, problemOfPages, titleOfFile } from './deck-problem.ts';

const MAX = 100;
const file = (name: string, size = 10, type = 'application/pdf') => ({ name, size, type });

describe('a file', () => {
  it.each([
    ['a PDF', file('waves.pdf'), undefined],
    ['a PDF of which the system knows no type', file('waves', 10, ''), undefined],
    [
      'a PDF that the system takes for something else',
      file('waves.PDF', 10, 'application/octet-stream'),
      undefined,
    ],
    ['an empty file', file('waves.pdf', 0), 'empty'],
    ['a file over the limit', file('waves.pdf', MAX + 1), 'too-big'],
    ['a presentation', file('waves.pptx', 10, 'application/vnd.ms-powerpoint'), 'not-a-pdf'],
  ])('%s', (_name, given, problem) => {
    expect(problemOfFile(given, MAX)).toBe(problem);
  });

  it.each([
    ['InvalidPDFException', 'broken'],
    ['NotReadableError', 'unreadable'],
    ['UnknownErrorException', 'no-reader'],
  ])('that ends with %s has the problem %s', (name, problem) => {
    expect(problemOfException(name)).toBe(problem);
  });

  it('has between one and five thousand pages', () => {
    expect([0, 1, 5_000, 5_001].map(problemOfPages)).toEqual([
      'empty',
      undefined,
      undefined,
      'too-many-pages',
    ]);
  });

  it.each([
    ['waves_and_light.pdf', 'waves and light'],
    ['Lecture 3.PDF', 'Lecture 3'],
    ['.pdf', 'Slides'],
    ['x'.repeat(300), 'x'.repeat(200)],
  ])('%j is called %j', (name, title) => {
    expect(titleOfFile(name, 'Slides')).toBe(title);
  });
});

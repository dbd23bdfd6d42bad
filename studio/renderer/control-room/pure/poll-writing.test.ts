import { describe, expect, it } from 'vitest';
import { type PollWriting, draftOf, newWriting, writingOf } from './poll-writing.ts';

const option = (text: string, isCorrect = false) => ({ text, isCorrect });
const colours: PollWriting = {
  ...newWriting,
  question: ' Which colour? ',
  options: [option('Red'), option(''), option('Blue', true)],
};

describe('a poll that is written', () => {
  it('leaves empty options out, and knows the right one by its place among the rest', () => {
    expect(draftOf({ ...colours, marks: '1,5', seconds: '30' })).toEqual({
      ok: true,
      draft: {
        question: 'Which colour?',
        form: { kind: 'single', options: ['Red', 'Blue'], correct: 1 },
        ...{ anonymous: false, marks: 1.5, timerMs: 30_000 },
      },
    });
  });

  it.each([
    ['without a question', { ...colours, question: '  ' }, 'no-question'],
    ['with one option', { ...colours, options: [option('Red'), option(' ')] }, 'few-options'],
    [
      'with two right answers to choose one of',
      { ...colours, options: [option('a', true), option('b', true)] },
      'one-correct',
    ],
    ['with words for a number', { ...colours, seconds: 'soon' }, 'not-a-number'],
    ['with less time than can be answered in', { ...colours, seconds: '1' }, 'too-long'],
    ['with more text than is taken', { ...colours, question: 'x'.repeat(600) }, 'too-long'],
  ] as const)('is not sent %s', (_, writing, problem) => {
    expect(draftOf(writing)).toEqual({ ok: false, problem });
  });

  it.each([
    [
      { ...colours, kind: 'multiple' as const },
      { kind: 'multiple', options: ['Red', 'Blue'], correct: [1] },
    ],
    [
      { ...colours, kind: 'rating' as const },
      { kind: 'rating', max: 5 },
    ],
    [{ ...colours, kind: 'text' as const, options: [] }, { kind: 'text' }],
  ])('keeps of its form what its kind needs', (writing, form) => {
    expect(draftOf(writing)).toMatchObject({ ok: true, draft: { form } });
  });

  it('is the same again when it is taken up', () => {
    const written = draftOf({ ...colours, marks: '2', seconds: '45' });
    if (!written.ok) throw new Error(written.problem);
    expect(draftOf(writingOf(written.draft))).toEqual(written);
  });
});

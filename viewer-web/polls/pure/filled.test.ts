import type { PollAnswer, PollForm } from '@rostrum/protocol/room';
import { expect, test } from 'vitest';
import { answerOf, filledOf, isSameAnswer, linesOf, nothingFilled, readFilled, verdictOf } from './filled.ts';

const options = ['Red', 'Blue', 'Green'];
const forms: Record<PollForm['kind'], PollForm> = {
  single: { kind: 'single', options },
  multiple: { kind: 'multiple', options },
  rating: { kind: 'rating', max: 5 },
  text: { kind: 'text' },
};

test.each<[PollAnswer, readonly number[]]>([
  [{ kind: 'single', option: 2 }, [2]],
  [{ kind: 'multiple', options: [0, 2] }, [0, 2]],
  [{ kind: 'rating', rating: 4 }, [3]],
  [{ kind: 'text', text: 'Because.' }, []],
])('%j is filled in and sent again as it was, and is its own lines of the results', (answer, lines) => {
  expect(answerOf(forms[answer.kind], filledOf(answer))).toEqual(answer);
  expect(linesOf(answer)).toEqual(lines);
});

test.each<[PollForm['kind'], PollAnswer | undefined]>([
  ['single', undefined],
  ['multiple', { kind: 'multiple', options: [] }],
  ['rating', undefined],
  ['text', undefined],
])('where nothing is filled in a %s sends %j', (kind, answer) => {
  expect(answerOf(forms[kind], nothingFilled)).toEqual(answer);
});

test('a text of spaces is nothing, and options are sent in their order', () => {
  expect(answerOf(forms.text, { ...nothingFilled, text: '  ' })).toBeUndefined();
  const ticked = answerOf(forms.multiple, { ...nothingFilled, options: [2, 0] });
  expect(isSameAnswer(ticked, { kind: 'multiple', options: [0, 2] })).toBe(true);
  expect(isSameAnswer(ticked, undefined)).toBe(false);
});

test.each<[PollAnswer | undefined, number[] | undefined, string | undefined]>([
  [{ kind: 'single', option: 1 }, [1], 'right'],
  [{ kind: 'single', option: 0 }, [1], 'wrong'],
  [{ kind: 'multiple', options: [2, 0] }, [0, 2], 'right'],
  [{ kind: 'multiple', options: [0] }, [0, 2], 'wrong'],
  [{ kind: 'multiple', options: [] }, [], 'right'],
  [{ kind: 'single', option: 0 }, undefined, undefined],
  [undefined, [1], undefined],
  [{ kind: 'text', text: 'One.' }, [1], undefined],
])('%j where %j is right is %s', (given, correct, verdict) => {
  expect(verdictOf(given, correct)).toBe(verdict);
});

test.each([
  [{ options: [1], rating: undefined, text: '' }],
  [{ options: [], rating: 4, text: '' }],
  [{ options: [], rating: undefined, text: 'half a sent' }],
])('%j is kept over a reload as it was', (filled) => {
  expect(readFilled(JSON.stringify(filled))).toEqual(filled);
});

test.each([undefined, '', '{}', '[1]', '{"options":[99],"text":""}', '{"options":[],"rating":-1,"text":""}'])(
  'of %j nothing is filled in',
  (kept) => {
    expect(readFilled(kept)).toBeUndefined();
  },
);

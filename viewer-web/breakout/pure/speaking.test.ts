import { expect, test } from 'vitest';
import { loudAt, speakersOf } from './speaking.ts';

test('whoever is loud speaks, and still does between two words', () => {
  const loud = loudAt(
    new Map(),
    new Map([
      ['ada', 0.5],
      ['bob', 0.05],
    ]),
    1000,
  );
  expect(speakersOf(loud, 1000)).toEqual(['ada']);
  const after = loudAt(
    loud,
    new Map([
      ['ada', 0],
      ['bob', 0],
    ]),
    1500,
  );
  expect(speakersOf(after, 1500)).toEqual(['ada']);
  expect(speakersOf(loudAt(after, new Map([['ada', 0]]), 1800), 1800)).toEqual([]);
});

test('whoever is not listened to any more does not speak', () => {
  const loud = loudAt(new Map(), new Map([['ada', 0.5]]), 1000);
  expect(speakersOf(loudAt(loud, new Map(), 1100), 1100)).toEqual([]);
});

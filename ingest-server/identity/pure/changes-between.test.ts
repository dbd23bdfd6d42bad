import { expect, it } from 'vitest';
import { changesBetween } from './changes-between.ts';

it('tells what is different afterwards, as it was and as it is', () => {
  const before = { title: 'Waves', startsAt: null, guestsAllowed: true, days: 3 };
  const after = { title: 'Light', startsAt: 5, guestsAllowed: true, days: undefined, captions: 'de' };
  expect(changesBetween(before, after)).toEqual({
    title: { before: 'Waves', after: 'Light' },
    startsAt: { before: null, after: 5 },
    captions: { before: null, after: 'de' },
  });
});

it('tells of what is taken away, and nothing of what was not there', () => {
  expect(changesBetween({ login: 'ada' }, { login: null, email: null })).toEqual({
    login: { before: 'ada', after: null },
  });
});

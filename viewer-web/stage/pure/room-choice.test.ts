import { expect, test } from 'vitest';
import { choiceOf, keptChoice } from './room-choice.ts';

test('what somebody came into a room with is known again after the page was loaded anew', () => {
  expect(choiceOf(keptChoice('camera', 17), 17)).toBe('camera');
  expect(choiceOf(keptChoice('listen', 17), 17)).toBe('listen');
});

test('for other rooms they are asked again, and so they are where something strange is kept', () => {
  expect(choiceOf(keptChoice('camera', 17), 18)).toBeUndefined();
  expect(choiceOf(undefined, 17)).toBeUndefined();
  expect(choiceOf('everything 17', 17)).toBeUndefined();
  expect(choiceOf('camera', 17)).toBeUndefined();
});

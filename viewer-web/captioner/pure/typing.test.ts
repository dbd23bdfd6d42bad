import { expect, it } from 'vitest';
import { LINE_MAX, cutLine } from './typing.ts';

const words = 'The derivative of a sum is the sum of the derivatives, which we';

it('a draft becomes a line when it is long enough, and no word is cut in two', () => {
  expect(cutLine(words)).toBeUndefined();
  expect(cutLine(`${words} have`)).toEqual({ line: words, rest: 'have' });
});

it('an endless word is cut all the same', () => {
  const endless = 'x'.repeat(LINE_MAX + 3);
  expect(cutLine(endless)).toEqual({ line: 'x'.repeat(LINE_MAX), rest: 'xxx' });
});

import { expect, it } from 'vitest';
import { within, wordsOf } from './within.ts';

const never = new Promise<never>(() => undefined);

it('is what it waits for, or the words for what did not come', async () => {
  expect(await within(60_000, 'too late', Promise.resolve(7))).toBe(7);
  await expect(within(60_000, 'too late', Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect(within(1, 'too late', never)).rejects.toThrow('too late');
});

it('has words for whatever was thrown', () => {
  expect(wordsOf(new Error('gone'))).toBe('gone');
  expect(wordsOf(5)).toBe('5');
});

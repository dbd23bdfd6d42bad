import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answeredIn } from './answered-in.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('gives what was answered in time, and fails as it does', async () => {
  await expect(answeredIn(2_000, Promise.resolve(7))).resolves.toBe(7);
  await expect(answeredIn(2_000, Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(vi.getTimerCount()).toBe(0);
});

it('waits no longer than that, and passes over what comes later', async () => {
  const late = Promise.withResolvers<number>();
  const answered = answeredIn(2_000, late.promise);
  await vi.advanceTimersByTimeAsync(2_000);
  await expect(answered).resolves.toBeUndefined();
  late.reject(new Error('gone'));
  await expect(answered).resolves.toBeUndefined();
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bring } from './bring.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('asks again for what the network did not bring', async () => {
  let asked = 0;
  const load = () => {
    asked += 1;
    return asked < 3 ? Promise.reject(new Error('offline')) : Promise.resolve('the part');
  };
  const brought = bring(load, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(4_000);
  expect([await brought, asked]).toEqual(['the part', 3]);
});

it('stops with the page, and brings nothing to one that has gone', async () => {
  const closing = new AbortController();
  let asked = 0;
  const failing = bring(() => {
    asked += 1;
    return Promise.reject(new Error('offline'));
  }, closing.signal);
  const late = bring(
    () => new Promise<string>((resolve) => setTimeout(() => resolve('the part'), 500)),
    closing.signal,
  );
  closing.abort();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([await failing, await late, asked]).toEqual([undefined, undefined, 1]);
});

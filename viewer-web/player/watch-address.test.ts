import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WatchAddress } from './watch-address.ts';

const MINUTE_MS = 60_000;

let nowMs: number;
let asked: number;
let answer: () => { path: string; expiresAt?: number };
let address: WatchAddress;

beforeEach(() => {
  vi.useFakeTimers();
  [nowMs, asked] = [0, 0];
  answer = () => ({ path: `/live/c1/~${asked}/`, expiresAt: nowMs + 20 * MINUTE_MS });
  address = new WatchAddress({
    serverNow: () => nowMs,
    find: () => {
      asked += 1;
      return new Promise((resolve) => resolve(answer()));
    },
  });
});
afterEach(() => {
  address.close();
  vi.useRealTimers();
});

async function pass(ms: number): Promise<void> {
  nowMs += ms;
  await vi.advanceTimersByTimeAsync(ms);
}

it('is asked for once, and renewed before it expires', async () => {
  expect([await address.path(), await address.path()]).toEqual(['/live/c1/~1/', '/live/c1/~1/']);
  await pass(14 * MINUTE_MS);
  expect(asked).toBe(1);
  await pass(2 * MINUTE_MS);
  expect(await address.path()).toBe('/live/c1/~2/');
  expect(address.current('/live/c1/~1/v540.m3u8')).toBe('/live/c1/~2/v540.m3u8');
});

it('stays as it is while the server is away, and is asked for again', async () => {
  await address.path();
  answer = () => {
    throw new Error('away');
  };
  await pass(15 * MINUTE_MS);
  expect([asked, await address.path()]).toEqual([2, '/live/c1/~1/']);
  answer = () => ({ path: '/live/c1/~new/' });
  await pass(20_000);
  expect([asked, await address.path()]).toEqual([3, '/live/c1/~new/']);
});

it('is asked for again where it has expired, as after a night with the lid closed', async () => {
  await address.path();
  nowMs += 60 * MINUTE_MS;
  expect(await address.path()).toBe('/live/c1/~2/');
});

it('of a public class is good for ever', async () => {
  answer = () => ({ path: '/live/c1/' });
  await address.path();
  await pass(600 * MINUTE_MS);
  expect([asked, await address.path()]).toEqual([1, '/live/c1/']);
});

it('says why it could not be found to whoever asks', async () => {
  answer = () => {
    throw new Error('You were removed.');
  };
  await expect(address.path()).rejects.toThrow('You were removed.');
});

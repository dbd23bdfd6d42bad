import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WatchAddress } from './watch-address.ts';

const MINUTE_MS = 60_000;

/** By how much this device's clock is off from the server's, or what it has slept. */
let aheadMs: number;
let asked: number;
let answer: () => { path: string; expiresAt?: number };
let address: WatchAddress;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  [aheadMs, asked] = [0, 0];
  answer = () => ({ path: `/live/c1/~${asked}/`, expiresAt: Date.now() + 20 * MINUTE_MS });
  address = new WatchAddress({
    serverNow: () => Date.now() + aheadMs,
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
  aheadMs = 60 * MINUTE_MS;
  expect(await address.path()).toBe('/live/c1/~2/');
});

it('that ran out while the device slept is another within a minute of its waking, unasked', async () => {
  await address.path();
  aheadMs = 60 * MINUTE_MS;
  await pass(MINUTE_MS);
  expect([asked, address.current('/live/c1/~1/v540.m3u8')]).toEqual([2, '/live/c1/~2/v540.m3u8']);
});

it.each([-5, 5])('is renewed in time where a clock %s hours off is set right only later', async (hours) => {
  aheadMs = hours * 60 * MINUTE_MS;
  await address.path();
  aheadMs = 0;
  await pass(14 * MINUTE_MS);
  expect(asked).toBe(1);
  await pass(2 * MINUTE_MS);
  expect([asked, await address.path()]).toEqual([2, '/live/c1/~2/']);
});

it('that is refused before it expires is another at once, and asked for no more often than each ten seconds', async () => {
  await address.path();
  for (let times = 0; times < 5; times += 1) address.doubt();
  await pass(0);
  expect([asked, address.current('/live/c1/~1/v540.m3u8')]).toEqual([2, '/live/c1/~2/v540.m3u8']);
  await pass(10_000);
  address.doubt();
  await pass(0);
  expect(asked).toBe(3);
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

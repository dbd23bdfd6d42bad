import { expect, it } from 'vitest';
import { LastMinute } from './last-minute.ts';

it('counts what was tried, and what came to nothing', () => {
  const lately = new LastMinute();
  lately.add(false, 1000);
  lately.add(true, 1500);
  lately.add(false, 30_000);
  expect(lately.read(30_000)).toEqual({ tried: 3, failed: 1, failedAt: 1500 });
});

it('lets go what is more than a minute ago, also where a place is used again', () => {
  const lately = new LastMinute();
  lately.add(true, 1000);
  lately.add(false, 5000);
  expect(lately.read(60_999)).toEqual({ tried: 2, failed: 1, failedAt: 1000 });
  expect(lately.read(61_000)).toEqual({ tried: 1, failed: 0 });
  lately.add(false, 65_000);
  expect(lately.read(65_000)).toEqual({ tried: 1, failed: 0 });
  expect(lately.read(600_000)).toEqual({ tried: 0, failed: 0 });
});

it('counts nothing of a time that is still to come, where a clock was set back', () => {
  const lately = new LastMinute();
  lately.add(true, 500_000);
  expect(lately.read(400_000)).toEqual({ tried: 0, failed: 0 });
});

import { expect, it } from 'vitest';
import { Unwritten } from './unwritten.ts';

it('counts from the beginning of a write until it is done', () => {
  const unwritten = new Unwritten();
  expect(unwritten.forMs(0)).toBeUndefined();
  unwritten.begin(100);
  expect(unwritten.forMs(400)).toBe(300);
  unwritten.end();
  expect(unwritten.forMs(500)).toBeUndefined();
});

it('counts tries that fail one after the other as one', () => {
  const unwritten = new Unwritten();
  unwritten.begin(0);
  unwritten.fail(2);
  // Once is no outage.
  expect(unwritten.forMs(1_000)).toBe(2);
  unwritten.begin(500);
  unwritten.fail(510);
  expect(unwritten.forMs(1_000)).toBe(510);
  unwritten.begin(2_000);
  expect(unwritten.forMs(2_500)).toBe(2_500);
  unwritten.end();
  expect(unwritten.forMs(2_600)).toBeUndefined();
});

it('says nothing of a failure that nobody has tried to make good for a while', () => {
  const unwritten = new Unwritten();
  unwritten.begin(0);
  unwritten.fail(3_000);
  expect(unwritten.forMs(10_999)).toBe(3_000);
  expect(unwritten.forMs(11_000)).toBeUndefined();
  unwritten.begin(60_000);
  expect(unwritten.forMs(60_200)).toBe(200);
});

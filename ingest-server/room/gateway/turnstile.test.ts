import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turnstile } from './turnstile.ts';

function comingTo(turnstile: Turnstile) {
  const passed: number[] = [];
  let came = 0;
  return {
    passed,
    come(count: number) {
      for (let i = 0; i < count; i += 1) {
        const name = (came += 1);
        void (turnstile.pass() ?? Promise.resolve()).then(() => passed.push(name));
      }
    },
  };
}

test('keeps nobody where few come', async () => {
  const { passed, come } = comingTo(new Turnstile(2));
  come(2);
  await Promise.resolve();
  expect(passed).toEqual([1, 2]);
});

test('lets two pass in each turn, in their order, also past those who come meanwhile', async () => {
  const { passed, come } = comingTo(new Turnstile(2));
  come(5);
  await Promise.resolve();
  expect(passed).toEqual([1, 2]);
  come(1);
  await turn();
  expect(passed).toEqual([1, 2, 3, 4]);
  await turn();
  expect(passed).toEqual([1, 2, 3, 4, 5, 6]);
});

test('keeps nobody again once all have passed', async () => {
  const { passed, come } = comingTo(new Turnstile(1));
  come(2);
  await turn();
  await turn();
  await turn();
  come(1);
  await Promise.resolve();
  expect(passed).toEqual([1, 2, 3]);
});

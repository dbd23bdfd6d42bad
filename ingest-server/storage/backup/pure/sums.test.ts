import { expect, it } from 'vitest';
import { differenceIn, readSums, writeSums } from './sums.ts';

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
const sums = new Map([
  ['data/secret.key', a],
  ['data/blobs/two words.png', b],
]);

it('are written as sha256sum writes them, and read back', () => {
  expect(writeSums(sums)).toBe(`${a}  data/secret.key\n${b}  data/blobs/two words.png\n`);
  expect(readSums(writeSums(sums))).toEqual(sums);
  expect(readSums('')).toEqual(new Map());
});

it.each([['no sums at all'], [`${a} data/one-space`], [`${a.slice(1)}  data/short`]])(
  '%j are none',
  (text) => {
    expect(readSums(text)).toBeUndefined();
  },
);

it('say which file is wrong, and how', () => {
  const without = new Map([...sums].slice(0, 1));
  expect(differenceIn(sums, sums)).toBeUndefined();
  expect(differenceIn(sums, without)).toBe('data/blobs/two words.png is missing');
  expect(differenceIn(without, sums)).toBe('data/blobs/two words.png does not belong to it');
  expect(differenceIn(sums, new Map([...sums, ['data/secret.key', b]]))).toBe(
    'data/secret.key is not what it was',
  );
});

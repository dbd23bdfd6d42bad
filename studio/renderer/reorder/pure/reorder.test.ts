import { expect, it } from 'vitest';
import { inKeptOrder, moved, placeAt, placeByKey } from './reorder.ts';

it.each([
  [0, 2, 'bca'],
  [2, 0, 'cab'],
  [1, 1, 'abc'],
  [7, 0, 'abc'],
])('what is at place %i goes to %i, and the others stay as they are', (from, to, order) => {
  expect(moved(['a', 'b', 'c'], from, to).join('')).toBe(order);
});

it.each([
  ['ArrowUp', 1, 0],
  ['ArrowDown', 1, 2],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['ArrowUp', 0, 0],
  ['ArrowDown', 2, 2],
  ['End', 2, 2],
  ['ArrowLeft', 1, undefined],
])('%s takes the one at place %i of three to %s', (key, at, to) => {
  expect(placeByKey(key, at, 3)).toBe(to);
});

it.each([
  [5, 0],
  [15, 1],
  [99, 3],
])('what is dragged to %i belongs to place %i', (y, place) => {
  expect(placeAt(y, [10, 20, 30])).toBe(place);
  expect(placeAt(y, [])).toBe(0);
});

it('an order that was kept holds for what is there still, and what is new comes behind', () => {
  const order = (list: string[], kept: string[]) => inKeptOrder(list, (one) => one, kept).join('');
  expect(order(['a', 'b', 'c'], ['c', 'a', 'b'])).toBe('cab');
  expect(order(['a', 'b', 'd', 'c'], ['c', 'gone', 'a'])).toBe('cabd');
  expect(order(['a', 'b'], [])).toBe('ab');
});

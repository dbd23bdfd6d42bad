import { expect, it } from 'vitest';
import { placeOf } from './piece-order.ts';

it.each([
  ['the first piece', 0, 10, 0, 'append'],
  ['the next piece', 10, 10, 10, 'append'],
  ['the last piece, which fills it', 90, 10, 90, 'append'],
  ['a piece that was sent again', 0, 10, 10, 'there-already'],
  ['a piece after a hole', 20, 10, 10, 'out-of-place'],
  ['a piece that lies over the end of what is there', 5, 10, 10, 'out-of-place'],
  ['more than was announced', 95, 10, 95, 'out-of-place'],
  ['nothing', 10, 0, 10, 'out-of-place'],
] as const)('%s', (_name, offset, length, received, place) => {
  expect(placeOf({ offset, length }, { received, total: 100 })).toBe(place);
});

import { expect, it } from 'vitest';
import { topLayer } from './top-layer.ts';

it.each([
  ['q;h;f', ['q', 'h', 'f'], 'f'],
  ['h;m;l', ['h', 'm', 'l'], 'h'],
  ['low;mid;high', ['low', 'mid', 'high'], 'high'],
  ['0;1;2', ['0', '1', '2'], '0'],
  ['a', ['a'], 'a'],
  // Alternatives for one stream, and one that is paused.
  ['a,b;c', ['a', 'b', 'c'], 'a'],
  ['~a;b', ['a', 'b'], 'b'],
  // Named by no a=rid line.
  ['f;a', ['a'], 'a'],
  ['', [], undefined],
])('of %s, of which %j are sent, it is %s', (list, sent, top) => {
  expect(topLayer(list, sent)).toBe(top);
});

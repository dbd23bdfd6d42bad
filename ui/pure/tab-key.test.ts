import { expect, it } from 'vitest';
import { tabByKey } from './tab-key.ts';

const tabs = ['chat', 'polls', 'class'] as const;

it.each([
  ['chat', 'ArrowRight', 'polls'],
  ['class', 'ArrowRight', 'chat'],
  ['polls', 'ArrowLeft', 'chat'],
  ['chat', 'ArrowLeft', 'class'],
  ['polls', 'Home', 'chat'],
  ['polls', 'End', 'class'],
  ['polls', 'a', undefined],
] as const)('from the tab %s the key %s leads to %s', (from, key, to) => {
  expect(tabByKey(tabs, from, key)).toBe(to);
});

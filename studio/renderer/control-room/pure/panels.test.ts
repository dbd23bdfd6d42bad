import { expect, it } from 'vitest';
import { panelByKey } from './panels.ts';

it.each([
  ['chat', 'ArrowRight', 'questions'],
  ['chat', 'ArrowLeft', 'class'],
  ['class', 'ArrowRight', 'chat'],
  ['polls', 'Home', 'chat'],
  ['polls', 'End', 'class'],
  ['polls', 'a', undefined],
] as const)('from %s the key %s leads to %s', (from, key, to) => {
  expect(panelByKey(from, key)).toBe(to);
});

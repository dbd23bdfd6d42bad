import { expect, it } from 'vitest';
import { TOOLS, isRoomy, toolByKey } from './tools.ts';

it.each([
  ['sources', 'ArrowRight', 'sound'],
  ['sources', 'ArrowLeft', 'board'],
  ['board', 'ArrowRight', 'sources'],
  ['board', 'Home', 'sources'],
  ['sources', 'End', 'board'],
  ['board', 'Enter', undefined],
] as const)('from %s the key %s leads to %s', (from, key, to) => {
  expect(toolByKey(from, key)).toBe(to);
});

it('slides and whiteboard are worked in, and get the room', () => {
  expect(TOOLS.filter(isRoomy)).toEqual(['slides', 'board']);
});

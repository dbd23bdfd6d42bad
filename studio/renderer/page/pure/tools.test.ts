import { expect, it } from 'vitest';
import { TOOLS, isRoomy } from './tools.ts';

it('slides and whiteboard are worked in, and get the room', () => {
  expect(TOOLS.filter(isRoomy)).toEqual(['slides', 'board']);
});

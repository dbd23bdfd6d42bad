import { expect, it } from 'vitest';
import { waitBeforeAsking } from './deaf-sender.ts';

it.each([
  ['has sent none yet', -Infinity, 0],
  ['has sent one long ago', 500, 0],
  ['has sent one just now', 1_000, 310],
  ['has sent one a moment ago', 900, 210],
])('of a sender who %s a key frame is asked after the right wait', (_who, lastKeyFrameAt, waitMs) => {
  expect(waitBeforeAsking(lastKeyFrameAt, 1_000)).toBe(waitMs);
});

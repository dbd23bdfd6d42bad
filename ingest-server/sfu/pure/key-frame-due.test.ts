import { expect, it } from 'vitest';
import { isKeyFrameDue } from './key-frame-due.ts';

it.each([
  ['just opened, though one came just now', 100, 50, true],
  ['long open, when another has brought one just now', 60_000, 50, false],
  ['long open, when the last one is of the segment before', 60_000, 1_900, true],
  ['when none ever came', 60_000, Number.POSITIVE_INFINITY, true],
])('a consumer %s', (_, openForMs, lastAgoMs, isDue) => {
  const now = 1_000_000;
  expect(isKeyFrameDue({ openedAt: now - openForMs, lastKeyFrameAt: now - lastAgoMs }, now)).toBe(isDue);
});

it('with two consumers asks once a segment, not twice', () => {
  let lastKeyFrameAt = Number.NEGATIVE_INFINITY;
  let asked = 0;
  for (let now = 10_000; now < 30_000; now += 200) {
    for (const phaseMs of [0, 800]) {
      if ((now - phaseMs) % 2_000 !== 0 || !isKeyFrameDue({ openedAt: 0, lastKeyFrameAt }, now)) continue;
      asked += 1;
      lastKeyFrameAt = now;
    }
  }
  expect(asked).toBe(10);
});

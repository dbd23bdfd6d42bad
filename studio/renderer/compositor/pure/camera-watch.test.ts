import { expect, it } from 'vitest';
import { type Sample, UNSEEN, afterLook } from './camera-watch.ts';

const [wall, noise, still] = [
  [90, 91, 90],
  [90, 92, 90],
  [7, 7, 7],
];

it.each<[string, Sample[], boolean]>([
  ['is not known at first', [wall], false],
  ['has noise, though nothing moves', [wall, noise, wall, noise, wall], false],
  ['may look the same twice', [wall, noise, noise, wall], false],
  ['hangs where it is the same again and again', [wall, still, still, still, still], true],
  ['goes on when it is another one', [still, still, still, still, wall], false],
  ['is another one when it has another size', [still, still, still, [7, 7]], false],
])('a camera’s picture %s', (_, looks, isFrozen) => {
  expect(looks.reduce(afterLook, UNSEEN).isFrozen).toBe(isFrozen);
});

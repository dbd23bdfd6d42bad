import { expect, it } from 'vitest';
import { type Stretch, frameRate, keepNewest } from './frame-rate.ts';

const over = (stretches: readonly Stretch[]) =>
  frameRate(stretches.reduce<readonly Stretch[]>((kept, stretch) => keepNewest(kept, stretch), []));

it('the frame rate is that of the newest second', () => {
  const smooth = Array<Stretch>(10).fill({ frames: 8, durationMs: 8000 / 30 });
  const jerky = Array<Stretch>(4).fill({ frames: 3, durationMs: 273 });
  expect(over(smooth)).toBe(30);
  expect(over([...smooth, ...jerky])).toBe(11);
});

it('a picture that stands still has the rate of its one frame', () => {
  expect(over([{ frames: 1, durationMs: 2000 }])).toBe(0.5);
});

it('nothing has no rate', () => {
  expect(frameRate([])).toBeUndefined();
});

import { expect, it } from 'vitest';
import { FADE_MS, afterFade, cutTo, fadeShare, fadeTo, refreshed } from './fade.ts';
import type { Scene } from './scene.ts';

const camera: Scene = { is: 'camera' };
const slides: Scene = { is: 'content', content: 'slides' };
const guests: Scene = { is: 'guests' };

it.each([
  [-50, 0],
  [0, 0],
  [75, 0.15625],
  [150, 0.5],
  [300, 1],
  [9_000, 1],
])('%d ms after its beginning, %f of the new scene is seen', (atMs, share) => {
  expect(fadeShare(1_000, 1_000 + atMs)).toBeCloseTo(share);
});

it('is over after its time, and the new scene stands alone', () => {
  const fading = fadeTo(cutTo(camera), slides, 1_000);
  expect(fading).toEqual({ is: 'fade', from: camera, to: slides, startMs: 1_000 });
  expect(afterFade(fading, 1_000 + FADE_MS - 1)).toBe(fading);
  expect(afterFade(fading, 1_000 + FADE_MS)).toEqual(cutTo(slides));
});

it('begins a second fade at where the first one was going', () => {
  expect(fadeTo(fadeTo(cutTo(camera), slides, 0), guests, 100)).toEqual({
    is: 'fade',
    from: slides,
    to: guests,
    startMs: 100,
  });
});

it('goes on while the scene that it goes to is laid out anew', () => {
  const board: Scene = { is: 'content', content: 'board' };
  expect(refreshed(fadeTo(cutTo(camera), slides, 5), board)).toMatchObject({
    is: 'fade',
    to: board,
    startMs: 5,
  });
  expect(refreshed(cutTo(slides), board)).toEqual(cutTo(board));
});

import { describe, expect, it } from 'vitest';
import { nativeDistance, nativeFailure, playingAtMsOf } from './native-playback.ts';

describe('how far a browser that plays by itself is from the live edge', () => {
  it('is unknown before there is a playlist, and where its end is not told', () => {
    expect(nativeDistance({ currentTimeS: 0, seekableEndS: undefined }, undefined)).toBeUndefined();
    expect(nativeDistance({ currentTimeS: 0, seekableEndS: Infinity }, undefined)).toBeUndefined();
  });

  it('is where it wants to be, at first', () => {
    expect(nativeDistance({ currentTimeS: 8, seekableEndS: 10 }, undefined)).toEqual({
      edge: { behindS: 2, targetS: 2, gainS: 0 },
      closestS: 2,
    });
  });

  it('is measured against the closest it has been', () => {
    expect(nativeDistance({ currentTimeS: 20, seekableEndS: 29 }, 2)).toEqual({
      edge: { behindS: 9, targetS: 2, gainS: 7 },
      closestS: 2,
    });
    expect(nativeDistance({ currentTimeS: 20, seekableEndS: 21 }, 2)).toEqual({
      edge: { behindS: 1, targetS: 1, gainS: 0 },
      closestS: 1,
    });
  });
});

it('the shown moment has the date that the playlist began with, where the browser knows it', () => {
  expect(playingAtMsOf(1_000_000, 2.5)).toBe(1_002_500);
  expect(playingAtMsOf(Number.NaN, 2.5)).toBeUndefined();
  expect(playingAtMsOf(undefined, 2.5)).toBeUndefined();
});

it.each([
  [2, 'network'],
  [3, 'media'],
  [4, 'network'],
  [undefined, 'other'],
] as const)('the video’s error %s is one of %s', (code, kind) => {
  expect(nativeFailure(code)).toBe(kind);
});

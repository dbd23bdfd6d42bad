import type { Level, MediaFragment } from 'hls.js';
import { describe, expect, it } from 'vitest';
import { fragmentBesidePicture } from './sound-beside-picture.ts';

const fragment = (sn: number, cc: number) => ({ sn, cc, start: sn * 2 }) as MediaFragment;
const before = fragment(134, 69);
const behind = fragment(135, 70);
const hinted = fragment(136, 70);
const level = (fragments: MediaFragment[], fragmentHint?: MediaFragment) =>
  ({ details: { fragments, fragmentHint } }) as unknown as Level;
const picturesOf = (...ccs: number[]) => {
  const pictures: unknown[] = [];
  for (const cc of ccs) pictures[cc] = {};
  return pictures;
};

describe('the sound that is loaded at a discontinuity', () => {
  it.each([
    ['what is wanted, while no picture is known', [before, behind], undefined, [], before],
    ['what is wanted, where its picture is known', [before, behind], undefined, [69, 70], before],
    ['what follows, where only its picture is known', [before, behind], undefined, [70], behind],
    ['what is being made, where the picture began with it', [before], hinted, [70], hinted],
    ['what is wanted, where the sound of the picture isn’t there yet', [before], undefined, [70], before],
    ['what is wanted, where the picture is of before', [before, behind], undefined, [68], before],
  ] as const)('is %s', (_, fragments, hint, known, loaded) => {
    expect(fragmentBesidePicture(before, level([...fragments], hint), picturesOf(...known))).toBe(loaded);
  });
});

import { describe, expect, it } from 'vitest';
import { type FirstPieces, firstPieces } from './first-pieces.ts';
import type { Segment } from './rendition.ts';

const segment = (
  msn: number,
  count: number,
  { run = 0, is = 'complete' as Segment['is'] } = {},
): Segment => ({
  ...{ msn, run, wallMs: msn * 2_000, is },
  parts: Array.from({ length: count }, (_, i) => ({ durationMs: 250, independent: i === 0 })),
});
const of = (segments: readonly Segment[], more: Partial<FirstPieces> = {}): string =>
  firstPieces({
    ...{ name: 'v540', streamId: 'st1', kind: 'video', partTargetMs: 250, segments },
    ...more,
  })
    .map((uri) => uri.replace('v540/', '').replace('?s=st1', '').replace('.m4s', ''))
    .join(' ');

describe('what a player loads first', () => {
  it.each([
    [
      'from the key frame to where it begins, and a part more',
      [segment(4, 8), segment(5, 6, { is: 'open' })],
      'init-0.mp4 5.0 5.1 5.2 5.3 5.4',
    ],
    [
      'the segment before, where it begins there',
      [segment(4, 8), segment(5, 1, { is: 'open' })],
      'init-0.mp4 4.0 4.1 4.2 4.3 4.4 4.5 4.6 4.7',
    ],
    [
      'nothing of it once it begins in the next',
      [segment(4, 8), segment(5, 3, { is: 'open' })],
      'init-0.mp4 5.0 5.1',
    ],
    [
      'a whole segment where it is the newest',
      [segment(3, 8), segment(4, 8)],
      'init-0.mp4 4.0 4.1 4.2 4.3 4.4 4.5 4.6',
    ],
    [
      'what another life of the transcoder makes',
      [segment(4, 8), segment(5, 3, { run: 1, is: 'open' })],
      'init-1.mp4 5.0 5.1',
    ],
    [
      'nothing of what is no longer listed',
      [segment(1, 8), ...[2, 3, 4].map((msn) => segment(msn, 0, { is: 'gap' }))],
      '',
    ],
    ['nothing of nothing', [], ''],
  ])('%s', (_, segments, pieces) => {
    expect(of(segments)).toBe(pieces);
  });

  it('goes by the longer parts of another rate, and takes one more of picture', () => {
    const long = segment(5, 3, { is: 'open' });
    const parts = [...long.parts, ...long.parts.slice(1, 2)].map((part) => ({ ...part, durationMs: 500 }));
    // Of four it begins in the third.
    expect(of([{ ...long, parts }], { partTargetMs: 400 })).toBe('init-0.mp4 5.0 5.1 5.2 5.3');
  });

  it('takes of sound, all of which can be begun with, what lies around', () => {
    const sound = segment(5, 7, { is: 'open' });
    const parts = sound.parts.map((part) => ({ ...part, independent: true }));
    expect(of([{ ...sound, parts }], { kind: 'audio' })).toBe('init-0.mp4 5.2 5.3 5.4 5.5 5.6');
  });
});

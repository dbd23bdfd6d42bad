import { describe, expect, it } from 'vitest';
import { type Heard, LISTEN, LOOK, type Seen, type Unseen, hear, see, unseen } from './sight.ts';

type Paint = (x: number, y: number) => number;

function picture(paint: Paint): Uint8Array {
  return Uint8Array.from({ length: LOOK.width * LOOK.height }, (_, i) =>
    paint(i % LOOK.width, Math.floor(i / LOOK.width)),
  );
}

const slide: Paint = (x, y) => (y % 9 < 2 && x % 5 < 3 ? 30 : 240);
const otherSlide: Paint = (x, y) => (y % 7 < 2 && x % 4 < 3 ? 60 : 220);
/** Somebody who never sits quite still: `n` is the half second. */
const face =
  (n: number): Paint =>
  (x, y) =>
    60 + ((x * 7 + y * 3 + n * 9) % 60);
const inCorner = (x: number, y: number) => x >= 100 && y >= 50;
const faceOver =
  (behind: Paint) =>
  (n: number): Paint =>
  (x, y) =>
    inCorner(x, y) ? face(n)(x, y) : behind(x, y);
/** One more stroke of a pen in each half second. */
const strokes =
  (n: number): Paint =>
  (x, y) =>
    y === 30 && x < n * 3 ? 20 : 250;
const dark: Paint = () => 16;
/** A few grey levels more and less, as an encoder leaves them. */
const encoded =
  (paint: Paint, n: number): Paint =>
  (x, y) =>
    paint(x, y) + ((x + y + n) % 3);
const withSpot =
  (points: number): Paint =>
  (x, y) =>
    y === 40 && x < points ? 235 : 16;

const times = (count: number, paint: (n: number) => Paint): Uint8Array[] =>
  Array.from({ length: count }, (_, n) => picture(paint(n)));

/** What is told after the last of them; the first came at 0. */
function toldOf(pictures: readonly Uint8Array[]): Unseen {
  let seen: Seen | undefined;
  pictures.forEach((points, i) => (seen = see(seen, points, i * LOOK.everyMs)));
  return unseen(seen, undefined, seen?.at ?? 0);
}

const living = times(20, face);
/** When the last of these came. */
const STOOD_MS = 19 * LOOK.everyMs;

describe('what can be seen (HLS-90)', () => {
  it.each<[string, readonly Uint8Array[], Unseen]>([
    ['is all well with a face', living, {}],
    ['is black once nothing was there for a second', times(3, () => dark), { black: 0 }],
    ['is not black at once', times(2, () => dark), {}],
    ['is black with a logo', times(5, () => withSpot(30)), { black: 0 }],
    ['is not black with a line of writing', times(5, () => withSpot(60)), {}],
    ['is black, and not frozen as well', [...living, ...times(5, () => dark)], { black: 10_000 }],
    ['is frozen when a face stands still', [...living, ...times(3, () => face(19))], { frozen: STOOD_MS }],
    ['is not frozen at once', [...living, ...times(2, () => face(19))], {}],
    [
      'is frozen whatever an encoder makes of it',
      [...living, ...times(8, (n) => encoded(face(19), n))],
      { frozen: STOOD_MS },
    ],
    ['is not frozen any more once it moves', [...living, ...times(6, () => face(19)), picture(face(20))], {}],
    ['is no frozen slide', times(60, () => slide), {}],
    ['is no frozen slide after another', [...times(20, () => slide), ...times(20, () => otherSlide)], {}],
    ['is no frozen slide after a face', [...living, ...times(20, () => slide)], {}],
    [
      'is no frozen slide that a face was taken from',
      [...times(20, faceOver(slide)), ...times(20, () => slide)],
      {},
    ],
    [
      'is frozen with a face in its corner that stands still',
      [...times(20, faceOver(slide)), ...times(4, () => faceOver(slide)(19))],
      { frozen: STOOD_MS },
    ],
    ['is no frozen writing that was left off', [...times(20, strokes), ...times(20, () => strokes(19))], {}],
  ])('%s', (_, pictures, told) => expect(toldOf(pictures)).toEqual(told));

  it('is not known any more when nobody looks', () => {
    let seen: Seen | undefined;
    times(4, () => dark).forEach((points, i) => (seen = see(seen, points, i * LOOK.everyMs)));
    const lookedAt = seen?.at ?? 0;
    expect(unseen(seen, undefined, lookedAt + 2_900)).toEqual({ black: 0 });
    expect(unseen(seen, undefined, lookedAt + 3_000)).toEqual({});
    expect(see(seen, picture(dark), lookedAt + 5_000).darkSince).toBe(lookedAt + 5_000);
  });
});

describe('what can be heard (HLS-90)', () => {
  const half = (peak: number) => Int16Array.of(0, 3, -peak, 2);
  const listen = (peaks: readonly number[]): Unseen => {
    let heard: Heard | undefined;
    peaks.forEach((peak, i) => (heard = hear(heard, half(peak), (i + 1) * LISTEN.everyMs)));
    return unseen(undefined, heard, heard?.at ?? 0);
  };
  it.each<[string, readonly number[], Unseen]>([
    ['is speech', [4_000, 9_000, 7_000], {}],
    ['is a quiet room', [200, 60, 90, 40, 55], {}],
    ['is nothing after a second and a half', [4_000, 5, 5, 5], { silent: 500 }],
    ['is not yet nothing', [4_000, 5, 5], {}],
    ['is speech again', [4_000, 0, 0, 0, 0, 3_000], {}],
    ['is nothing from the beginning on', [0, 0, 0], { silent: 0 }],
  ])('%s', (_, peaks, told) => expect(listen(peaks)).toEqual(told));
});

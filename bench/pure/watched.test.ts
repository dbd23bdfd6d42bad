import { describe, expect, it, test } from 'vitest';
import {
  type PlayerSample,
  backToLiveMs,
  countSwitches,
  longestMs,
  silencesOf,
  stallsOf,
  stillsOf,
  totalMs,
} from './watched.ts';

const EVERY_MS = 100;

/** Plays at its pace from each look to the next; `changed` says what is otherwise at some of them. */
function played(
  looks: number,
  changed: (look: number) => Partial<PlayerSample> = () => ({}),
): PlayerSample[] {
  return Array.from({ length: looks }, (_, look) => ({
    ...{ atMs: look * EVERY_MS, positionS: look / 10, frames: look * 3, soundBytes: look * 1_200 },
    ...{ height: 540, isHeard: true },
    ...changed(look),
  }));
}

describe('a player that was watched', () => {
  it('has nothing to blame where it plays on', () => {
    const samples = played(50);
    expect([stallsOf(samples), stillsOf(samples), silencesOf(samples)]).toEqual([[], [], []]);
    expect(countSwitches(samples)).toBe(0);
  });

  it('stalls while its position stands, to its end too', () => {
    const samples = played(50, (look) => (look >= 10 && look <= 15 ? { positionS: 1 } : {}));
    expect(stallsOf(samples)).toEqual([{ fromMs: 1_000, untilMs: 1_500 }]);
    const stuck = played(50, (look) => (look >= 20 ? { positionS: 2, frames: 60 } : {}));
    expect(stallsOf(stuck)).toEqual([{ fromMs: 2_000, untilMs: 4_900 }]);
  });

  it('does not stall for the length of one look', () => {
    expect(stallsOf(played(50, (look) => (look === 11 ? { positionS: 1 } : {})))).toEqual([]);
  });

  it('may be heard while its picture stands', () => {
    const samples = played(50, (look) => (look >= 10 && look < 30 ? { frames: 30 } : {}));
    expect(stillsOf(samples)).toEqual([{ fromMs: 1_000, untilMs: 2_900 }]);
    expect(stallsOf(samples)).toEqual([]);
    expect(silencesOf(samples)).toEqual([]);
  });

  it('is silent while it stands, is muted, or has had no sound to decode for as long as it decodes ahead', () => {
    const muted = played(50, (look) => (look >= 10 && look < 20 ? { isHeard: false } : {}));
    expect(silencesOf(muted)).toEqual([{ fromMs: 900, untilMs: 1_900 }]);
    const stands = played(50, (look) => (look >= 10 && look <= 20 ? { positionS: 1 } : {}));
    expect(silencesOf(stands)).toEqual([{ fromMs: 1_000, untilMs: 2_000 }]);
    const soundless = played(50, (look) => (look >= 10 && look < 40 ? { soundBytes: 12_000 } : {}));
    expect(silencesOf(soundless)).toEqual([{ fromMs: 2_000, untilMs: 3_900 }]);
  });

  it('switches with each other size of its picture, not with having none', () => {
    const heights = [540, 540, 360, 0, 360, 540];
    expect(countSwitches(played(heights.length, (look) => ({ height: heights[look] ?? 0 })))).toBe(2);
  });
});

test('spans are summed, and the longest is found', () => {
  const spans = [
    { fromMs: 0, untilMs: 300 },
    { fromMs: 1_000, untilMs: 2_000 },
  ];
  expect([totalMs(spans), longestMs(spans), longestMs([])]).toEqual([1_300, 1_000, 0]);
});

describe('being back to live', () => {
  /** Twenty pictures a second, each so old. */
  const shown = (fromMs: number, untilMs: number, ageMs: number) =>
    Array.from({ length: (untilMs - fromMs) / 50 }, (_, i) => ({
      shownAt: fromMs + i * 50,
      composedAt: fromMs + i * 50 - ageMs,
    }));

  it('begins with the first picture that is young enough', () => {
    const frames = [...shown(0, 1_000, 9_000), ...shown(1_000, 5_000, 1_300)];
    expect(backToLiveMs(frames, 200, 2_300)).toBe(800);
  });

  it('has to last', () => {
    const frames = [...shown(0, 1_000, 1_300), ...shown(1_000, 2_000, 9_000), ...shown(2_000, 5_000, 1_300)];
    expect(backToLiveMs(frames, 200, 2_300)).toBe(1_800);
    const stood = [...shown(0, 500, 1_300), ...shown(1_500, 5_000, 1_300)];
    expect(backToLiveMs(stood, 200, 2_300)).toBe(1_300);
  });

  it('may never be', () => {
    expect(backToLiveMs(shown(0, 5_000, 9_000), 200, 2_300)).toBeNaN();
    expect(backToLiveMs([], 200, 2_300)).toBeNaN();
  });
});

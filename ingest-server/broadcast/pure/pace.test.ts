import { describe, expect, it } from 'vitest';
import { type PaceSecond, addSecond, noPace } from './pace.ts';

const run = {};
const PART_MS = 267;

/** What is told of each second; `endMsAt`: how far the transcoder has come by then. */
function speeds(
  seconds: number,
  endMsAt: (nowMs: number) => number,
  more: (second: number) => Partial<PaceSecond> = () => ({}),
): (number | undefined)[] {
  const told: (number | undefined)[] = [];
  let pace = noPace;
  let mark: PaceSecond['mark'];
  for (let second = 1; second <= seconds; second += 1) {
    const now = second * 1000;
    // Parts come when they are whole, a little before we look.
    const endMs = Math.floor(endMsAt(now - 100) / PART_MS) * PART_MS;
    const at = now - 100 - (endMsAt(now - 100) - endMs);
    if (mark?.endMs !== endMs) mark = { of: run, at, endMs };
    pace = addSecond(pace, { now, mark, latenessMs: 50, framesPerSecond: 30, ...more(second) });
    told.push(pace.speed);
  }
  return told;
}

describe('the pace of a transcoder (HLS-96)', () => {
  it('is one while it keeps up, once there is enough to tell', () => {
    const told = speeds(12, (now) => now);
    expect(told.slice(0, 3)).toEqual([undefined, undefined, undefined]);
    for (const speed of told.slice(3)) expect(speed).toBeCloseTo(1, 2);
  });

  it('is its share of real time while it does not', () => {
    const told = speeds(15, (now) => (now < 6_000 ? now : 6_000 + (now - 6_000) * 0.5));
    expect(told.at(-1)).toBeGreaterThan(0.4);
    expect(told.at(-1)).toBeLessThan(0.6);
  });

  it('falls while nothing comes', () => {
    const told = speeds(12, (now) => Math.min(now, 6_000));
    expect(told[6]).toBeGreaterThan(0.7);
    expect(told[9]).toBeLessThan(0.65);
    expect(told[11]).toBeLessThan(told[9] ?? 0);
  });

  it('is what is left of the frames where it is late and throws some away', () => {
    const told = speeds(
      10,
      (now) => now,
      (second) => (second > 5 ? { latenessMs: 1_500, framesPerSecond: 18 } : {}),
    );
    expect(told.at(4)).toBeCloseTo(1, 2);
    expect(told.at(-1)).toBeCloseTo(0.6, 2);
  });

  it('is not blamed for frames that its studio does not send', () => {
    expect(
      speeds(
        8,
        (now) => now,
        () => ({ framesPerSecond: 5 }),
      ).at(-1),
    ).toBeCloseTo(1, 2);
  });

  it('begins anew with another life, and is not known of none', () => {
    const before = { marks: [{ of: run, at: 0, endMs: 0 }], usualFrames: 30, speed: 0.3 };
    const second = { now: 5_000, latenessMs: 0, framesPerSecond: 30 };
    const mark = { of: {}, at: 5_000, endMs: 250 };
    expect(addSecond(before, { ...second, mark })).toMatchObject({ marks: [mark], speed: undefined });
    expect(addSecond(before, { ...second, mark: undefined })).toEqual(noPace);
  });
});

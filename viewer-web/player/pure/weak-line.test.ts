import { describe, expect, it } from 'vitest';
import type { PlayerState } from './player-state.ts';
import { type LineState, probedLine, seeLine, steadyLine, wantPicture } from './weak-line.ts';

const playing: PlayerState['phase'] = { is: 'playing' };
const waiting: PlayerState['phase'] = { is: 'buffering', sinceMs: 0 };
const retrying: PlayerState['phase'] = { is: 'retrying', attempt: 3 };
const starting: PlayerState['phase'] = { is: 'starting', anew: true };
const first: PlayerState['phase'] = { is: 'starting' };
const paused: PlayerState['phase'] = { is: 'paused', by: 'user' };

const NEEDS_BPS = 700_000;
const weak = { needsBps: NEEDS_BPS, lineBps: 400_000 };
const enough = { needsBps: NEEDS_BPS, lineBps: 3_000_000 };

type Lasts = readonly [seconds: number, phase: PlayerState['phase']];

interface Watched {
  readonly line: LineState;
  readonly nowMs: number;
}

/** Looked at twice a second. */
function watch(
  steps: readonly Lasts[],
  measured = weak,
  from: Watched = { line: steadyLine, nowMs: 0 },
): Watched {
  let { line, nowMs } = from;
  for (const [seconds, phase] of steps) {
    for (const untilMs = nowMs + seconds * 1000; nowMs < untilMs; nowMs += 500)
      line = seeLine(line, phase, measured, nowMs);
  }
  return { line, nowMs };
}

const stutter: readonly Lasts[] = [0, 1, 2, 3].flatMap((): Lasts[] => [
  [2, waiting],
  [1, playing],
]);
const fallen = () => watch(stutter);

describe('the picture', () => {
  it.each([
    ['goes where it stands still again and again', stutter, 'sound'],
    [
      'goes where it is built anew again and again',
      [
        [3, waiting],
        [2, starting],
        [1, playing],
        [3, retrying],
        [1, playing],
        [2, starting],
        [1, playing],
      ],
      'sound',
    ],
    ['stays while it plays', [[60, playing]], 'all'],
    [
      'goes where nothing comes of it at all',
      [
        [5.5, waiting],
        [5.5, starting],
      ],
      'sound',
    ],
    ['stays where nothing comes for a moment', [[9.5, waiting]], 'all'],
    [
      'stays at hiccups',
      [
        [2, waiting],
        [5, playing],
        [1, waiting],
        [6, playing],
        [2, waiting],
        [6, playing],
      ],
      'all',
    ],
    [
      'stays where a wait comes now and then',
      [0, 1, 2, 3, 4, 5].flatMap((): Lasts[] => [
        [2.5, waiting],
        [10, playing],
      ]),
      'all',
    ],
    [
      'stays when the network was gone, and what comes behind that',
      [
        [8, waiting],
        [22, retrying],
        [1, playing],
        [1, waiting],
        [1, playing],
        [1, waiting],
        [5, playing],
      ],
      'all',
    ],
    ['stays while a first one is waited for', [[60, first]], 'all'],
    [
      'stays where somebody pauses in between',
      [
        [2, waiting],
        [1, playing],
        [2, waiting],
        [1, paused],
        [1, playing],
        [2, waiting],
        [1, playing],
      ],
      'all',
    ],
  ] as const)('%s', (_what, steps, takes) => {
    expect(watch(steps).line.takes).toBe(takes);
  });

  it('stays where it stands still for another reason than the line', () => {
    expect(watch(stutter, enough).line.takes).toBe('all');
    expect(watch([[60, waiting]], enough).line.takes).toBe('all');
    expect(seeLine(fallenBefore(), waiting, undefined, 13_000).takes).toBe('all');
  });

  it('comes back in its smallest size when the line carries it, and then as it was', () => {
    const { line, nowMs } = fallen();
    const back = probedLine(line, 2_000_000, NEEDS_BPS, nowMs);
    expect(back.takes).toBe('smallest');
    const soon = watch([[10, playing]], enough, { line: back, nowMs });
    expect(soon.line.takes).toBe('smallest');
    expect(watch([[1, playing]], enough, soon).line.takes).toBe('all');
  });

  it('keeps its smallest size until it has played for a while', () => {
    const { line, nowMs } = fallen();
    const back = probedLine(line, 2_000_000, NEEDS_BPS, nowMs);
    const waited = watch(
      [
        [6, playing],
        [1, waiting],
        [6, playing],
      ],
      enough,
      { line: back, nowMs },
    );
    expect(waited.line.takes).toBe('smallest');
  });

  it('comes back when it is wanted, and then does not go by itself for a while', () => {
    const { line, nowMs } = fallen();
    const wanted = wantPicture(line, nowMs);
    expect(wanted.takes).toBe('smallest');
    const stays = watch([...stutter, ...stutter], weak, { line: wanted, nowMs });
    expect(stays.line.takes).toBe('smallest');
    const later = watch([[180, playing], ...stutter], weak, stays);
    expect(later.line.takes).toBe('sound');
  });
});

describe('a weak line', () => {
  it.each([
    ['nothing came', undefined],
    ['it carries hardly the sound', 60_000],
    ['it just carries the smallest picture', NEEDS_BPS],
  ])('is tried again where %s', (_what, bps) => {
    const { line, nowMs } = fallen();
    const still = probedLine(line, bps, NEEDS_BPS, nowMs);
    expect(still.takes).toBe('sound');
    expect(still.probeAtMs).toBeGreaterThan(nowMs);
  });

  it('is tried within seconds, ever less often, and never less than once a minute', () => {
    let { line } = fallen();
    const waits: number[] = [];
    for (let i = 0; i < 60; i += 1) {
      const nowMs = line.probeAtMs;
      line = probedLine(line, undefined, NEEDS_BPS, nowMs);
      waits.push(Math.round(line.probeAtMs - nowMs));
    }
    expect(waits[0]).toBe(3_300);
    expect(Math.max(...waits.slice(0, 5))).toBeLessThan(5_000);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBe(60_000);
  });

  it('is left in peace for longer where it could not keep what it was given back', () => {
    const { line, nowMs } = fallen();
    const again = watch(stutter, weak, { line: probedLine(line, 2_000_000, NEEDS_BPS, nowMs), nowMs });
    expect(again.line.takes).toBe('sound');
    expect([line.falls, again.line.falls]).toEqual([0, 1]);
    const kept = watch([[61, playing], ...stutter], weak, {
      line: probedLine(again.line, 2_000_000, NEEDS_BPS, again.nowMs),
      nowMs: again.nowMs,
    });
    expect(kept.line).toMatchObject({ takes: 'sound', falls: 0 });
  });

  it('has nothing to be told where the picture is there', () => {
    expect(probedLine(steadyLine, 1, NEEDS_BPS, 5)).toBe(steadyLine);
    expect(wantPicture(steadyLine, 5)).toBe(steadyLine);
  });
});

/** One look before it goes. */
function fallenBefore(): LineState {
  return watch(stutter, enough).line;
}

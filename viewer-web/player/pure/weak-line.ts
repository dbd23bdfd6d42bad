import type { PlayerState } from './player-state.ts';

/** What a line is asked for: whatever was chosen, the sound alone, or at first the smallest picture again. */
export type Takes = 'all' | 'sound' | 'smallest';

/** What the smallest picture needs with its sound, and what the line was measured to carry. */
export interface Measured {
  readonly needsBps: number;
  readonly lineBps: number;
}

interface Wait {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Some of it for a network that is gone. */
  readonly wasGone: boolean;
}

export interface LineState {
  readonly takes: Takes;
  readonly isWaiting: boolean;
  /** Of the last seconds of playing. */
  readonly waits: readonly Wait[];
  /** When the picture came back, and how often in a row it had to go again soon after. */
  readonly backMs: number;
  readonly falls: number;
  /** How often the line was tried in vain since the picture went, and when it is to be tried next. */
  readonly probes: number;
  readonly probeAtMs: number;
  /** Somebody wants the picture as it comes. */
  readonly patientUntilMs: number;
}

export const steadyLine: LineState = {
  ...{ takes: 'all', isWaiting: false, waits: [], backMs: -Infinity, falls: 0 },
  ...{ probes: 0, probeAtMs: Infinity, patientUntilMs: -Infinity },
};

/**
 * A live picture has a second in hand: on a line that carries two thirds of it, it stands still for a third of the time,
 * again and again. One long wait is something else: a hiccup, or a network that is gone and carries no sound either. On a
 * line that carries a third of it, though, nothing may come of it at all.
 */
const WINDOW_MS = 20_000;
const WAITED_MS = 6_000;
const WAITS = 3;
const ONE_COUNTS_MS = 3_000;
const NOTHING_CAME_MS = 10_000;
/** What is measured of a line is rough: only one that clearly carries the picture is held to be without fault. */
const CARRIES_CLEARLY = 1.25;
/** Something is left over for the class beside the picture, and for what another scene takes more. */
const IS_ENOUGH = 1.3;
/** A line that is good again is found within seconds; one that stays weak is soon left in peace. */
const FIRST_PROBE_MS = 3_000;
const PROBE_GROWTH = 1.1;
const LONGEST_PROBE_MS = 60_000;
/** A picture that has to go again within this came back too early. */
const TOO_EARLY_MS = 60_000;
const STEADY_MS = 10_000;
const PATIENCE_MS = 180_000;

/** A look at the player, some times a second. */
export function seeLine(
  line: LineState,
  phase: PlayerState['phase'],
  measured: Measured | undefined,
  nowMs: number,
): LineState {
  if (line.takes === 'sound') return line;
  const seen = withWait(line, modeOf(phase), nowMs);
  if (measured && isTooWeak(seen, measured, nowMs)) return withoutPicture(seen, nowMs);
  const calmSinceMs = Math.max(seen.backMs, seen.waits.at(-1)?.untilMs ?? -Infinity);
  if (seen.takes === 'smallest' && nowMs - calmSinceMs > STEADY_MS) return { ...seen, takes: 'all' };
  return seen;
}

/** The line was tried beside the sound; undefined: nothing came. */
export function probedLine(
  line: LineState,
  bps: number | undefined,
  needsBps: number,
  nowMs: number,
): LineState {
  if (line.takes !== 'sound') return line;
  if (bps !== undefined && bps >= needsBps * IS_ENOUGH) return withPicture(line, nowMs);
  const probes = line.probes + 1;
  return { ...line, probes, probeAtMs: nowMs + probeWaitMs(line.falls, probes) };
}

/** The viewer wants the picture, come what may: for a while it does not go by itself. */
export function wantPicture(line: LineState, nowMs: number): LineState {
  if (line.takes !== 'sound') return line;
  return { ...withPicture(line, nowMs), patientUntilMs: nowMs + PATIENCE_MS };
}

function withPicture(line: LineState, nowMs: number): LineState {
  return { ...line, takes: 'smallest', waits: [], isWaiting: false, backMs: nowMs, probeAtMs: Infinity };
}

function withoutPicture(line: LineState, nowMs: number): LineState {
  const falls = nowMs - line.backMs < TOO_EARLY_MS ? line.falls + 1 : 0;
  const probeAtMs = nowMs + probeWaitMs(falls, 0);
  return { ...line, takes: 'sound', waits: [], isWaiting: false, falls, probes: 0, probeAtMs };
}

function probeWaitMs(falls: number, probes: number): number {
  return Math.min(LONGEST_PROBE_MS, FIRST_PROBE_MS * 2 ** falls * PROBE_GROWTH ** probes);
}

function isTooWeak(
  { waits, patientUntilMs }: LineState,
  { needsBps, lineBps }: Measured,
  nowMs: number,
): boolean {
  if (nowMs < patientUntilMs || lineBps > needsBps * CARRIES_CLEARLY) return false;
  if (lineBps < needsBps && waits.some(didNothingCome)) return true;
  if (waits.length < WAITS) return false;
  const sinceMs = nowMs - WINDOW_MS;
  const waited = waits.map(({ fromMs, untilMs }) =>
    Math.min(ONE_COUNTS_MS, untilMs - Math.max(sinceMs, fromMs)),
  );
  return waited.reduce((sum, ms) => sum + ms, 0) >= WAITED_MS;
}

function didNothingCome({ fromMs, untilMs, wasGone }: Wait): boolean {
  return !wasGone && untilMs - fromMs >= NOTHING_CAME_MS;
}

type Mode = 'plays' | 'waits' | 'is gone' | 'rests';

function withWait(line: LineState, mode: Mode, nowMs: number): LineState {
  if (mode === 'rests') return { ...line, waits: [], isWaiting: false };
  const kept = line.waits.filter(({ untilMs }) => untilMs > nowMs - WINDOW_MS);
  const last = kept.at(-1);
  const isGone = mode === 'is gone';
  const isWaiting = mode === 'waits' || isGone;
  // What it has waited for until now it has waited for, whatever it does from now on.
  if (line.isWaiting && last) {
    const longer = { ...last, untilMs: nowMs, wasGone: last.wasGone || isGone };
    return { ...line, waits: [...kept.slice(0, -1), longer], isWaiting };
  }
  const begun = { fromMs: nowMs, untilMs: nowMs, wasGone: isGone };
  return { ...line, waits: isWaiting ? [...kept, begun] : kept, isWaiting };
}

function modeOf(phase: PlayerState['phase']): Mode {
  switch (phase.is) {
    case 'playing':
      return 'plays';
    case 'buffering':
      return 'waits';
    case 'retrying':
      return 'is gone';
    case 'starting':
      return phase.anew ? 'waits' : 'rests';
    case 'detached':
    case 'paused':
    case 'unplayable':
      return 'rests';
  }
}

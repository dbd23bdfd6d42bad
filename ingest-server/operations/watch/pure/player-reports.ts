import type { PersonLine, PlayerReport, Players } from '@rostrum/protocol/operations';
import type { PersonId } from '@rostrum/protocol/room';
import { Histogram } from './histogram.ts';

/** Pages report each ten seconds: whoever missed three watches no more, or can't say so. */
const COUNTS_FOR_MS = 30_000;
const STEP_MS = 50;
/** Half a minute. */
const STEPS = 600;
const RUNGS_TOLD = 30;
/** A rate out of less than this would only be chance. */
const RATE_OVER_MS = 10_000;

const TIME_MAX_MS = 600_000;
const WATCHED_MAX_MS = 60_000;
const COUNT_MAX = 100;

interface Line {
  readonly at: number;
  readonly startMs: number | undefined;
  readonly delayMs: number | undefined;
  readonly watchedMs: number;
  readonly stalls: number;
  readonly rung: string | undefined;
}

/** A page can say what it likes: one made-up report may not bend the curves of all. */
export function sober(report: PlayerReport): PlayerReport {
  const { startMs, delayMs } = report;
  return {
    ...report,
    ...(startMs === undefined ? {} : { startMs: Math.min(startMs, TIME_MAX_MS) }),
    ...(delayMs === undefined ? {} : { delayMs: Math.min(delayMs, TIME_MAX_MS) }),
    playedMs: Math.min(report.playedMs, WATCHED_MAX_MS),
    stalledMs: Math.min(report.stalledMs, WATCHED_MAX_MS),
    stalls: Math.min(report.stalls, COUNT_MAX),
    switches: Math.min(report.switches, COUNT_MAX),
    errors: Math.min(report.errors, COUNT_MAX),
  };
}

/**
 * What the players of one class say of themselves. Each report takes the place of the one before from the same
 * person, in counts that are always ready: nothing here ever walks over thousands of people.
 */
export class PlayerReports {
  /** The oldest report first. */
  readonly #lines = new Map<PersonId, Line>();
  readonly #starts = new Histogram(STEP_MS, STEPS);
  readonly #delays = new Histogram(STEP_MS, STEPS);
  readonly #rungs = new Map<string, number>();
  #watchedMs = 0;
  #stalls = 0;

  add(personId: PersonId, report: PlayerReport, at: number): void {
    const before = this.#lines.get(personId);
    if (before) this.#remove(personId, before);
    // Said once: it goes on for as long as they watch.
    const { startMs = before?.startMs, delayMs, stalls, rung, playedMs, stalledMs } = report;
    const line: Line = { at, startMs, delayMs, watchedMs: playedMs + stalledMs, stalls, rung };
    this.#lines.set(personId, line);
    if (line.startMs !== undefined) this.#starts.add(line.startMs);
    if (line.delayMs !== undefined) this.#delays.add(line.delayMs);
    if (line.rung !== undefined) this.#rungs.set(line.rung, (this.#rungs.get(line.rung) ?? 0) + 1);
    this.#watchedMs += line.watchedMs;
    this.#stalls += line.stalls;
  }

  /** They left: how late they were says nothing of now. The rest goes on, for they may be back in a moment. */
  leave(personId: PersonId): void {
    const line = this.#lines.get(personId);
    if (line?.delayMs === undefined) return;
    this.#delays.take(line.delayMs);
    // In its place: the oldest report stays the first.
    this.#lines.set(personId, { ...line, delayMs: undefined });
  }

  /** Those that no longer count are let go. */
  forget(now: number): void {
    for (const [personId, line] of this.#lines) {
      if (now - line.at < COUNTS_FOR_MS) return;
      this.#remove(personId, line);
    }
  }

  players(): Players {
    const rungs = [...this.#rungs].sort(([, a], [, b]) => b - a).slice(0, RUNGS_TOLD);
    return {
      reporting: this.#lines.size,
      startP95Ms: this.#starts.percentile(95),
      delayP50Ms: this.#delays.percentile(50),
      delayP95Ms: this.#delays.percentile(95),
      stallsPerMinute: perMinute(this.#stalls, this.#watchedMs),
      rungs: Object.fromEntries(rungs),
    };
  }

  of(personId: PersonId): PersonLine['player'] {
    const line = this.#lines.get(personId);
    if (!line) return undefined;
    const { delayMs = null, rung = null, stalls, watchedMs } = line;
    return { delayMs, rung, stallsPerMinute: perMinute(stalls, watchedMs) };
  }

  #remove(personId: PersonId, { startMs, delayMs, watchedMs, stalls, rung }: Line): void {
    this.#lines.delete(personId);
    if (startMs !== undefined) this.#starts.take(startMs);
    if (delayMs !== undefined) this.#delays.take(delayMs);
    if (rung !== undefined) this.#countRungDown(rung);
    this.#watchedMs -= watchedMs;
    this.#stalls -= stalls;
  }

  #countRungDown(rung: string): void {
    const left = (this.#rungs.get(rung) ?? 1) - 1;
    if (left > 0) this.#rungs.set(rung, left);
    else this.#rungs.delete(rung);
  }
}

function perMinute(stalls: number, watchedMs: number): number {
  return Math.round((stalls / Math.max(RATE_OVER_MS, watchedMs)) * 60_000 * 100) / 100;
}

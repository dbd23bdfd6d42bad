import type { PlayerReport } from '@rostrum/protocol/operations';
import type { PlayerState } from './player-state.ts';

type Mode = 'plays' | 'stalls' | 'rests';

/** What is so at the moment of a report. */
export interface Shown {
  readonly delayMs: number | undefined;
  readonly rung: string | undefined;
}

/** Adds up how one's own player does, from one report to the next. */
export class Tally {
  #mode: Mode = 'rests';
  #sinceMs: number;
  #startMs: number | undefined;
  #lastFailureMs = -Infinity;
  #counts = none();

  /** `startMs`: from opening the page to the first picture. */
  constructor(nowMs: number, startMs: number | undefined) {
    this.#sinceMs = nowMs;
    this.#startMs = startMs;
  }

  see({ phase, failures }: PlayerState, nowMs: number): void {
    const mode = modeOf(phase);
    this.#addUp(nowMs);
    // What stands still before it has played is a start, not a stall.
    if (mode === 'stalls' && this.#mode === 'plays') this.#counts.stalls += 1;
    if (mode !== 'stalls' || this.#mode !== 'rests') this.#mode = mode;
    if (failures.lastMs > this.#lastFailureMs) this.#counts.errors += 1;
    this.#lastFailureMs = Math.max(this.#lastFailureMs, failures.lastMs);
  }

  addSwitch(): void {
    this.#counts.switches += 1;
  }

  /** Of what was since the last one; undefined where nothing was watched. */
  take(nowMs: number, { delayMs, rung }: Shown): PlayerReport | undefined {
    this.#addUp(nowMs);
    const { playedMs, stalledMs, stalls, switches, errors } = this.#counts;
    const startMs = this.#startMs;
    if (playedMs + stalledMs === 0 && startMs === undefined) return undefined;
    this.#counts = none();
    this.#startMs = undefined;
    return {
      ...(startMs === undefined ? {} : { startMs: Math.round(startMs) }),
      ...(delayMs === undefined ? {} : { delayMs: Math.round(delayMs) }),
      ...(rung === undefined ? {} : { rung }),
      ...{ playedMs: Math.round(playedMs), stalledMs: Math.round(stalledMs), stalls, switches, errors },
    };
  }

  #addUp(nowMs: number): void {
    const passedMs = Math.max(0, nowMs - this.#sinceMs);
    this.#sinceMs = nowMs;
    if (this.#mode === 'plays') this.#counts.playedMs += passedMs;
    if (this.#mode === 'stalls') this.#counts.stalledMs += passedMs;
  }
}

function none() {
  return { playedMs: 0, stalledMs: 0, stalls: 0, switches: 0, errors: 0 };
}

function modeOf(phase: PlayerState['phase']): Mode {
  switch (phase.is) {
    case 'playing':
      return 'plays';
    case 'buffering':
    case 'retrying':
    case 'starting':
      return 'stalls';
    case 'detached':
    case 'paused':
    case 'unplayable':
      return 'rests';
  }
}

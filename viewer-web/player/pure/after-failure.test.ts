import { describe, expect, it } from 'vitest';
import { afterFailure, retryWaitMs } from './after-failure.ts';
import { type FailureKind, type PlayerState, detachedPlayer } from './player-state.ts';

const NO_JITTER = 0.5;
const starting: PlayerState = { ...detachedPlayer, phase: { is: 'starting' } };
const playing: PlayerState = { ...detachedPlayer, phase: { is: 'playing' } };

/** The same failure again and again, a second apart. */
function failures(first: PlayerState, kind: FailureKind, times: number): string[] {
  const told: string[] = [];
  let state = first;
  for (let i = 0; i < times; i += 1) {
    const step = afterFailure(state, kind, i * 1000, NO_JITTER);
    state = step.state;
    told.push(`${state.phase.is}: ${step.action?.do ?? 'nothing'}`);
  }
  return told;
}

describe('the network failing', () => {
  it('is no news while a stream is only beginning: its playlist comes in a moment', () => {
    expect(failures(starting, 'network', 5)).toEqual([
      'starting: build',
      'starting: build',
      'starting: build',
      'starting: build',
      'retrying: build',
    ]);
  });

  it('keeps what is buffered for two tries, and then begins anew', () => {
    expect(failures(playing, 'network', 3)).toEqual([
      'retrying: resume-loading',
      'retrying: resume-loading',
      'retrying: build',
    ]);
  });

  it('is never given up on', () => {
    expect(failures(playing, 'network', 200).at(-1)).toBe('retrying: build');
  });

  it('counts from one again when the last failure is long ago', () => {
    const { state } = afterFailure(playing, 'network', 0, NO_JITTER);
    const later = afterFailure({ ...state, phase: { is: 'playing' } }, 'network', 30_000, NO_JITTER);
    expect(later.state.failures.count).toBe(1);
  });
});

describe('decoding failing', () => {
  it('is mended in place, then by building anew, and in the end told', () => {
    expect(failures(playing, 'media', 6)).toEqual([
      'playing: recover-media',
      'retrying: build',
      'retrying: build',
      'retrying: build',
      'retrying: build',
      'unplayable: unload',
    ]);
  });
});

describe('the player’s script not arriving', () => {
  it('is told after a few tries: only a reload fetches it afresh', () => {
    expect(failures(starting, 'script', 5)).toEqual([
      'starting: build',
      'starting: build',
      'starting: build',
      'starting: build',
      'unplayable: unload',
    ]);
  });
});

describe('the wait before a try', () => {
  it('is short at first, doubles, and stays bearable', () => {
    expect([1, 4, 5, 6, 7, 8, 9, 50].map((count) => retryWaitMs(count, NO_JITTER))).toEqual([
      500, 500, 1000, 2000, 2000, 2000, 2000, 2000,
    ]);
  });

  it('is spread, so that a lecture hall doesn’t come back in step', () => {
    expect([retryWaitMs(1, 0), retryWaitMs(1, 1)]).toEqual([250, 750]);
  });
});

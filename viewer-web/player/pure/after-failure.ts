import type { FailureKind, PlayerState, Step } from './player-state.ts';

/** Failures further apart than this have nothing to do with each other. */
const FORGET_AFTER_MS = 30_000;
/** A stream that has just begun answers 404 for a moment: the first tries come quickly. */
const QUICK_TRIES = 4;
const QUICK_WAIT_MS = 500;
/** Back within five seconds of the network; a lecture's students are spread over this, and a playlist is cheap. */
const LONGEST_WAIT_MS = 2_000;
/** Decoding that fails this often in a row won't be mended by doing the same again. */
const MEDIA_TRIES = 5;
const SCRIPT_TRIES = 4;

/** The network is tried for as long as the lecture lasts; what fails by itself is given up on, with a word. */
export function afterFailure(state: PlayerState, kind: FailureKind, nowMs: number, jitter: number): Step {
  const related = nowMs - state.failures.lastMs < FORGET_AFTER_MS;
  const count = related ? state.failures.count + 1 : 1;
  const failed: PlayerState = { ...state, failures: { count, lastMs: nowMs } };
  const afterMs = retryWaitMs(count, jitter);

  switch (kind) {
    case 'network': {
      if (state.phase.is === 'starting' && count <= QUICK_TRIES) {
        return { state: failed, action: { do: 'build', afterMs } };
      }
      // What is buffered stays on screen for the first two tries; after that, everything is made anew.
      const action =
        count <= 2 ? ({ do: 'resume-loading', afterMs } as const) : ({ do: 'build', afterMs } as const);
      return { state: { ...failed, phase: { is: 'retrying', attempt: count } }, action };
    }
    case 'script':
      if (count > SCRIPT_TRIES) return broken(failed);
      return { state: failed, action: { do: 'build', afterMs } };
    case 'media':
      if (count === 1) return { state: failed, action: { do: 'recover-media' } };
      return rebuild(failed, count, afterMs);
    case 'other':
      return rebuild(failed, count, afterMs);
  }
}

export function retryWaitMs(count: number, jitter: number): number {
  const doublings = Math.max(0, count - QUICK_TRIES);
  const waitMs = Math.min(LONGEST_WAIT_MS, QUICK_WAIT_MS * 2 ** doublings);
  return Math.round(waitMs * (0.5 + jitter));
}

function rebuild(failed: PlayerState, count: number, afterMs: number): Step {
  if (count > MEDIA_TRIES) return broken(failed);
  return {
    state: { ...failed, phase: { is: 'retrying', attempt: count } },
    action: { do: 'build', afterMs },
  };
}

function broken(failed: PlayerState): Step {
  return { state: { ...failed, phase: { is: 'unplayable', why: 'broken' } }, action: { do: 'unload' } };
}

import { afterFailure, retryWaitMs } from './after-failure.ts';
import { FAR_BEHIND_S, isLagging, isNearLive, shouldSeekLive } from './catch-up.ts';
import {
  type EdgeDistance,
  type Follows,
  type PlayerState,
  type Signal,
  type Step,
  detachedPlayer,
} from './player-state.ts';

/** A picture that has waited this long with no error told is treated as one. */
const STUCK_AFTER_MS = 8_000;
/** So is a start that comes to nothing; a slow line gets twice the time with every try, or it would never be done. */
const START_PATIENCE_MS = 5_000;
const PATIENCE_DOUBLINGS = 4;

/** Everything the player decides. The shell does what `action` says and tells what came of it. */
export function advance(state: PlayerState, signal: Signal): Step {
  if (signal.type === 'attach') return attach(state);
  if (state.phase.is === 'detached') return detached(state, signal);
  if (state.source === 'ending' && isTheEnd(state, signal)) return detach(state);

  switch (signal.type) {
    case 'programme-over':
      return isWatched(state) ? { state: { ...state, source: 'ending' } } : detach(state);
    case 'playing':
      return { state: { ...state, phase: { is: 'playing' } } };
    case 'waiting':
      if (state.phase.is !== 'playing') return { state };
      return { state: { ...state, phase: { is: 'buffering', sinceMs: signal.nowMs } } };
    case 'paused':
      return paused(state, signal.hidden);
    case 'ended':
      // The playlist ended before the room said so: the word on why is on its way.
      return { state: { ...state, phase: { is: 'buffering', sinceMs: signal.nowMs } } };
    case 'shown':
      if (state.phase.is === 'paused' && state.phase.by === 'browser')
        return { state, action: { do: 'play' } };
      return { state };
    case 'play-refused':
      if (signal.muted) return { state: { ...state, phase: { is: 'paused', by: 'browser' } } };
      return { state: { ...state, sound: 'blocked' }, action: { do: 'play-muted' } };
    case 'failed':
      if (state.phase.is === 'unplayable') return { state };
      return afterFailure(state, signal.kind, signal.nowMs, signal.jitter);
    case 'unsupported':
      return { state: { ...state, phase: { is: 'unplayable', why: 'unsupported' } } };
    case 'tick':
      return tick(state, signal);
    case 'viewer-go-live':
      return { state: { ...state, follows: 'live', lastSeekMs: signal.nowMs }, action: { do: 'seek-live' } };
    case 'viewer-seek':
      return { state: { ...state, follows: 'place', lastSeekMs: signal.nowMs } };
    case 'load-anew':
      // A programme that is over has nothing else to give.
      return state.source === 'ending' ? { state } : loadAnew(state, signal.follows);
    case 'viewer-sound':
      return sound(state, signal.sound);
  }
}

function attach(state: PlayerState): Step {
  return {
    state: { ...detachedPlayer, sound: state.sound, phase: { is: 'starting' } },
    action: { do: 'build', afterMs: 0 },
  };
}

function loadAnew(state: PlayerState, follows: Follows): Step {
  return {
    state: { ...detachedPlayer, sound: state.sound, phase: { is: 'starting', anew: true }, follows },
    action: { do: 'build', afterMs: 0 },
  };
}

function detach(state: PlayerState): Step {
  return { state: { ...detachedPlayer, sound: state.sound }, action: { do: 'unload' } };
}

function detached(state: PlayerState, signal: Signal): Step {
  return signal.type === 'viewer-sound' ? sound(state, signal.sound) : { state };
}

function isWatched({ phase }: PlayerState): boolean {
  return phase.is === 'playing' || (phase.is === 'paused' && phase.by === 'user');
}

function isTheEnd({ follows }: PlayerState, { type }: Signal): boolean {
  // Whoever is at a moment of before has more to come than what is buffered.
  return type === 'ended' || type === 'failed' || (type === 'waiting' && follows !== 'place');
}

function paused(state: PlayerState, hidden: boolean): Step {
  if (state.phase.is !== 'playing' && state.phase.is !== 'buffering') return { state };
  if (hidden) return { state: { ...state, phase: { is: 'paused', by: 'browser' } } };
  const follows = state.follows === 'place' ? 'place' : 'behind';
  return { state: { ...state, phase: { is: 'paused', by: 'user' }, follows } };
}

function sound(state: PlayerState, next: 'on' | 'muted'): Step {
  return { state: { ...state, sound: next }, action: { do: 'set-muted', muted: next === 'muted' } };
}

function tick(told: PlayerState, { nowMs, jitter, edge }: Extract<Signal, { type: 'tick' }>): Step {
  if (told.phase.is === 'starting' || told.phase.is === 'retrying')
    return waitForPicture(told, nowMs, jitter);
  const { silence: _broken, ...state } = told;
  if (state.phase.is === 'buffering' && nowMs - state.phase.sinceMs > STUCK_AFTER_MS) {
    return state.source === 'ending' ? detach(state) : afterFailure(state, 'network', nowMs, jitter);
  }
  if (!edge || state.phase.is === 'paused' || state.source === 'ending') return { state };
  if (state.follows !== 'live') {
    // Back within reach by itself: from here on it is a live viewer again.
    const isBack = state.follows === 'place' ? isNearLive(edge) : edge.behindS <= FAR_BEHIND_S;
    return { state: isBack ? { ...state, follows: 'live' } : state };
  }
  const next = withLag(state, edge, nowMs);
  const laggingForMs = next.laggingSinceMs === undefined ? 0 : nowMs - next.laggingSinceMs;
  if (!shouldSeekLive(edge, { laggingForMs, sinceLastSeekMs: nowMs - state.lastSeekMs }))
    return { state: next };
  return { state: { ...next, lastSeekMs: nowMs }, action: { do: 'seek-live' } };
}

function waitForPicture(state: PlayerState, nowMs: number, jitter: number): Step {
  const silence = state.silence ?? { sinceMs: nowMs, times: 0 };
  const patienceMs = START_PATIENCE_MS * 2 ** Math.min(silence.times, PATIENCE_DOUBLINGS);
  if (nowMs - silence.sinceMs <= patienceMs) return { state: { ...state, silence } };
  return {
    state: { ...state, silence: { sinceMs: nowMs, times: silence.times + 1 } },
    action: { do: 'build', afterMs: retryWaitMs(1, jitter) },
  };
}

function withLag(state: PlayerState, edge: EdgeDistance, nowMs: number): PlayerState {
  const { laggingSinceMs, ...rest } = state;
  return isLagging(edge) ? { ...rest, laggingSinceMs: laggingSinceMs ?? nowMs } : rest;
}

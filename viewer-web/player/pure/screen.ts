import type { Stream } from '@rostrum/protocol/room';
import type { PlayerState } from './player-state.ts';

/** What lies over the picture: words, a button to press, or nothing. */
export type Screen =
  | 'clear'
  | 'connecting'
  | 'not-started'
  | 'starting'
  | 'buffering'
  | 'retrying'
  | 'press-to-play'
  | 'instructor-lost'
  | 'broadcast-failed'
  | 'server-restarted'
  | 'ended'
  | 'unsupported'
  | 'broken';

/** `stream` is undefined until the class has told its state for the first time. */
export function screenOf(stream: Stream | undefined, player: PlayerState): Screen {
  if (!stream) return 'connecting';
  switch (stream.status) {
    case 'idle':
      return 'not-started';
    case 'live':
      return whileLive(player);
    case 'stopped':
      return player.phase.is === 'playing' || player.phase.is === 'paused'
        ? 'clear'
        : afterStop(stream.reason);
  }
}

function whileLive({ phase }: PlayerState): Screen {
  switch (phase.is) {
    case 'detached':
    case 'starting':
      return 'starting';
    case 'playing':
      return 'clear';
    case 'buffering':
      return 'buffering';
    case 'paused':
      return phase.by === 'user' ? 'clear' : 'press-to-play';
    case 'retrying':
      return 'retrying';
    case 'unplayable':
      return phase.why;
  }
}

function afterStop(reason: Extract<Stream, { status: 'stopped' }>['reason']): Screen {
  switch (reason) {
    case 'ended':
      return 'ended';
    case 'lost':
      return 'instructor-lost';
    case 'failed':
      return 'broadcast-failed';
    case 'restarted':
      return 'server-restarted';
  }
}

import type { Phase, Stream } from '@rostrum/protocol/room';
import type { PlayerState } from './player-state.ts';

/** What lies over the picture: words, a button to press, or nothing. */
export type Screen =
  | 'clear'
  | 'connecting'
  | 'not-started'
  | 'lobby'
  | 'paused'
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
export function screenOf(stream: Stream | undefined, phase: Phase, player: PlayerState): Screen {
  if (!stream) return 'connecting';
  switch (stream.status) {
    case 'idle':
      return betweenPictures(phase) ?? 'not-started';
    case 'live':
      // Whatever the class is called: where there is a picture, it is shown.
      return whileLive(player);
    case 'stopped':
      if (player.phase.is === 'playing' || player.phase.is === 'paused') return 'clear';
      return betweenPictures(phase) ?? afterStop(stream.reason);
  }
}

/** What the class itself says of a time without a picture; undefined where it says nothing of it. */
function betweenPictures(phase: Phase): Screen | undefined {
  switch (phase) {
    case 'lobby':
    case 'paused':
    case 'ended':
      return phase;
    case 'scheduled':
    case 'live':
      return undefined;
  }
}

function whileLive({ phase }: PlayerState): Screen {
  switch (phase.is) {
    case 'detached':
      return 'starting';
    case 'starting':
      return phase.anew ? 'buffering' : 'starting';
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

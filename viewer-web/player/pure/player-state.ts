/**
 *   detached ──attach──► starting ──► playing ◄──► buffering
 *                          ▲             │  ▲
 *                          │             ▼  │
 *                 retrying ◄── failed   paused            any ──► unplayable ──attach──► starting
 */
export type Phase =
  | { is: 'detached' }
  /** `anew`: something of it was seen before. */
  | { is: 'starting'; anew?: true }
  | { is: 'playing' }
  | { is: 'buffering'; sinceMs: number }
  /** `browser`: playing was refused, or the picture was stopped while nobody could see it. */
  | { is: 'paused'; by: 'user' | 'browser' }
  | { is: 'retrying'; attempt: number }
  | { is: 'unplayable'; why: 'unsupported' | 'broken' };

/** `blocked`: the browser wants a press before it lets a page be heard. */
export type Sound = 'on' | 'muted' | 'blocked';

export type Follows = 'live' | 'behind' | 'place';

export interface PlayerState {
  phase: Phase;
  sound: Sound;
  /** `ending`: the programme is over, and what is buffered of it plays out. */
  source: 'live' | 'ending';
  /** `behind`, by pausing, or at a `place` that was gone to, is a viewer's own choice; nothing drags them forward then. */
  follows: Follows;
  failures: { count: number; lastMs: number };
  lastSeekMs: number;
  /** Since when a picture has been tried for in vain, and how often it was begun anew for that alone. */
  silence?: { sinceMs: number; times: number };
  /** Since when the picture has been further behind than the engine closes by itself. */
  laggingSinceMs?: number;
}

/** How far the picture is from the newest there is, in seconds; measured by the engine. */
export interface EdgeDistance {
  behindS: number;
  /** Where the engine wants to be: the distance that the playlist asks to keep. */
  targetS: number;
  /** What a jump to that place would win; none while the playlist itself stands still. */
  gainS: number;
}

export type FailureKind = 'network' | 'media' | 'other' | 'script';

/** What happened, told by the video element, by the engine, by a timer or by the viewer. */
export type Signal =
  | { type: 'attach' }
  | { type: 'programme-over' }
  | { type: 'playing' }
  | { type: 'waiting'; nowMs: number }
  | { type: 'paused'; hidden: boolean }
  | { type: 'ended'; nowMs: number }
  | { type: 'shown' }
  | { type: 'play-refused'; muted: boolean }
  /** `jitter` is random, 0 to 1: a lecture hall must not retry in step. */
  | { type: 'failed'; kind: FailureKind; nowMs: number; jitter: number }
  | { type: 'unsupported' }
  | { type: 'tick'; nowMs: number; jitter: number; edge?: EdgeDistance }
  | { type: 'viewer-go-live'; nowMs: number }
  /** To a moment of what is loaded. */
  | { type: 'viewer-seek'; nowMs: number }
  /** The viewer wants another playlist in place of this one: of before, of now, or of the sound alone. */
  | { type: 'load-anew'; follows: Follows }
  | { type: 'viewer-sound'; sound: 'on' | 'muted' };

/** What the shell is to do about it. */
export type Action =
  | { do: 'build'; afterMs: number }
  | { do: 'resume-loading'; afterMs: number }
  | { do: 'recover-media' }
  | { do: 'unload' }
  | { do: 'play' }
  | { do: 'play-muted' }
  | { do: 'set-muted'; muted: boolean }
  | { do: 'seek-live' };

export interface Step {
  state: PlayerState;
  action?: Action;
}

export const detachedPlayer: PlayerState = {
  phase: { is: 'detached' },
  sound: 'on',
  source: 'live',
  follows: 'live',
  failures: { count: 0, lastMs: -Infinity },
  lastSeekMs: -Infinity,
};

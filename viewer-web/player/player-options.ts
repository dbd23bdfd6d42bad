import type { WatchResponse } from '@rostrum/protocol/http';
import type { FirstLoads } from './first-loads.ts';
import type { PlayerState } from './pure/player-state.ts';
import type { Quality } from './pure/preferences.ts';

export interface PlayerSnapshot {
  state: PlayerState;
  /** Behind the instructor, by the clock stamped into the programme; there while a picture is shown. */
  delayMs?: number;
  behindS?: number;
  playingAtMs?: number;
  liveAtMs?: number;
}

export interface ProgrammePlayerOptions {
  video: HTMLVideoElement;
  findAddress: () => Promise<WatchResponse>;
  serverNow: () => number;
  quality: Quality;
  /** What was asked for already, to begin with. */
  first?: FirstLoads | undefined;
  onChange: (snapshot: PlayerSnapshot) => void;
  onHeights: (heights: readonly number[]) => void;
}

import type { FirstLoads } from './first-loads.ts';
import type { EdgeDistance, FailureKind } from './pure/player-state.ts';
import type { Quality } from './pure/preferences.ts';

/** What brings one playlist into a video element, from when it is made until it is closed. */
export interface Engine {
  /** Undefined before there is something to show. */
  readonly edge: EdgeDistance | undefined;
  /** Where a jump to live lands, in the video's seconds. */
  readonly livePositionS: number | undefined;
  /** The wall clock stamped into the shown moment. */
  readonly playingAtMs: number | undefined;
  /** What is shown, by the name of its playlist; undefined where the browser doesn’t say. */
  readonly rung: string | undefined;
  /** Of the smallest picture: what it needs, what the line was measured to carry, and a piece of something to measure by. */
  readonly least?: { needsBps: number; lineBps: number; pieceUrl: string | undefined } | undefined;
  /** Where a moment stands in the video; undefined where its playlist doesn’t hold it. */
  positionOf(atMs: number): number | undefined;
  /** Which picture is loaded from now on. Whether there is one at all is chosen as the engine is made. */
  choose(quality: Quality): void;
  resumeLoading(): void;
  recoverMedia(): void;
  /** Takes the programme out of the video. */
  close(): void;
}

export interface EngineOptions {
  video: HTMLVideoElement;
  url: string;
  quality: Quality;
  /** Where in the playlist to begin, in seconds; without it, live. */
  beginS?: number | undefined;
  /** What the line was measured to carry; without it, what is likely. */
  lineBps?: number | undefined;
  /** What was asked for before there was an engine. */
  first?: FirstLoads | undefined;
  /** What is asked for by `url` or by what stands in it, as it is asked for now. */
  currentUrl: (url: string) => string;
  onReady: () => void;
  /** The pictures that can be chosen from, by their heights; told once they are known. */
  onHeights?: (heights: readonly number[]) => void;
  /** The server knows the address and lets nobody in by it (any more); told before the failure that comes of it. */
  onForbidden?: () => void;
  onFailed: (kind: FailureKind) => void;
}

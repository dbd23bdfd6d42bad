import type { EdgeDistance, FailureKind } from './pure/player-state.ts';

/** What brings one playlist into a video element, from when it is made until it is closed. */
export interface Engine {
  /** Undefined before there is something to show. */
  readonly edge: EdgeDistance | undefined;
  /** Where a jump to live lands, in the video's seconds. */
  readonly livePositionS: number | undefined;
  /** The wall clock stamped into the shown moment. */
  readonly playingAtMs: number | undefined;
  resumeLoading(): void;
  recoverMedia(): void;
  /** Takes the programme out of the video. */
  close(): void;
}

export interface EngineOptions {
  video: HTMLVideoElement;
  url: string;
  /** What is asked for by `url` or by what stands in it, as it is asked for now. */
  currentUrl: (url: string) => string;
  onReady: () => void;
  onFailed: (kind: FailureKind) => void;
}

import type { EdgeDistance, FailureKind } from './player-state.ts';

/** What a video element that plays a live playlist by itself tells of where it is, in seconds. */
export interface NativePosition {
  currentTimeS: number;
  /** The newest place that can be sought to; undefined before the playlist is there. */
  seekableEndS: number | undefined;
}

export interface NativeDistance {
  edge: EdgeDistance;
  /** The closest it has been. */
  closestS: number;
}

/**
 * A browser doesn't say how far from the edge it wants to be: the closest it has come by itself is taken for that, so
 * that it is never asked for more than it can hold.
 */
export function nativeDistance(
  { currentTimeS, seekableEndS }: NativePosition,
  closestBeforeS: number | undefined,
): NativeDistance | undefined {
  if (seekableEndS === undefined || !Number.isFinite(seekableEndS)) return undefined;
  const behindS = Math.max(0, seekableEndS - currentTimeS);
  const closestS = Math.min(behindS, closestBeforeS ?? behindS);
  return { edge: { behindS, targetS: closestS, gainS: behindS - closestS }, closestS };
}

/** The wall clock stamped into the shown moment; undefined where the browser knows no date for its start. */
export function playingAtMsOf(startDateMs: number | undefined, currentTimeS: number): number | undefined {
  if (startDateMs === undefined || !Number.isFinite(startDateMs)) return undefined;
  return startDateMs + currentTimeS * 1000;
}

/** By MediaError's code. That a source isn't supported (4) is said of a playlist that isn't there, too. */
export function nativeFailure(code: number | undefined): FailureKind {
  switch (code) {
    case 2:
    case 4:
      return 'network';
    case 3:
      return 'media';
    default:
      return 'other';
  }
}

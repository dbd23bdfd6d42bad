import type { DiskRoom } from '../../../preload/pure/recording-parts.ts';

/** Never touched: a system without any room stops working, and the recording's own end must still fit. */
const RESERVE_BYTES = 500_000_000;
const LOW_BYTES = 5_000_000_000;
/** A lecture's length: whoever has less left must be told, however large the disk is. */
const LOW_MS = 90 * 60_000;

/** What the disk still takes, at the rate of the recording that runs. */
export function diskRoom(freeBytes: number, bytesPerS: number | undefined): DiskRoom {
  const usableBytes = Math.max(0, freeBytes - RESERVE_BYTES);
  const lastsMs = bytesPerS ? Math.floor((usableBytes / bytesPerS) * 1000) : undefined;
  const isLow = usableBytes < LOW_BYTES || (lastsMs !== undefined && lastsMs < LOW_MS);
  return {
    level: usableBytes === 0 ? 'full' : isLow ? 'low' : 'enough',
    freeBytes,
    ...(lastsMs === undefined ? {} : { lastsMs }),
  };
}

export interface SizeSample {
  atMs: number;
  sizeBytes: number;
}

/** Less says nothing yet: an encoder begins with its largest picture. */
const RATE_MIN_MS = 5_000;
const RATE_OVER_MS = 60_000;

export function withSample(samples: readonly SizeSample[], sample: SizeSample): readonly SizeSample[] {
  return [...samples.filter(({ atMs }) => sample.atMs - atMs <= RATE_OVER_MS), sample];
}

export function bytesPerS(samples: readonly SizeSample[]): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.atMs - first.atMs < RATE_MIN_MS) return undefined;
  return ((last.sizeBytes - first.sizeBytes) * 1000) / (last.atMs - first.atMs);
}

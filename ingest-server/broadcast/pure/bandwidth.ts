/** What a rendition's segments turned out to need, in bits a second. */
export interface Bandwidth {
  averageBps: number;
  /** Of the segment that needs most; every segment is between half and one and a half targets long (4.4.6.2). */
  peakBps: number;
}

/** Fewer say little about what is to come. */
const ENOUGH_SEGMENTS = 10;
/** A shorter one is the cut end of a run: alone it is no set of segments that counts (4.4.6.2). */
const SHORTEST_MS = 1_000;

export interface Measured {
  bytes: number;
  durationMs: number;
}

/** Undefined where there is nothing to measure yet. */
export function measureBandwidth(segments: readonly Measured[]): Bandwidth | undefined {
  const whole = segments.filter(({ bytes, durationMs }) => bytes > 0 && durationMs > 0);
  if (whole.length === 0) return undefined;
  const bytes = whole.reduce((sum, segment) => sum + segment.bytes, 0);
  const durationMs = whole.reduce((sum, segment) => sum + segment.durationMs, 0);
  const averageBps = bpsOf({ bytes, durationMs });
  const counted = whole.filter((segment) => segment.durationMs >= SHORTEST_MS);
  const peakBps = counted.reduce((most, segment) => Math.max(most, bpsOf(segment)), averageBps);
  return { averageBps, peakBps };
}

/** While it grows, nobody knows the liveliest segment yet: never less than the encoder may take. */
export function liveBandwidth(promised: Bandwidth, segments: readonly Measured[]): Bandwidth {
  const measured = measureBandwidth(segments);
  if (!measured) return promised;
  const isEnough = segments.length >= ENOUGH_SEGMENTS;
  return {
    averageBps: isEnough ? measured.averageBps : promised.averageBps,
    peakBps: Math.max(promised.peakBps, measured.peakBps),
  };
}

function bpsOf({ bytes, durationMs }: Measured): number {
  return Math.ceil((bytes * 8000) / durationMs);
}

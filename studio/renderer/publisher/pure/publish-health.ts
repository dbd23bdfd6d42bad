/** How well the programme gets away, over the last few seconds. */
export interface PublishHealth {
  bitrateBps: number;
  framesPerSecond: number;
  lossPct: number;
  roundTripMs: number | undefined;
  limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other';
}

/** One reading; figures over time come from two of them. */
export interface HealthSample {
  atMs: number;
  bytesSent: number;
  framesSent: number;
  health: PublishHealth;
}

/** The fields that are read of WebRTC's statistics; a browser may leave out any of them. */
export interface StatEntry {
  type: string;
  kind?: string;
  bytesSent?: number;
  framesEncoded?: number;
  qualityLimitationReason?: string;
  fractionLost?: number;
  roundTripTime?: number;
}

/** `earlier` is the reading to compare with; without one there are no rates yet. */
export function readHealth(
  entries: Iterable<StatEntry>,
  atMs: number,
  earlier: HealthSample | undefined,
): HealthSample {
  let bytesSent = 0;
  let framesSent = 0;
  let lossFraction = 0;
  let roundTripS: number | undefined;
  let limitedBy: PublishHealth['limitedBy'] = 'none';
  for (const entry of entries) {
    if (entry.type === 'outbound-rtp') {
      bytesSent += entry.bytesSent ?? 0;
      if (entry.kind === 'video') {
        framesSent += entry.framesEncoded ?? 0;
        limitedBy = limitOf(entry.qualityLimitationReason);
      }
    }
    if (entry.type === 'remote-inbound-rtp') {
      lossFraction = Math.max(lossFraction, entry.fractionLost ?? 0);
      if (entry.roundTripTime !== undefined) roundTripS = Math.max(roundTripS ?? 0, entry.roundTripTime);
    }
  }
  const elapsedS = earlier ? (atMs - earlier.atMs) / 1000 : 0;
  return {
    atMs,
    bytesSent,
    framesSent,
    health: {
      bitrateBps: rate(bytesSent * 8, earlier && earlier.bytesSent * 8, elapsedS),
      framesPerSecond: rate(framesSent, earlier?.framesSent, elapsedS),
      lossPct: lossFraction * 100,
      roundTripMs: roundTripS === undefined ? undefined : roundTripS * 1000,
      limitedBy,
    },
  };
}

// A new connection counts from zero: less than before is a fresh start, not a negative rate.
function rate(count: number, earlierCount: number | undefined, elapsedS: number): number {
  if (earlierCount === undefined || elapsedS <= 0 || count < earlierCount) return 0;
  return (count - earlierCount) / elapsedS;
}

function limitOf(reason: string | undefined): PublishHealth['limitedBy'] {
  switch (reason) {
    case 'cpu':
    case 'bandwidth':
    case 'other':
      return reason;
    default:
      return 'none';
  }
}

export type HealthAdvice = 'good' | 'nothing-sent' | 'slow-computer' | 'lossy' | 'slow-network' | 'far-away';

/** The one thing worth saying; the worst first. */
export function adviseOn(health: PublishHealth, wantedFramesPerSecond: number): HealthAdvice {
  if (health.bitrateBps === 0) return 'nothing-sent';
  if (health.lossPct > 3) return 'lossy';
  if (health.limitedBy === 'cpu' || health.framesPerSecond < wantedFramesPerSecond * 0.6)
    return 'slow-computer';
  if (health.limitedBy === 'bandwidth') return 'slow-network';
  return (health.roundTripMs ?? 0) > 400 ? 'far-away' : 'good';
}

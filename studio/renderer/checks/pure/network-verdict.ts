import type { PublishHealth } from '../../publisher/pure/publish-health.ts';

/** `blocked`: the server answers, and no media gets there. */
export type NetworkVerdict = 'good' | 'tight' | 'lossy' | 'far' | 'slow-computer' | 'blocked';

/** So much of what a programme of this height wants must get through for letters to stay sharp. */
const ENOUGH = 0.6;
const LOSS_MAX_PCT = 3;
const FAR_MS = 400;
const FRAMES_ENOUGH = 0.8;

export interface Wanted {
  bitrateBps: number;
  framesPerSecond: number;
}

/** What some seconds of a rehearsal say; the first are left out by whoever asks, for a sender begins low. */
export function networkVerdict(samples: readonly PublishHealth[], wanted: Wanted): NetworkVerdict {
  const middle = (of: (health: PublishHealth) => number) => median(samples.map(of));
  if (samples.length === 0 || middle(({ bitrateBps }) => bitrateBps) === 0) return 'blocked';
  if (middle(({ lossPct }) => lossPct) > LOSS_MAX_PCT) return 'lossy';
  const limits = samples.map(({ limitedBy }) => limitedBy);
  const isMostly = (limit: PublishHealth['limitedBy']) =>
    limits.filter((one) => one === limit).length * 2 > limits.length;
  // A still picture needs little: only a sender that is held back tells of a narrow line.
  if (isMostly('bandwidth') && middle(({ bitrateBps }) => bitrateBps) < wanted.bitrateBps * ENOUGH)
    return 'tight';
  const frames = middle(({ framesPerSecond }) => framesPerSecond);
  if (isMostly('cpu') || frames < wanted.framesPerSecond * FRAMES_ENOUGH) return 'slow-computer';
  return middle(({ roundTripMs }) => roundTripMs ?? 0) > FAR_MS ? 'far' : 'good';
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

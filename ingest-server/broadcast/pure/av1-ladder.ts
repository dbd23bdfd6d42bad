import type { VideoRung } from './ladder.ts';

/** AV1 looks like H.264 of a little more than 1/0.65 of its bits; what is saved goes to the student's network. */
const BITS_SHARE = 0.65;
/** What the boxes around four parts a second take. */
const CONTAINER_BPS = 10_000;
/** The encoder keeps a constant rate: no segment was seen to have more than 1.2 of its share, new slides or not. */
const SEGMENT_PEAK_SHARE = 1.5;
/** A source's rate may be anything; above this the picture of a lecture gains nothing. */
const FRAMES_PER_SECOND_MAX = 30;
/** Below it an encoder that keeps up today is late as soon as a slide changes. */
export const SPEED_MIN = 1.5;
/** The share of the machine that AV1 may use: the rest is for what has to be there. */
const CORES_SHARE = 0.5;
/** How the work grows with the number of pixels: small pictures keep an encoder's threads less busy. */
const PIXELS_EXPONENT = 0.9;

/** What was seen of an encoder on one picture size. */
export interface Av1Speed {
  width: number;
  height: number;
  framesPerSecond: number;
  /** Seconds of picture encoded in one second. */
  speedX: number;
  /** Seconds of CPU for a second of picture, all threads together. */
  cpuPerS: number;
}

/** The top rung of the H.264 ladder and, as far as `count` goes, its smallest: the ends that most students watch. */
export function av1Ladder(h264: readonly VideoRung[], count: number): VideoRung[] {
  const bySize = [...h264].sort((a, b) => b.height - a.height);
  const ends = [bySize[0], bySize.length > 1 ? bySize.at(-1) : undefined].filter(
    (rung) => rung !== undefined,
  );
  return ends.slice(0, count).map((rung) => {
    const averageBps = Math.round(rung.averageBps * BITS_SHARE);
    return {
      ...rung,
      name: `av1-${rung.height}`,
      // Whole frames fill two seconds, so that key frames can be counted.
      framesPerSecond: Math.max(1, Math.round(Math.min(rung.framesPerSecond, FRAMES_PER_SECOND_MAX))),
      averageBps,
      peakBps: Math.round(averageBps * SEGMENT_PEAK_SHARE),
      segmentPeakBps: Math.round(averageBps * SEGMENT_PEAK_SHARE) + CONTAINER_BPS,
    };
  });
}

/** The rungs, best first, that the encoder makes together with room to spare, beside all else that needs the cores. */
export function rungsThatKeepUp(
  rungs: readonly VideoRung[],
  measured: Av1Speed,
  cores: number,
): readonly VideoRung[] {
  const fits = (count: number) => {
    const shares = rungs.slice(0, count).map((rung) => workOf(rung) / workOf(measured));
    const share = shares.reduce((sum, each) => sum + each, 0);
    return measured.speedX / share > SPEED_MIN && measured.cpuPerS * share <= cores * CORES_SHARE;
  };
  // The small one alone where the top one is too much.
  for (let count = rungs.length; count > 0; count -= 1) if (fits(count)) return rungs.slice(0, count);
  return rungs.length > 1 ? rungsThatKeepUp(rungs.slice(1), measured, cores) : [];
}

function workOf(picture: Pick<Av1Speed, 'width' | 'height' | 'framesPerSecond'>): number {
  return (picture.width * picture.height) ** PIXELS_EXPONENT * picture.framesPerSecond;
}

import type { Picture } from '@rostrum/protocol/media';
import { SEGMENT_MS } from './rendition.ts';

export interface VideoRung {
  kind: 'video';
  name: string;
  width: number;
  height: number;
  framesPerSecond: number;
  averageBps: number;
  /** What the encoder's buffer is filled with; it holds as much as comes in one second. */
  peakBps: number;
  /** The most that a segment can have: a buffer that quiet pictures left full, spent at once on a lively one. */
  segmentPeakBps: number;
}

export interface AudioRung {
  kind: 'audio';
  name: string;
  channels: 1 | 2;
  averageBps: number;
  segmentPeakBps: number;
}

/** What the boxes around four parts a second take. */
const CONTAINER_BPS = 10_000;

/** More frames than this cost twice as much and show a lecture no better. */
const FRAMES_MAX = 30;

/** What a 30 fps lecture of this height needs to have readable slides; measured by eye on slide clips. */
const HEIGHTS = [
  { height: 1080, averageBps: 4_500_000 },
  { height: 720, averageBps: 2_400_000 },
  { height: 480, averageBps: 1_150_000 },
  { height: 360, averageBps: 600_000 },
] as const;

/** Beyond it a lecture is no more readable on what students have, and costs twice as much. */
const TOP_LINES = HEIGHTS[0].height;

/** One encode costs about 0.2 of a core at 720 lines; more rungs than this need more cores. */
export function rungsFor(cores: number): number {
  if (cores >= 8) return 4;
  return cores >= 4 ? 3 : 2;
}

/** The source's own size on top and the smallest at the bottom; what rungs are left go to the steps below the top. */
export function videoLadder(source: Picture, rungCount: number): VideoRung[] {
  const top = evenUpTo(source.height, Math.min(TOP_LINES, source.height));
  const below = HEIGHTS.filter(({ height }) => height < top * 0.8);
  const smallest = below.at(-1);
  const between = below.slice(0, -1).slice(0, Math.max(0, rungCount - 2));
  const heights = [top, ...between.map(({ height }) => height), ...(smallest ? [smallest.height] : [])];
  return heights.slice(0, Math.max(1, rungCount)).map((height) => rungOf(source, height));
}

/** For who listens well, and for who hardly has a network. */
export const audioRungs: readonly AudioRung[] = [audioRung('a96', 2, 96_000), audioRung('a32', 1, 32_000)];

function audioRung(name: string, channels: 1 | 2, averageBps: number): AudioRung {
  // FFmpeg's AAC encoder keeps to its average within a tenth, but not with what a lecture begins with.
  const segmentPeakBps = Math.round(averageBps * 1.25) + CONTAINER_BPS;
  return { kind: 'audio', name, channels, averageBps, segmentPeakBps };
}

function rungOf(source: Picture, height: number): VideoRung {
  const framesPerSecond = Math.min(FRAMES_MAX, source.framesPerSecond);
  const averageBps = Math.round(bitrateFor(height) * Math.max(0.6, framesPerSecond / FRAMES_MAX));
  const peakBps = Math.round(averageBps * 1.25);
  const bufferBits = peakBps;
  return {
    kind: 'video',
    name: `v${height}`,
    height,
    width: evenUpTo((source.width * height) / source.height, source.width),
    framesPerSecond,
    averageBps,
    peakBps,
    segmentPeakBps: Math.round(peakBps + bufferBits / (SEGMENT_MS / 1000)) + CONTAINER_BPS,
  };
}

// Beside a known height bits go with the number of pixels, a little less than in proportion.
function bitrateFor(height: number): number {
  const nearest = HEIGHTS.reduce((best, step) =>
    Math.abs(step.height - height) < Math.abs(best.height - height) ? step : best,
  );
  return nearest.averageBps * (height / nearest.height) ** 1.6;
}

/** Encoders take no odd sizes, and a rung is never larger than its source. */
function evenUpTo(pixels: number, mostPixels: number): number {
  return 2 * Math.min(Math.round(pixels / 2), Math.floor(mostPixels / 2));
}

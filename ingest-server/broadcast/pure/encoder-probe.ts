import type { Av1Speed } from './av1-ladder.ts';
import { av1EncoderArguments } from './av1-arguments.ts';
import {
  type Av1Encoder,
  type H264Encoder,
  deviceArguments,
  h264EncoderArguments,
  pixelFilter,
} from './encoder-choice.ts';

/** What AV1's speed is measured on. */
const PROBED = { width: 1280, height: 720, framesPerSecond: 30, seconds: 2 } as const;

/** One second through the very arguments it would work with: whoever ends that with 0 can do it. */
export function h264ProbeArguments(encoder: Exclude<H264Encoder, 'libx264'>): string[] {
  return [
    ...['-hide_banner', '-nostdin', '-v', 'error', ...deviceArguments(encoder)],
    ...['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=30', '-t', '1', '-vf', pixelFilter(encoder)],
    ...h264EncoderArguments(encoder, { averageBps: 600_000, peakBps: 750_000 }, 'superfast'),
    ...['-g', '30', '-f', 'null', '-'],
  ];
}

/** Something like a lecture: a still page, and in a quarter of it motion with a camera's noise. */
export function av1ProbeArguments(encoder: Av1Encoder, cores: number): string[] {
  const { width, height, framesPerSecond, seconds } = PROBED;
  const moving = `testsrc2=s=${width / 2}x${height / 2}:r=${framesPerSecond},noise=alls=6:allf=t`;
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-benchmark', ...deviceArguments(encoder)],
    ...['-f', 'lavfi', '-i', `${moving},pad=${width}:${height}:iw:ih:white`, '-t', String(seconds)],
    ...['-vf', pixelFilter(encoder)],
    ...av1EncoderArguments(encoder, { averageBps: 1_560_000, peakBps: 2_340_000 }, cores),
    ...['-g', String(2 * framesPerSecond), '-f', 'null', '-'],
  ];
}

/** Reads what `-benchmark` says at the end; the work of making the test picture is in it. */
export function readBenchmark(said: string): Av1Speed | undefined {
  const found = /bench: utime=([\d.]+)s stime=([\d.]+)s rtime=([\d.]+)s/.exec(said);
  const [userS, systemS, realS] = (found?.slice(1) ?? []).map(Number);
  if (userS === undefined || systemS === undefined || !realS) return undefined;
  const { width, height, framesPerSecond, seconds } = PROBED;
  return {
    ...{ width, height, framesPerSecond },
    speedX: seconds / realS,
    cpuPerS: (userS + systemS) / seconds,
  };
}

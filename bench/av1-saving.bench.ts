import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFfmpeg } from '../ingest-server/broadcast/ffmpeg-binary.ts';
import { av1EncoderArguments } from '../ingest-server/broadcast/pure/av1-arguments.ts';
import { h264EncoderArguments } from '../ingest-server/broadcast/pure/encoder-choice.ts';
import type { Bench, Figures } from './bench.ts';
import { clip } from './lecture/clip.ts';
import { type Encode, encode, hasFilter, recordLecture } from './lecture/encodes.ts';
import { type RatePoint, bdRatePercent, ssimDb } from './pure/bd-rate.ts';

/** From a seventh of what the ladder gives H.264 at this size up to all of it. */
const H264_KBPS = [200, 400, 700, 1_400] as const;
/** AV1 is tried where it comes out about alike, so that the curves have much in common. */
const AV1_SHARE = 0.65;

/** Live: a key frame each two seconds. */
const keyFrames = ['-g', String(2 * clip.framesPerSecond)];

async function curves(ffmpegPath: string, folder: string): Promise<{ h264: Encode[]; av1: Encode[] }> {
  const recording = join(folder, 'lecture.nut');
  await recordLecture(ffmpegPath, recording);
  const cores = availableParallelism();
  const preset = cores >= 4 ? 'veryfast' : 'superfast';
  const withVmaf = await hasFilter(ffmpegPath, 'libvmaf');
  const made: { h264: Encode[]; av1: Encode[] } = { h264: [], av1: [] };
  for (const kbps of H264_KBPS) {
    const rung = { averageBps: kbps * 1_000, peakBps: kbps * 1_250 };
    const h264 = [...h264EncoderArguments('libx264', rung, preset), '-r', '30', '-pix_fmt', 'yuv420p'];
    const output = join(folder, 'out.mp4');
    made.h264.push(await encode(ffmpegPath, recording, output, [...h264, ...keyFrames], withVmaf));
    const less = { averageBps: rung.averageBps * AV1_SHARE, peakBps: rung.averageBps * 1.5 * AV1_SHARE };
    const av1 = av1EncoderArguments('libsvtav1', less, cores);
    made.av1.push(await encode(ffmpegPath, recording, output, [...av1, ...keyFrames], withVmaf));
  }
  return made;
}

function saving(
  { h264, av1 }: { h264: readonly Encode[]; av1: readonly Encode[] },
  quality: (made: Encode) => number | undefined,
): number | undefined {
  const points = (encodes: readonly Encode[]): RatePoint[] =>
    encodes.flatMap((made) => {
      const value = quality(made);
      return value === undefined ? [] : [{ rate: made.kbps, quality: value }];
    });
  const percent = bdRatePercent(points(h264), points(av1));
  return percent === undefined ? undefined : Math.round(percent * 10) / 10;
}

export const bench: Bench = {
  name: 'av1-saving',
  says: `Bits that AV1 takes against H.264 for the same picture (BD-rate by SSIM), ${clip.seconds} s of a lecture at ${clip.width}×${clip.height}@${clip.framesPerSecond}, four rates each, as both are set live.`,
  async run(): Promise<Figures> {
    const found = await findFfmpeg(process.env['FFMPEG_PATH']);
    if (found.is === 'missing') throw new Error(found.reason);
    const folder = await mkdtemp(join(tmpdir(), 'rostrum-av1-saving-'));
    try {
      const made = await curves(found.binary.path, folder);
      for (const [codec, encodes] of Object.entries(made)) {
        for (const { kbps, ssim, speedX } of encodes) {
          console.error(
            `  ${codec.padEnd(4)} ${String(Math.round(kbps)).padStart(5)} kbit/s  SSIM ${ssim.all.toFixed(5)} (luma ${ssim.luma.toFixed(5)})  ${speedX.toFixed(1)}×`,
          );
        }
      }
      const vmaf = made.av1.some((one) => one.vmaf !== undefined)
        ? saving(made, (one) => one.vmaf)
        : undefined;
      return {
        bd_rate_pct: saving(made, ({ ssim }) => ssimDb(ssim.all)) ?? Number.NaN,
        bd_rate_luma_pct: saving(made, ({ ssim }) => ssimDb(ssim.luma)) ?? Number.NaN,
        ...(vmaf === undefined ? { vmaf: 'not built in' } : { bd_rate_vmaf_pct: vmaf }),
        speed_x: Math.round(Math.min(...made.av1.map(({ speedX }) => speedX)) * 100) / 100,
        h264_speed_x: Math.round(Math.min(...made.h264.map(({ speedX }) => speedX)) * 100) / 100,
        load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

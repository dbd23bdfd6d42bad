import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { promisify } from 'node:util';
import { createCmafReader } from '../cmaf-reader.ts';
import { av1EncoderArguments } from '../pure/av1-arguments.ts';
import { encodersNamed } from '../pure/encoder-choice.ts';
import { readFragment } from '../pure/fragment.ts';
import { readInitSegment } from '../pure/init-segment.ts';
import { type VideoRung, audioRungs } from '../pure/ladder.ts';
import { partTiming } from '../pure/part-timing.ts';
import { ffmpeg } from './programs.ts';

const run = promisify(execFile);

/** A multiple of a segment, and of a part of picture and of sound: played again and again there is no seam. */
export const STORED_MS = 32_000;
const AAC_FRAME_MS = (1024 / 48_000) * 1000;

export interface StoredFragment {
  readonly bytes: Buffer;
  readonly startTicks: number;
  /** When its last sample is over. */
  readonly endMs: number;
}

/** One rung of a programme, as an encoder made it. */
export interface StoredRung {
  readonly name: string;
  readonly init: Buffer;
  readonly timescale: number;
  readonly fragments: readonly StoredFragment[];
}

const cut = ['-frag_duration', String(Math.round(partTiming(30).cutMs * 1000))];
const flags = '+empty_moov+default_base_moof+frag_discont';

/** Whether a rung of AV1 can be stored: not every build of FFmpeg has its encoder. */
export async function canStoreAv1(): Promise<boolean> {
  if (!ffmpeg) return false;
  const { stdout } = await run(ffmpeg.path, ['-hide_banner', '-encoders']);
  return encodersNamed(stdout, ['libsvtav1']).length > 0;
}

/** So much of the same picture in each of these sizes, made as the live AV1 is. */
export function storeAv1(rungs: readonly VideoRung[]): Promise<StoredRung[]> {
  return Promise.all(
    rungs.map((rung) =>
      make(rung.name, [
        ...picture(rung),
        ...av1EncoderArguments('libsvtav1', rung, cpus().length),
        ...pictureOutput,
      ]),
    ),
  );
}

/** So much of a picture in all these sizes, and of a tone at both rates. */
export async function storeLadder(video: readonly VideoRung[]): Promise<StoredRung[]> {
  const pictures = video.map((rung) =>
    make(rung.name, [
      ...picture(rung),
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-sc_threshold', '0'],
      ...[
        '-b:v',
        String(rung.averageBps),
        '-maxrate',
        String(rung.peakBps),
        '-bufsize',
        String(rung.peakBps),
      ],
      ...pictureOutput,
    ]),
  );
  // One frame less than that: the encoder primes with one.
  const soundS = (STORED_MS - AAC_FRAME_MS - 1) / 1000;
  const sounds = audioRungs.map((rung) =>
    make(rung.name, [
      ...['-f', 'lavfi', '-i', 'sine=440:r=48000', '-t', String(soundS), '-ac', String(rung.channels)],
      ...['-c:a', 'aac', '-b:a', String(rung.averageBps), '-f', 'mp4'],
      ...['-movflags', flags, ...cut, '-avoid_negative_ts', 'disabled', 'pipe:1'],
    ]),
  );
  return Promise.all([...pictures, ...sounds]);
}

function picture({ width, height }: VideoRung): string[] {
  return ['-f', 'lavfi', '-i', `testsrc2=s=${width}x${height}:r=30`, '-t', String(STORED_MS / 1000)];
}

const pictureOutput = [
  ...['-pix_fmt', 'yuv420p', '-g', '60', '-video_track_timescale', '90000', '-f', 'mp4'],
  ...['-movflags', `${flags}+frag_keyframe`, ...cut, '-avoid_negative_ts', 'disabled', 'pipe:1'],
];

async function make(name: string, options: readonly string[]): Promise<StoredRung> {
  if (!ffmpeg) throw new Error('there is no FFmpeg to make media with');
  const { stdout } = await run(ffmpeg.path, ['-v', 'error', ...options], {
    encoding: 'buffer',
    maxBuffer: 64 * 1024 * 1024,
  });
  const inits: Buffer[] = [];
  const bytes: Buffer[] = [];
  createCmafReader({
    handleInit: (init) => inits.push(init),
    handleFragment: (fragment) => bytes.push(fragment),
  })(stdout);
  const init = inits[0] ?? Buffer.alloc(0);
  const { timescale } = readInitSegment(init);
  const fragments = bytes.map((fragment) => {
    const { startTicks, durationTicks } = readFragment(fragment);
    return { bytes: fragment, startTicks, endMs: ((startTicks + durationTicks) / timescale) * 1000 };
  });
  return { name, init, timescale, fragments };
}

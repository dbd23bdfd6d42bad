import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createCmafReader } from '../cmaf-reader.ts';
import { ffmpeg, ffprobePath } from './programs.ts';

const run = promisify(execFile);

/** What an encoder writes for one rung. */
export interface SampleMedia {
  bytes: Buffer;
  init: Buffer;
  fragments: Buffer[];
}

const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=30'];
const sound = ['-f', 'lavfi', '-i', 'sine=440:r=48000'];
const fragmented = [
  ...['-f', 'mp4', '-movflags', '+empty_moov+default_base_moof+frag_discont+frag_keyframe'],
  ...['-frag_duration', '255000', '-avoid_negative_ts', 'disabled', 'pipe:1'],
];

/** Two seconds of H.264, a key frame at each second. */
export function makeVideo(): Promise<SampleMedia> {
  const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '30'];
  return make([...picture, '-t', '2', ...x264, '-pix_fmt', 'yuv420p', '-video_track_timescale', '90000']);
}

/** Two seconds of AAC. */
export function makeAudio(channels = 2): Promise<SampleMedia> {
  return make([...sound, '-t', '2', '-ac', String(channels), '-c:a', 'aac', '-b:a', '96k']);
}

async function make(options: readonly string[]): Promise<SampleMedia> {
  if (!ffmpeg) throw new Error('there is no FFmpeg to make media with');
  const bytes = await output(ffmpeg.path, ['-v', 'error', ...options, ...fragmented]);
  const inits: Buffer[] = [];
  const fragments: Buffer[] = [];
  createCmafReader({
    handleInit: (init) => inits.push(init),
    handleFragment: (fragment) => fragments.push(fragment),
  })(bytes);
  return { bytes, init: inits[0] ?? Buffer.alloc(0), fragments };
}

async function output(path: string, options: readonly string[]): Promise<Buffer> {
  const { stdout } = await run(path, options, { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

export interface ProbedStream {
  codec_name: string;
  profile: string;
  level?: number;
  width?: number;
  height?: number;
  channels?: number;
  time_base: string;
}

export interface ProbedPacket {
  pts: number;
  duration: number;
  flags: string;
}

/** FFprobe's word on one track. */
export async function probe(media: Buffer): Promise<{ stream: ProbedStream; packets: ProbedPacket[] }> {
  if (!ffprobePath) throw new Error('there is no ffprobe to judge media with');
  const probing = run(
    ffprobePath,
    ['-v', 'error', '-of', 'json', '-show_streams', '-show_packets', 'pipe:0'],
    {
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  // It may have read enough before the last byte.
  probing.child.stdin?.on('error', () => undefined);
  probing.child.stdin?.end(media);
  const { stdout } = await probing;
  const { streams, packets } = JSON.parse(stdout) as { streams: ProbedStream[]; packets: ProbedPacket[] };
  const [stream] = streams;
  if (!stream) throw new Error('ffprobe saw no track');
  return { stream, packets };
}

/** What a decoder complains about, and how many frames it gave. */
export async function decode(media: Buffer): Promise<{ complaints: string; frames: number }> {
  if (!ffmpeg) throw new Error('there is no FFmpeg to decode with');
  const decoding = run(ffmpeg.path, [
    ...['-v', 'error', '-xerror', '-i', 'pipe:0', '-f', 'null', '-progress', 'pipe:1', '-'],
  ]);
  decoding.child.stdin?.on('error', () => undefined);
  decoding.child.stdin?.end(media);
  const { stdout, stderr } = await decoding;
  const frames = [...stdout.matchAll(/^frame=(\d+)/gm)].at(-1)?.[1];
  return { complaints: stderr, frames: Number(frames ?? 0) };
}

/** When the picture turns from black to white, or sound begins after silence, in seconds of the media's own clock. */
export async function onsets(media: Buffer, kind: 'video' | 'audio', part = 'null'): Promise<number[]> {
  if (!ffmpeg) throw new Error('there is no FFmpeg to look with');
  const filter =
    kind === 'video'
      ? ['-vf', `${part},blackdetect=d=0.2:pix_th=0.3`]
      : ['-af', 'silencedetect=n=-30dB:d=0.2'];
  const looking = run(ffmpeg.path, [
    '-hide_banner',
    '-nostats',
    '-copyts',
    '-i',
    'pipe:0',
    ...filter,
    '-f',
    'null',
    '-',
  ]);
  looking.child.stdin?.on('error', () => undefined);
  looking.child.stdin?.end(media);
  const { stderr } = await looking;
  return [...stderr.matchAll(/(?:black_end|silence_end): ?([\d.]+)/g)].map((found) => Number(found[1]));
}

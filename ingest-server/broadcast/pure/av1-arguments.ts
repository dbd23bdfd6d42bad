import { type Av1Encoder, deviceArguments, nvencWays, pixelFilter, qsvWays } from './encoder-choice.ts';
import type { VideoRung } from './ladder.ts';
import { SEGMENT_MS } from './rendition.ts';

export interface Av1Job {
  /** FFmpeg's major version: options have changed their names. */
  ffmpegMajor: number;
  encoder: Av1Encoder;
  /** All at one rate of whole frames a second. */
  rungs: readonly VideoRung[];
  cores: number;
  partCutMs: number;
  /** First file descriptor of the outputs: one pipe a rung. */
  firstPipe: number;
}

/** The H.264 top rung's init segment and fragments on stdin, one fragmented MP4 a rung on its own pipe. */
export function av1Arguments(job: Av1Job): string[] {
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'warning', ...deviceArguments(job.encoder)],
    // The times are the main transcoder's, and stay so: both are placed on the timeline by one offset.
    // A decoder thread a frame would hold frames back. What was read to find out about the input must not be lost, so
    // no 'nobuffer' here.
    ...['-copyts', '-threads:v', '1', '-f', 'mp4', '-i', 'pipe:0'],
    ...filterArguments(job),
    ...job.rungs.flatMap((rung, i) => [
      ...['-map', `[v${i}]`, ...av1EncoderArguments(job.encoder, rung, job.cores)],
      ...(job.ffmpegMajor >= 6 ? ['-fps_mode', 'passthrough'] : ['-vsync', 'passthrough']),
      ...keyFrames(rung),
      ...['-video_track_timescale', '90000'],
      ...fragmentedOutput(job),
      `pipe:${job.firstPipe + i}`,
    ]),
  ];
}

// libsvtav1 can't be told to make a key frame while its delay is low: it counts frames. So each frame of the grid has
// to be there: what the camera left out is filled in, which costs next to nothing.
function filterArguments({ rungs, encoder }: Av1Job): string[] {
  const rate = rungs[0]?.framesPerSecond ?? 30;
  const split = rungs.length > 1 ? `,split=${rungs.length}` : '';
  const labels = rungs.map((_, i) => `[s${i}]`).join('');
  const scaled = rungs.map(
    ({ width, height }, i) => `[s${i}]scale=${width}:${height}:flags=bicubic,${pixelFilter(encoder)}[v${i}]`,
  );
  return ['-filter_complex', [`[0:v]fps=${rate}${split}${labels}`, ...scaled].join(';')];
}

/** The encoder and how it is to work, without when key frames come. */
export function av1EncoderArguments(
  encoder: Av1Encoder,
  { averageBps, peakBps }: Pick<VideoRung, 'averageBps' | 'peakBps'>,
  cores: number,
): string[] {
  const rate = ['-b:v', String(averageBps)];
  const capped = [...rate, '-maxrate', String(peakBps), '-bufsize', String(peakBps), '-bf', '0'];
  switch (encoder) {
    case 'libsvtav1':
      return ['-c:v', encoder, '-preset', svtPreset(cores), ...rate, '-svtav1-params', svtWays(cores)];
    case 'av1_nvenc':
      return ['-c:v', encoder, ...nvencWays(), ...capped];
    case 'av1_qsv':
      return ['-c:v', encoder, ...qsvWays(), ...capped];
    case 'av1_vaapi':
      return ['-c:v', encoder, '-rc_mode', 'VBR', ...capped];
  }
}

/** 10 takes about what one H.264 rung takes; each step below takes half as much again and saves a twentieth of the bits. */
function svtPreset(cores: number): string {
  return cores >= 8 ? '9' : '10';
}

// Prediction from the past alone at a constant rate: by default it looks two seconds ahead. Tools for screens, which it
// would not switch on by itself for slides with a camera in the corner: a tenth to a fifth fewer bits for a quarter
// more work. It gets half of the cores.
function svtWays(cores: number): string {
  return `pred-struct=1:rc=2:lookahead=0:scm=1:lp=${Math.max(1, Math.floor(cores / 2))}`;
}

function keyFrames({ framesPerSecond }: VideoRung): string[] {
  const segmentS = SEGMENT_MS / 1000;
  return [
    ...['-g', String(framesPerSecond * segmentS)],
    ...['-force_key_frames', `expr:not(mod(round(t*${framesPerSecond}),${framesPerSecond * segmentS}))`],
  ];
}

function fragmentedOutput({ partCutMs }: Av1Job): string[] {
  return [
    ...['-f', 'mp4', '-avoid_negative_ts', 'disabled', '-flush_packets', '1'],
    ...['-movflags', '+empty_moov+default_base_moof+frag_discont+frag_keyframe'],
    ...['-frag_duration', String(Math.round(partCutMs * 1000))],
  ];
}

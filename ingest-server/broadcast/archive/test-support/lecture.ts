import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createCmafReader } from '../../cmaf-reader.ts';
import { moveFragment, readFragment } from '../../pure/fragment.ts';
import { readInitSegment } from '../../pure/init-segment.ts';
import { SEGMENT_MS } from '../../pure/rendition.ts';
import { ffmpeg } from '../../test-support/programs.ts';
import type { ProgrammeArchive } from '../archive.ts';
import { segmentAt } from './surroundings.ts';

const run = promisify(execFile);

export interface LectureOptions {
  readonly seconds: number;
  /** FFmpeg's own test picture, or nothing on it. */
  readonly source?: 'testsrc2' | 'black';
  readonly run?: number;
  readonly firstMsn?: number;
  readonly profile?: 'baseline' | 'high';
}

/** Encoded as the transcoder does it, key frames each two seconds; told to the archive as the timeline does it. */
export async function lecture(archive: ProgrammeArchive, options: LectureOptions): Promise<void> {
  const { seconds, profile = 'high' } = options;
  const source = options.source === 'black' ? 'color=c=black:' : 'testsrc2=';
  const encodes = [
    ['v180', ['-f', 'lavfi', '-i', `${source}s=320x180:r=15`, ...x264(profile)]],
    ['v90', ['-f', 'lavfi', '-i', `${source}s=160x90:r=15`, ...x264(profile)]],
    ['a96', ['-f', 'lavfi', '-i', 'sine=440:r=48000', '-c:a', 'aac', '-b:a', '64k']],
  ] as const;
  for (const [rung, encode] of encodes) tellTrack(archive, rung, await encoded(encode, seconds), options);
}

function x264(profile: string): string[] {
  const quick = ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-pix_fmt', 'yuv420p'];
  const keys = ['-profile:v', profile, '-g', '30', '-sc_threshold', '0', '-video_track_timescale', '90000'];
  return [...quick, ...keys];
}

async function encoded(encode: readonly string[], seconds: number): Promise<Buffer> {
  if (!ffmpeg) throw new Error('there is no FFmpeg to make media with');
  const fragmented = [
    ...['-f', 'mp4', '-movflags', '+empty_moov+default_base_moof+frag_discont+frag_keyframe'],
    ...['-frag_duration', '500000', '-avoid_negative_ts', 'disabled', 'pipe:1'],
  ];
  const args = ['-v', 'error', ...encode, '-t', String(seconds), ...fragmented];
  const { stdout } = await run(ffmpeg.path, args, { encoding: 'buffer', maxBuffer: 256 * 1024 * 1024 });
  return stdout;
}

function tellTrack(
  archive: ProgrammeArchive,
  rung: string,
  media: Buffer,
  { run: runIndex = 0, firstMsn = 1 }: LectureOptions,
): void {
  let timescale = 1;
  const segments = new Map<number, Buffer[]>();
  createCmafReader({
    handleInit(init) {
      const info = readInitSegment(init);
      ({ timescale } = info);
      archive.addInit(rung, runIndex, info, init);
    },
    handleFragment(fragment) {
      const { startTicks } = readFragment(fragment);
      const placeTicks = startTicks + (firstMsn * SEGMENT_MS * timescale) / 1000;
      moveFragment(fragment, placeTicks);
      const msn = Math.max(firstMsn, Math.floor((placeTicks / timescale) * 1000 + 2) / SEGMENT_MS) | 0;
      segments.set(msn, [...(segments.get(msn) ?? []), fragment]);
    },
  })(media);
  for (const [msn, parts] of segments) archive.addSegment(rung, segmentAt(msn, runIndex), parts);
}

import { REPLACEMENT_PIECE_MAX_BYTES } from '@rostrum/protocol/http';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { ffmpeg } from '../../../test-support/programs.ts';
import { type StreamKeys } from '../../pure/keys.ts';
import type { Replacements } from '../replacements.ts';

const run = promisify(execFile);

export interface SentFile {
  readonly seconds?: number;
  readonly height?: number;
  /** When key frames come, as FFmpeg takes it. */
  readonly keyFrames?: string;
  readonly picture?: 'libx264' | 'mpeg4';
  /** Frames that are shown before others that came first, as most programs make them. */
  readonly bFrames?: number;
  readonly sound?: 'aac' | 'mp3';
  readonly isQuiet?: boolean;
}

/** As a studio exports it: one MP4 with picture and sound. */
export async function makeSentFile(options: SentFile = {}): Promise<Buffer> {
  if (!ffmpeg) throw new Error('there is no FFmpeg to make media with');
  const { seconds = 12, height = 480, keyFrames = 'expr:gte(t,n_forced*2)' } = options;
  const { picture = 'libx264', sound = 'aac', bFrames = 0, isQuiet = false } = options;
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-sent-'));
  const path = join(folder, 'sent.mp4');
  const size = `${2 * Math.round((height * 8) / 9)}x${height}`;
  const quick =
    picture === 'libx264' ? ['-preset', 'ultrafast', '-sc_threshold', '0', '-bf', String(bFrames)] : [];
  await run(ffmpeg.path, [
    ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=s=${size}:r=15`],
    ...['-f', 'lavfi', '-i', isQuiet ? 'anullsrc=r=48000:cl=mono' : 'anoisesrc=r=48000:a=0.1'],
    ...['-t', String(seconds)],
    ...['-c:v', picture, ...quick, '-pix_fmt', 'yuv420p', '-g', '1000', '-force_key_frames', keyFrames],
    ...['-c:a', sound === 'mp3' ? 'libmp3lame' : 'aac', '-b:a', '128k', '-movflags', '+faststart', path],
  ]);
  const bytes = await readFile(path);
  await rm(folder, { recursive: true });
  return bytes;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export const announced = (bytes: Buffer, startedAt: number) => ({
  bytes: bytes.length,
  sha256: sha256(bytes),
  startedAt,
});

/** All of it; resolves when it is said that all is there. */
export async function sendWhole(
  replacements: Replacements,
  stream: StreamKeys,
  bytes: Buffer,
  startedAt: number,
  uploadId = 'up-1',
): Promise<void> {
  const begun = await replacements.begin(stream, announced(bytes, startedAt), uploadId);
  if (begun.is !== 'begun') throw new Error(begun.is);
  for (let from = 0; from < bytes.length; from += REPLACEMENT_PIECE_MAX_BYTES) {
    const piece = bytes.subarray(from, from + REPLACEMENT_PIECE_MAX_BYTES);
    const taken = await replacements.take(stream, uploadId, from, Readable.from([piece]));
    if (taken.is !== 'taken') throw new Error(taken.is);
  }
  const finished = await replacements.finish(stream, uploadId);
  if (finished.is !== 'finished') throw new Error(finished.is);
}

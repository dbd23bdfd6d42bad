import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lifeline } from '../lifeline.ts';
import { runLowPriorityFfmpeg } from '../low-priority-ffmpeg.ts';
import type { KeptStream } from './archive.ts';
import { type Gathered, gather } from './gather.ts';
import { recordingClock } from './pure/recording-clock.ts';

export interface OneFileOptions {
  readonly ffmpeg: string;
  readonly lifeline: Lifeline;
  /** What an earlier try left there is gone on with. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  handleProgress(done: number): void;
}

/** How much of the work is fetching; the rest is putting picture and sound together. */
const FETCHING = 0.7;

interface Tracks {
  readonly picture: string | undefined;
  readonly sound: string | undefined;
}

const WHOLE = 'whole.mp4';

/** The recording as one MP4, nothing encoded again; resolves with where it is, alone in its folder. */
export async function makeOneFile(
  stream: KeptStream,
  tracks: Tracks,
  options: OneFileOptions,
): Promise<string> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  if (!(await readdir(folder)).includes(WHOLE)) await putTogether(stream, tracks, options);
  // What it was made of is as large as it is, and the store may want that room for its copy.
  for (const name of await readdir(folder)) if (name !== WHOLE) await rm(join(folder, name));
  return join(folder, WHOLE);
}

async function putTogether(stream: KeptStream, tracks: Tracks, options: OneFileOptions): Promise<void> {
  const { folder, signal } = options;
  const rungs = [tracks.picture, tracks.sound].filter((rung) => rung !== undefined);
  const segments = rungs.flatMap((rung) => stream.segments(rung));
  const allBytes = segments.reduce((sum, { bytes }) => sum + bytes, 0);
  let bytes = 0;
  const handleBytes = (more: number) => {
    bytes += more;
    options.handleProgress((FETCHING * bytes) / allBytes);
  };
  const inputs: string[] = [];
  for (const rung of rungs) {
    inputs.push(
      ...(await inputOf(await gather(stream, rung, { folder, signal, handleBytes }), folder, rung)),
    );
  }
  const { durationMs } = recordingClock(stream.segments(rungs[0] ?? ''));
  const part = join(folder, `${WHOLE}.part`);
  await runLowPriorityFfmpeg({
    ...options,
    args: [
      ...inputs,
      ...rungs.flatMap((_, i) => ['-map', String(i)]),
      // The places on the timeline are what sound and picture have in common.
      ...['-c', 'copy', '-copyts', '-avoid_negative_ts', 'make_zero', '-movflags', '+faststart'],
      ...['-progress', 'pipe:1', '-f', 'mp4', part],
    ],
    handleLine(line) {
      const doneMs = Number(/^out_time_us=(\d+)/.exec(line)?.[1] ?? 0) / 1000;
      if (doneMs > 0) options.handleProgress(FETCHING + (1 - FETCHING) * Math.min(1, doneMs / durationMs));
    },
  });
  await rename(part, join(folder, WHOLE));
}

/** Where the init segment changes, each stretch keeps its place: FFmpeg is told how far it is to the next. */
async function inputOf({ files }: Gathered, folder: string, rung: string): Promise<string[]> {
  const [first] = files;
  if (!first) throw new Error(`nothing is kept of ${rung}`);
  if (files.length === 1) return ['-i', first.path];
  const list = files.flatMap(({ path, placeMs }, i) => {
    const next = files[i + 1];
    return [`file '${path}'`, ...(next ? [`duration ${(next.placeMs - placeMs) / 1000}`] : [])];
  });
  const listPath = join(folder, `${rung}.txt`);
  await writeFile(listPath, ['ffconcat version 1.0', ...list, ''].join('\n'));
  return ['-itsoffset', String(first.placeMs / 1000), '-f', 'concat', '-safe', '0', '-i', listPath];
}

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { constants, loadavg, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { recordingHandlers } from '../studio/services/recordings/index.ts';
import { exportArguments } from '../studio/services/recordings/pure/export-arguments.ts';
import { ffmpegMajor } from '../studio/services/recordings/pure/ffmpeg-version.ts';
import type { Bench } from './bench.ts';
import { median } from './pure/median.ts';

const ffmpeg = process.env['FFMPEG_PATH'] || 'ffmpeg';
const run = promisify(execFile);

const SECONDS = 600;
const QUICK_SECONDS = 60;
/** Alternating, the first of each not counted: files are in the cache then, and the machine's mood meets both. */
const ROUNDS = 5;
const LOOK_EVERY_MS = 5;

type Codec = 'h264' | 'vp8';
const mimeTypes = { h264: 'video/x-matroska;codecs=avc1,opus', vp8: 'video/webm;codecs=vp8,opus' } as const;

export const bench: Bench = {
  name: 'export',
  says: 'A ten-minute recording as the browser makes it, 1280×720@30 with Opus, to MP4 by the studio’s export against FFmpeg alone with the same arguments, in turn: H.264, which is copied, and VP8, which is encoded (a tenth of it).',
  async run({ quick }) {
    const folder = await mkdtemp(join(tmpdir(), 'rostrum-export-'));
    try {
      const seconds = quick ? QUICK_SECONDS : SECONDS;
      const copied = await compare(join(folder, 'copied'), 'h264', seconds, ROUNDS);
      const encoded = await compare(join(folder, 'encoded'), 'vp8', quick ? 3 : seconds / 10, quick ? 1 : 3);
      return {
        ratio: round(copied.bareMs / copied.oursMs),
        ratio_encoded: round(encoded.bareMs / encoded.oursMs),
        recording_s: seconds,
        ours_ms: Math.round(copied.oursMs),
        bare_ms: Math.round(copied.bareMs),
        ours_encoded_ms: Math.round(encoded.oursMs),
        bare_encoded_ms: Math.round(encoded.bareMs),
        load_1min: round(loadavg()[0] ?? 0),
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** The median of each, over some rounds. */
async function compare(folder: string, codec: Codec, seconds: number, rounds: number) {
  await mkdir(folder);
  const handlers = recordingHandlers({
    ...{ folder: join(folder, 'recordings'), ffmpegPath: ffmpeg },
    report: (text, cause) => console.error(text, cause),
  });
  const { recordingId, file } = await record(handlers, folder, codec, seconds);
  const { stdout: banner } = await run(ffmpeg, ['-version']);
  const args = exportArguments({
    ...{ input: file, output: join(folder, 'bare.mp4'), form: 'mp4' },
    streams: { video: codec, audio: 'opus' },
    ffmpegMajor: ffmpegMajor(banner) ?? 0,
    ...{ trim: undefined, chaptersFile: undefined, soundFilter: undefined },
  });
  const times: { oursMs: number; bareMs: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const ours = () => exportOnce(handlers, recordingId);
    const bare = () => bareOnce(args);
    // Each is first in its turn.
    const first = round % 2 === 0 ? await ours() : await bare();
    const second = round % 2 === 0 ? await bare() : await ours();
    const [oursMs, bareMs] = round % 2 === 0 ? [first, second] : [second, first];
    if (round > 0) times.push({ oursMs, bareMs });
  }
  return { oursMs: median(times.map((t) => t.oursMs)), bareMs: median(times.map((t) => t.bareMs)) };
}

type Handlers = ReturnType<typeof recordingHandlers>;

/** A finished recording whose programme FFmpeg made, in the shape that MediaRecorder gives it. */
async function record(handlers: Handlers, folder: string, codec: Codec, seconds: number) {
  const begun = await handlers['recordings.begin']({ classTitle: 'Export', startedAtMs: 0 });
  if (!begun.ok) throw new Error(begun.problem.text);
  const { recordingId } = begun.answer;
  const track = { trackId: 'programme-1', source: 'programme', startedAtMs: 0 } as const;
  await handlers['recordings.openTrack']({ recordingId, track: { ...track, mimeType: mimeTypes[codec] } });
  await handlers['recordings.finish']({ recordingId, endedAtMs: seconds * 1000 });
  const made = join(folder, 'made.mkv');
  const encoder =
    codec === 'h264'
      ? ['-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'baseline', '-bf', '0']
      : ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '16'];
  await run(ffmpeg, [
    ...['-nostdin', '-v', 'error', '-y'],
    ...['-f', 'lavfi', '-i', `testsrc2=size=1280x720:rate=30:duration=${seconds}`],
    ...['-f', 'lavfi', '-i', `anoisesrc=color=pink:amplitude=0.1:sample_rate=48000:duration=${seconds}`],
    ...encoder,
    ...['-pix_fmt', 'yuv420p', '-g', '60', '-b:v', '4M', '-c:a', 'libopus', '-b:a', '128k'],
    ...['-f', codec === 'h264' ? 'matroska' : 'webm', '-live', '1', made],
  ]);
  const name = codec === 'h264' ? 'programme-1.mkv' : 'programme-1.webm';
  const file = join(folder, 'recordings', recordingId, name);
  await rename(made, file);
  return { recordingId, file };
}

async function exportOnce(handlers: Handlers, recordingId: string): Promise<number> {
  const startedAtMs = performance.now();
  const started = await handlers['recordings.export']({
    ...{ recordingId, trackId: 'programme-1', form: 'mp4', chapters: [], isLoudnessEven: false },
  });
  if (!started.ok) throw new Error(started.problem.text);
  for (;;) {
    const listed = await handlers['recordings.exports']({});
    const state = listed.ok
      ? listed.answer.exports.find(({ exportId }) => exportId === started.answer.exportId)?.state
      : undefined;
    if (state?.is === 'done') {
      await rm(state.file);
      return performance.now() - startedAtMs;
    }
    if (state?.is === 'failed') throw new Error(state.text);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function bareOnce(args: readonly string[]): Promise<number> {
  const startedAtMs = performance.now();
  const child = spawn(ffmpeg, [...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  // As the export runs, behind a lecture that may be on air.
  setPriority(child.pid ?? 0, constants.priority.PRIORITY_BELOW_NORMAL);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`FFmpeg ended with ${code}`);
  const tookMs = performance.now() - startedAtMs;
  await rm(args.at(-1) ?? '', { force: true });
  return tookMs;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

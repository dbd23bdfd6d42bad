import { createReadStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Blobs } from '../../storage/index.ts';
import type { Lifeline } from '../lifeline.ts';
import { runLowPriorityFfmpeg } from '../low-priority-ffmpeg.ts';
import { boxAt } from '../pure/boxes.ts';
import { readFragment } from '../pure/fragment.ts';
import type { KeptStream } from './archive.ts';
import type { KeptSegment } from './pure/kept.ts';
import { extraKey } from './pure/keys.ts';
import { recordingClock } from './pure/recording-clock.ts';
import {
  COLUMNS,
  type PictureFacts,
  PER_SHEET,
  choosePoster,
  pickForStrip,
  stripCues,
} from './pure/strip.ts';
import { webVtt } from './pure/web-vtt.ts';

export interface PicturesOptions {
  readonly blobs: Blobs;
  readonly ffmpeg: string;
  readonly lifeline: Lifeline;
  /** Its own, emptied before and after. */
  readonly workFolder: string;
  readonly signal: AbortSignal;
}

interface Shot extends PictureFacts {
  readonly startMs: number;
  readonly msn: number;
}

const THUMB_WIDTH = 160;
const POSTER_WIDTH_MAX = 1280;
/** FFmpeg tells times in microseconds, fragments in ticks. */
const ROUNDING_MS = 2;

/** Poster, thumbnails and their index, made of key frames alone; how many sheets there are, or none without a picture. */
export async function makePictures(stream: KeptStream, options: PicturesOptions): Promise<number> {
  const heightOf = (rung: string) => {
    const info = stream.info(rung);
    // Every FFmpeg decodes H.264, not every one AV1.
    return info?.kind === 'video' && info.codec.startsWith('avc1') ? info.height : 0;
  };
  const rungs = stream.rungs.filter((rung) => heightOf(rung) > 0).sort((a, b) => heightOf(a) - heightOf(b));
  const [lowest] = rungs;
  const highest = rungs.at(-1);
  if (lowest === undefined || highest === undefined) return 0;
  const { workFolder } = options;
  await rm(workFolder, { recursive: true, force: true });
  await mkdir(workFolder, { recursive: true });
  try {
    const shots = await shoot(stream, lowest, options);
    if (shots.length === 0) return 0;
    await makePoster(stream, highest, shots[choosePoster(shots)]!.msn, options);
    return await makeStrip(stream, lowest, shots, options);
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

/** A small picture for every ten seconds as `<n>.jpg`, and what is on it. */
async function shoot(stream: KeptStream, rung: string, options: PicturesOptions): Promise<Shot[]> {
  const clock = recordingClock(stream.segments(rung));
  const shots: Shot[] = [];
  for (const ofOneRun of byRun(pickForStrip(stream.segments(rung), clock))) {
    const found: { placeMs: number; dark: number; bright: number }[] = [];
    const begun: { placeMs: number; msn: number }[] = [];
    const filters = `scale=${THUMB_WIDTH}:-2,signalstats,metadata=print:file=-`;
    await runLowPriorityFfmpeg({
      ...options,
      args: [
        ...['-threads', '1', '-copyts', '-skip_frame', 'nokey', '-f', 'mp4', '-i', 'pipe:0'],
        ...['-vf', filters, '-vsync', 'passthrough', '-q:v', '5', '-f', 'image2'],
        ...['-start_number', String(shots.length + 1), join(options.workFolder, '%d.jpg')],
      ],
      input: keyFrames(stream, rung, ofOneRun, (msn, placeMs) => begun.push({ msn, placeMs })),
      handleLine(line) {
        const [, name, value] = /(pts_time|YLOW|YHIGH)[:=](-?[\d.]+)/.exec(line) ?? [];
        if (name === 'pts_time') found.push({ placeMs: Number(value) * 1000, dark: 0, bright: 0 });
        const last = found.at(-1);
        if (last && name === 'YLOW') last.dark = Number(value);
        if (last && name === 'YHIGH') last.bright = Number(value);
      },
    });
    for (const { placeMs, dark, bright } of found) {
      // A picture is shown no earlier than its fragment begins; not every one needs to have been decoded.
      const { msn } = begun.findLast((segment) => segment.placeMs <= placeMs + ROUNDING_MS) ?? ofOneRun[0]!;
      shots.push({ msn, dark, bright, startMs: clock.ofSegment(msn)! });
    }
  }
  return shots;
}

async function makePoster(
  stream: KeptStream,
  rung: string,
  msn: number,
  options: PicturesOptions,
): Promise<void> {
  const segment = stream.segments(rung).find((one) => one.msn === msn && one.is === 'complete');
  if (!segment) return;
  const path = join(options.workFolder, 'poster.jpg');
  await runLowPriorityFfmpeg({
    ...options,
    args: [
      ...['-threads', '1', '-skip_frame', 'nokey', '-f', 'mp4', '-i', 'pipe:0', '-frames:v', '1'],
      ...['-vf', `scale='min(${POSTER_WIDTH_MAX},iw)':-2`, '-q:v', '3', '-f', 'image2', '-update', '1', path],
    ],
    input: keyFrames(stream, rung, [segment]),
  });
  await options.blobs.put(extraKey(stream, 'poster.jpg'), await readFile(path));
}

async function makeStrip(
  stream: KeptStream,
  rung: string,
  shots: readonly Shot[],
  options: PicturesOptions,
): Promise<number> {
  const { workFolder, blobs } = options;
  await runLowPriorityFfmpeg({
    ...options,
    args: [
      ...['-threads', '1', '-start_number', '1', '-i', join(workFolder, '%d.jpg')],
      ...['-vf', `tile=${COLUMNS}x${PER_SHEET / COLUMNS}`, '-q:v', '5', join(workFolder, 'sheet-%d.jpg')],
    ],
  });
  const sheets = Math.ceil(shots.length / PER_SHEET);
  for (let sheet = 1; sheet <= sheets; sheet += 1) {
    const bytes = createReadStream(join(workFolder, `sheet-${sheet}.jpg`));
    await blobs.put(extraKey(stream, `thumbs/${sheet}.jpg`), bytes);
  }
  const info = stream.info(rung);
  const { width, height } = info?.kind === 'video' ? info : { width: 16, height: 9 };
  const size = { width: THUMB_WIDTH, height: 2 * Math.round((THUMB_WIDTH * height) / width / 2) };
  const { durationMs } = recordingClock(stream.segments(rung));
  const startsMs = shots.map(({ startMs }) => startMs);
  await blobs.put(extraKey(stream, 'thumbs.vtt'), Buffer.from(webVtt(stripCues(startsMs, size, durationMs))));
  return sheets;
}

/** Runs differ in their init segments: each is decoded by itself. */
function byRun(segments: readonly KeptSegment[]): KeptSegment[][] {
  const runs = new Map<number, KeptSegment[]>();
  for (const segment of segments) runs.set(segment.run, [...(runs.get(segment.run) ?? []), segment]);
  return [...runs.values()];
}

/** Of each segment the first fragment, which begins with a key frame; tells where on the timeline. */
async function* keyFrames(
  stream: KeptStream,
  rung: string,
  segments: readonly KeptSegment[],
  handleBegun: (msn: number, placeMs: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const timescale = stream.info(rung)?.timescale ?? 1;
  const init = await stream.init(rung, segments[0]?.run ?? 0);
  if (!init) throw new Error(`the init segment of ${rung} is not there`);
  yield init;
  for (const { msn } of segments) {
    const found = await stream.open(rung, msn);
    if (!found) continue;
    const fragment = firstFragment(await buffer(found.stream));
    handleBegun(msn, (readFragment(fragment).startTicks / timescale) * 1000);
    yield fragment;
  }
}

function firstFragment(segment: Buffer): Buffer {
  for (let box = boxAt(segment, 0); box; box = boxAt(segment, box.end)) {
    if (box.type === 'mdat') return segment.subarray(0, box.end);
  }
  return segment;
}

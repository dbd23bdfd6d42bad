import type { ReplacementFailure } from '@rostrum/protocol/http';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Blobs } from '../../../storage/index.ts';
import type { FfmpegBinary } from '../../ffmpeg-binary.ts';
import type { Lifeline } from '../../lifeline.ts';
import { audioRungs, videoLadder } from '../../pure/ladder.ts';
import { runLowPriorityFfmpeg } from '../../low-priority-ffmpeg.ts';
import { Content } from '../pure/content.ts';
import { type Manifest, contentOf, manifestOf } from '../pure/manifest.ts';
import type { ArchiveLogger } from '../recording-alarm.ts';
import { type Track, UnknownCodecError, readTrack, storeTrack } from './cut-track.ts';
import { type CutPlan, cutSegments, cutsOf } from './pure/cut.ts';
import { type SmallRungs, canMakeSmall, copyArguments, smallArguments } from './pure/ffmpeg-arguments.ts';
import { isOfSameTime, isPlayable, nameOfSound } from './pure/rules.ts';
import type { ReplacementRow } from './replacement-rows.ts';

export interface PutInPlaceOptions {
  readonly blobs: Blobs;
  readonly ffmpeg: FfmpegBinary;
  readonly lifeline: Lifeline;
  readonly logger: ArchiveLogger;
  /** Where the upload is; what an earlier try left there is gone on with. */
  readonly folder: string;
  readonly upload: string;
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  handleProgress(done: number): void;
}

/** The file can't be taken, however often it is tried. */
export class UnfitError extends Error {
  readonly failure: ReplacementFailure;

  constructor(failure: ReplacementFailure, cause?: unknown) {
    super(`the file is not taken: ${failure}`, { cause });
    this.failure = failure;
  }
}

/** How much of the work is done before each step; encoding takes most of it. */
const BEFORE = { copying: 0.05, encoding: 0.1, storing: 0.7 };
/** What a picture is taken to have where only its size is known. */
const FRAMES_PER_SECOND = 30;
/** Sound with fewer bits than this needs no smaller one beside it. */
const SMALL_SOUND_BELOW_BPS = 64_000;
const COPIED = { picture: 'picture.mp4', sound: 'sound.mp4' };
const SMALL = { picture: 'small-picture.mp4', sound: 'small-sound.mp4' };

interface Rung {
  readonly name: string;
  readonly track: Track;
}

/**
 * Makes segments of the file in the store, beside those of the recording that is there, and returns the manifest with
 * which they are the recording. Until somebody puts that in the other's place, nothing has changed for anybody.
 */
export async function makeReplacement(
  row: ReplacementRow,
  before: Manifest,
  options: PutInPlaceOptions,
): Promise<Manifest> {
  const { upload, signal, handleProgress } = options;
  if ((await sha256Of(upload, signal)) !== row.sha256) throw new UnfitError('other-bytes');
  handleProgress(BEFORE.copying);
  const copied = await copy(options);
  const plan = planOf(row, copied, before);
  handleProgress(BEFORE.encoding);
  const rungs = [...copied, ...(await makeSmall(copied, plan, options))];
  handleProgress(BEFORE.storing);
  return store(row, rungs, plan, options);
}

/** The picture first. */
async function copy({ upload, folder, ...options }: PutInPlaceOptions): Promise<[Rung, Rung]> {
  const { picture: pictureName, sound: soundName } = COPIED;
  try {
    await make(folder, [pictureName, soundName], (partOf) =>
      runLowPriorityFfmpeg({
        ...{ ...options, ffmpeg: options.ffmpeg.path },
        args: copyArguments(upload, { picture: partOf(pictureName), sound: partOf(soundName) }),
      }),
    );
    const picture = await readCopied(join(folder, pictureName), options.signal);
    const sound = await readCopied(join(folder, soundName), options.signal);
    if (!isPlayable(picture.info, sound.info)) throw new UnfitError('other-codec');
    return [
      { name: picture.info.kind === 'video' ? `v${picture.info.height}` : '', track: picture },
      { name: nameOfSound(bytesOf(sound), lengthOf(sound)), track: sound },
    ];
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof UnfitError || isOfThisMachine(error)) throw error;
    throw new UnfitError('unreadable', error);
  }
}

async function readCopied(path: string, signal: AbortSignal): Promise<Track> {
  try {
    const track = await readTrack(path, signal);
    if (track.fragments.length === 0) throw new UnfitError('unreadable');
    return track;
  } catch (error) {
    if (error instanceof UnknownCodecError) throw new UnfitError('other-codec', error);
    const isTooLarge = error instanceof Error && /^a box of \d+ bytes is no part/.test(error.message);
    throw isTooLarge ? new UnfitError('few-key-frames', error) : error;
  }
}

function planOf(row: ReplacementRow, [picture, sound]: readonly [Rung, Rung], before: Manifest): CutPlan {
  const { fragments } = picture.track;
  const endMs = fragments.at(-1)?.endMs ?? 0;
  const [first = 0] = cutsOf(fragments);
  const stretch = { startedAt: row.startedAt + first, durationMs: endMs - first };
  const recorded = { startedAt: before.startedAtMs, durationMs: before.durationMs };
  if (!isOfSameTime(stretch, recorded)) throw new UnfitError('other-time');
  if (lengthOf(sound.track) === 0) throw new UnfitError('unreadable');
  const newest = contentOf(before).newest ?? { msn: 0, run: 0 };
  // What has an address never changes: numbers and runs go on behind all that there were.
  return {
    ...{ cutsMs: cutsOf(fragments), endMs, zeroMs: row.startedAt },
    ...{ firstMsn: newest.msn + 1, run: newest.run + 1 },
  };
}

/** What phones on a poor network take; none where the picture is small already, or FFmpeg too old to align it. */
async function makeSmall(
  [picture, sound]: readonly [Rung, Rung],
  plan: CutPlan,
  { upload, folder, ffmpeg, ...options }: PutInPlaceOptions,
): Promise<Rung[]> {
  const rungs = smallRungs(picture.track, sound.track);
  if (!rungs || !canMakeSmall(ffmpeg.major)) return [];
  const { picture: small, sound: quiet } = rungs;
  const share = BEFORE.storing - BEFORE.encoding;
  try {
    await make(folder, [SMALL.picture, ...(quiet ? [SMALL.sound] : [])], (partOf) =>
      runLowPriorityFfmpeg({
        ...{ ...options, ffmpeg: ffmpeg.path },
        args: smallArguments(
          upload,
          { picture: partOf(SMALL.picture), sound: partOf(SMALL.sound) },
          rungs,
          ffmpeg.major,
        ),
        handleLine(line) {
          const doneMs = Number(/^out_time_us=(\d+)/.exec(line)?.[1] ?? 0) / 1000;
          if (doneMs > 0)
            options.handleProgress(BEFORE.encoding + share * Math.min(1, doneMs / (plan.endMs || 1)));
        },
      }),
    );
    const read = async (name: string, file: string) => ({
      name,
      track: await readTrack(join(folder, file), options.signal),
    });
    return [await read(small.name, SMALL.picture), ...(quiet ? [await read(quiet.name, SMALL.sound)] : [])];
  } catch (error) {
    options.signal.throwIfAborted();
    if (isOfThisMachine(error)) throw error;
    // The lecture as it was is worth more than a small picture of it.
    options.logger.warn({ error, folder }, 'a recording that is replaced has no small rung');
    return [];
  }
}

function smallRungs({ info }: Track, sound: Track): SmallRungs | undefined {
  if (info.kind !== 'video') return undefined;
  const { width, height } = info;
  const [, picture] = videoLadder({ width, height, framesPerSecond: FRAMES_PER_SECOND }, 2);
  const soundBps = (bytesOf(sound) * 8000) / Math.max(1, lengthOf(sound));
  return picture && { picture, sound: soundBps > SMALL_SOUND_BELOW_BPS ? audioRungs.at(-1) : undefined };
}

/** Pictures first, the best of each kind before the others: the first of them is the one that time is counted by. */
async function store(
  row: ReplacementRow,
  rungs: readonly Rung[],
  plan: CutPlan,
  { blobs, signal, handleProgress }: PutInPlaceOptions,
): Promise<Manifest> {
  const stream = { classId: row.classId, streamId: row.streamId };
  const content = new Content();
  const allBytes = rungs.reduce((sum, { track }) => sum + bytesOf(track), 0);
  let bytes = 0;
  const handleBytes = (more: number) => {
    bytes += more;
    handleProgress(BEFORE.storing + (1 - BEFORE.storing) * (bytes / allBytes));
  };
  const isPicture = ({ track }: Rung) => track.info.kind === 'video';
  for (const { name, track } of [...rungs.filter(isPicture), ...rungs.filter((rung) => !isPicture(rung))]) {
    const segments = cutSegments(track.fragments, plan);
    await storeTrack({ stream, rung: name, track, segments }, { blobs, signal, handleBytes });
    content.addInit(name, plan.run, track.info);
    for (const { from: _, to: __, ...segment } of segments) content.add(name, segment);
  }
  signal.throwIfAborted();
  const manifest = manifestOf(stream, content);
  if (!manifest) throw new UnfitError('unreadable');
  return { ...manifest, upload: row.uploadId };
}

/** All of these files or none of them: what is there under its own name is whole. */
async function make(
  folder: string,
  names: readonly string[],
  run: (partOf: (name: string) => string) => Promise<void>,
): Promise<void> {
  const there = await readdir(folder);
  if (names.every((name) => there.includes(name))) return;
  const partOf = (name: string) => join(folder, `${name}.part`);
  await run(partOf);
  for (const name of names) await rename(partOf(name), join(folder, name));
}

async function sha256Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { signal })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const bytesOf = ({ fragments }: Track) => fragments.reduce((sum, { bytes }) => sum + bytes, 0);
const lengthOf = ({ fragments }: Track) => (fragments.at(-1)?.endMs ?? 0) - (fragments[0]?.startMs ?? 0);

/** Full, killed or missing: the file is not to blame, and the next try may go well. */
function isOfThisMachine(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return 'code' in error || /No space left|^FFmpeg ended with SIG/.test(error.message);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { OpenFeed, ProgrammeFeed } from './feed.ts';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import type { Lifeline } from './lifeline.ts';
import { freePortPairs } from './loopback-ports.ts';
import { readMediaPipe, readPieces } from './media-pipe.ts';
import type { H264Encoder } from './pure/encoder-choice.ts';
import { ffmpegArguments } from './pure/ffmpeg-arguments.ts';
import type { AudioRung, VideoRung } from './pure/ladder.ts';
import type { Plan } from './pure/programme-plan.ts';
import { SEGMENT_MS } from './pure/rendition.ts';
import { describeSession } from './pure/sdp.ts';
import { LISTEN_BYTES, LOOK_BYTES } from './pure/sight.ts';
import { type PictureSize, readTranscoderLine } from './pure/transcoder-line.ts';

/** Whoever is shown what goes out, twice a second; what they are given is theirs. */
export interface Looker {
  see(points: Uint8Array): void;
  hear(samples: Int16Array): void;
}

export interface TranscoderOptions {
  ffmpeg: FfmpegBinary;
  encoder: H264Encoder;
  /** What of the feed is opened; what isn't is made here. */
  plan: Pick<Plan, 'picture' | 'sound'>;
  feed: ProgrammeFeed | undefined;
  lifeline: Lifeline;
  video: readonly VideoRung[];
  audio: readonly AudioRung[];
  preset: 'superfast' | 'veryfast';
  partCutMs: number;
  looker?: Looker;
  handleInit(name: string, bytes: Buffer): void;
  handleFragment(name: string, bytes: Buffer): void;
  /** FFmpeg's own warnings, a line each. */
  handleLine(line: string): void;
  /** So large is what the studio sends, at the beginning and whenever that has changed. */
  handlePicture?(size: PictureSize): void;
}

const ADDRESS = '127.0.0.1';
const FIRST_PIPE = 3;
/** Until the first parts come, key frames are asked for often: FFmpeg may not have been listening to the last one. */
const EAGER_KEY_FRAME_MS = 400;
/** The pictures that stand in for the studio's; FFmpeg works in this folder, so that it can be told bare names. */
const SLATES = join(import.meta.dirname, 'slate');

export type TranscoderEnd = { because: 'asked' } | { because: 'exited' | 'broken'; detail: string };

/**
 * One life of FFmpeg: resolves when it is over, with the reason. Never rejects for what FFmpeg does;
 * its supervisor (Programme) decides about the next life.
 */
export async function runTranscoder(options: TranscoderOptions, signal: AbortSignal): Promise<TranscoderEnd> {
  const { plan } = options;
  const feeds = [
    plan.picture === 'feed' ? options.feed?.video?.feed : undefined,
    plan.sound === 'feed' ? options.feed?.audio?.feed : undefined,
  ].filter((feed) => feed !== undefined);
  const pairs = await freePortPairs(ADDRESS, feeds.length);
  const inputs = feeds.flatMap((feed, i) => (pairs[i] ? [{ feed, pair: pairs[i] }] : []));
  const rungs = [...options.video, ...options.audio];

  const child = spawnFfmpeg(options);
  options.lifeline.hold(child);
  let verdict: TranscoderEnd | undefined;
  const stop = (because: TranscoderEnd) => {
    verdict ??= because;
    child.kill('SIGKILL');
  };
  const end = new Promise<TranscoderEnd>((settle) => {
    child.once('error', (error) => settle({ because: 'broken', detail: error.message }));
    child.once('close', (code, killedBy) => {
      settle(verdict ?? { because: 'exited', detail: killedBy ?? `code ${code}` });
    });
  });
  const stopAsAsked = () => stop({ because: 'asked' });
  signal.addEventListener('abort', stopAsAsked);
  if (signal.aborted) stopAsAsked();

  const awaited = new Set(rungs.map(({ name }) => name));
  const open: OpenFeed[] = [];
  let asking: NodeJS.Timeout | undefined;
  try {
    readOutputs(child, rungs, options, awaited, (error) =>
      stop({ because: 'broken', detail: error.message }),
    );
    const looker = lookerOf(options);
    if (looker) readSight(child, FIRST_PIPE + rungs.length, looker);
    const receivers = inputs.map(({ feed, pair }) => ({ format: feed.format, ...pair }));
    sendSession(child, receivers.length > 0 ? describeSession(ADDRESS, receivers) : '');
    for (const { feed, pair } of inputs) open.push(await feed.open({ address: ADDRESS, ...pair }));
    asking = askForKeyFrames(open, awaited);
  } catch (error) {
    stop({ because: 'broken', detail: error instanceof Error ? error.message : String(error) });
  }
  try {
    return await end;
  } finally {
    clearInterval(asking);
    signal.removeEventListener('abort', stopAsAsked);
    for (const feed of open) feed.close();
  }
}

/**
 * FFmpeg reads next what the output needs that is furthest behind, and one of a picture in half a second always is. Beside
 * a feed of its own that changes nothing; picture or sound that we make ourselves would come in bursts.
 */
function lookerOf({ plan, looker }: TranscoderOptions): Looker | undefined {
  return plan.picture === 'feed' && plan.sound === 'feed' ? looker : undefined;
}

function spawnFfmpeg(options: TranscoderOptions): ChildProcess {
  const { ffmpeg, plan, video, audio, encoder, preset, partCutMs } = options;
  // It is looked for from where we are, not from where it will work.
  const path = /[\\/]/.test(ffmpeg.path) ? resolve(ffmpeg.path) : ffmpeg.path;
  const sight = lookerOf(options) !== undefined;
  const words = ffmpegArguments({
    ...{ ffmpegMajor: ffmpeg.major, video, audio, encoder, preset, partCutMs, firstPipe: FIRST_PIPE, sight },
    picture: plan.picture === 'feed' ? 'feed' : { still: `${plan.picture}.png` },
    sound: plan.sound,
  });
  const outputs = Array.from(
    { length: video.length + audio.length + (sight ? 2 : 0) },
    () => 'pipe' as const,
  );
  return spawn(path, words, { cwd: SLATES, stdio: ['pipe', 'ignore', 'pipe', ...outputs] });
}

function readOutputs(
  child: ChildProcess,
  rungs: readonly { name: string }[],
  options: TranscoderOptions,
  awaited: Set<string>,
  handleBroken: (error: Error) => void,
): void {
  rungs.forEach(({ name }, i) => {
    const handlers = {
      handleInit: (bytes: Buffer) => options.handleInit(name, bytes),
      handleFragment: (bytes: Buffer) => {
        awaited.delete(name);
        options.handleFragment(name, bytes);
      },
    };
    readMediaPipe(child.stdio[FIRST_PIPE + i] as Readable, handlers, (error) =>
      handleBroken(error instanceof Error ? error : new Error(String(error))),
    );
  });
  if (child.stderr) createInterface(child.stderr).on('line', (line) => heedLine(line, options));
}

function heedLine(line: string, { plan, handleLine, handlePicture }: TranscoderOptions): void {
  const said = readTranscoderLine(line);
  if (said?.is === 'trouble') handleLine(line);
  // Of what is made here the size is known.
  if (said?.is === 'picture' && plan.picture === 'feed') handlePicture?.(said.size);
}

function readSight(child: ChildProcess, firstPipe: number, looker: Looker): void {
  readPieces(child.stdio[firstPipe] as Readable, LOOK_BYTES, (points) => looker.see(points));
  readPieces(child.stdio[firstPipe + 1] as Readable, LISTEN_BYTES, ({ buffer, byteOffset, byteLength }) =>
    looker.hear(new Int16Array(buffer, byteOffset, byteLength / Int16Array.BYTES_PER_ELEMENT)),
  );
}

function sendSession(child: ChildProcess, session: string): void {
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(session);
}

function askForKeyFrames(open: readonly OpenFeed[], awaited: ReadonlySet<string>): NodeJS.Timeout {
  let askedAt = Number.NEGATIVE_INFINITY;
  return setInterval(() => {
    const every = awaited.size > 0 ? EAGER_KEY_FRAME_MS : SEGMENT_MS;
    // A clock that is set back would not ask again before it is where it was.
    const now = performance.now();
    if (now - askedAt < every) return;
    askedAt = now;
    // A feed that is gone by now closes the whole run by itself.
    for (const feed of open) feed.requestKeyFrame().catch(() => undefined);
  }, EAGER_KEY_FRAME_MS / 2);
}

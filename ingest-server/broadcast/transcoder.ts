import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createCmafReader } from './cmaf-reader.ts';
import type { OpenFeed, ProgrammeFeed } from './feed.ts';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import type { Lifeline } from './lifeline.ts';
import { freePortPairs } from './loopback-ports.ts';
import { ffmpegArguments } from './pure/ffmpeg-arguments.ts';
import type { AudioRung, VideoRung } from './pure/ladder.ts';
import { SEGMENT_MS } from './pure/rendition.ts';
import { describeSession } from './pure/sdp.ts';
import { SilenceWatch } from './silence-watch.ts';

export interface TranscoderOptions {
  ffmpeg: FfmpegBinary;
  feed: ProgrammeFeed;
  lifeline: Lifeline;
  video: readonly VideoRung[];
  audio: AudioRung | undefined;
  preset: 'superfast' | 'veryfast';
  partCutMs: number;
  handleInit(name: string, bytes: Buffer): void;
  handleFragment(name: string, bytes: Buffer): void;
  /** FFmpeg's own warnings, a line each. */
  handleLine(line: string): void;
}

const ADDRESS = '127.0.0.1';
const FIRST_PIPE = 3;
/** Until the first parts come, key frames are asked for often: FFmpeg may not have been listening to the last one. */
const EAGER_KEY_FRAME_MS = 400;

export type TranscoderEnd = { because: 'asked' } | { because: 'exited' | 'hung' | 'broken'; detail: string };

/**
 * One life of FFmpeg: resolves when it is over, with the reason. Never rejects for what FFmpeg does;
 * its supervisor (Programme) decides about the next life.
 */
export async function runTranscoder(options: TranscoderOptions, signal: AbortSignal): Promise<TranscoderEnd> {
  const feeds = [options.feed.video?.feed, options.feed.audio?.feed].filter((feed) => feed !== undefined);
  const pairs = await freePortPairs(ADDRESS, feeds.length);
  const inputs = feeds.flatMap((feed, i) => (pairs[i] ? [{ feed, pair: pairs[i] }] : []));
  const rungs = [...options.video, ...(options.audio ? [options.audio] : [])];

  const child = spawn(
    options.ffmpeg.path,
    ffmpegArguments({
      ffmpegMajor: options.ffmpeg.major,
      video: options.video,
      audio: options.audio,
      preset: options.preset,
      partCutMs: options.partCutMs,
      firstPipe: FIRST_PIPE,
    }),
    { stdio: ['pipe', 'ignore', 'pipe', ...rungs.map(() => 'pipe' as const)] },
  );
  options.lifeline.hold(child);
  let verdict: TranscoderEnd | undefined;
  const stop = (because: TranscoderEnd) => {
    verdict ??= because;
    child.kill('SIGKILL');
  };
  const end = new Promise<TranscoderEnd>((resolve) => {
    child.once('error', (error) => resolve({ because: 'broken', detail: error.message }));
    child.once('close', (code, killedBy) => {
      resolve(verdict ?? { because: 'exited', detail: killedBy ?? `code ${code}` });
    });
  });
  const stopAsAsked = () => stop({ because: 'asked' });
  signal.addEventListener('abort', stopAsAsked);
  if (signal.aborted) stopAsAsked();

  const watch = new SilenceWatch(
    rungs.map(({ name }) => name),
    (detail) => stop({ because: 'hung', detail }),
  );
  const open: OpenFeed[] = [];
  let eager: NodeJS.Timeout | undefined;
  try {
    readOutputs(child, rungs, options, watch, (error) => stop({ because: 'broken', detail: error.message }));
    const receivers = inputs.map(({ feed, pair }) => ({ format: feed.format, ...pair }));
    sendSession(child, describeSession(ADDRESS, receivers));
    for (const { feed, pair } of inputs) open.push(await feed.open({ address: ADDRESS, ...pair }));
    eager = askForKeyFrames(open, watch);
  } catch (error) {
    stop({ because: 'broken', detail: error instanceof Error ? error.message : String(error) });
  }
  try {
    return await end;
  } finally {
    clearInterval(eager);
    watch.close();
    signal.removeEventListener('abort', stopAsAsked);
    for (const feed of open) feed.close();
  }
}

function readOutputs(
  child: ChildProcess,
  rungs: readonly { name: string }[],
  options: TranscoderOptions,
  watch: SilenceWatch,
  handleBroken: (error: Error) => void,
): void {
  rungs.forEach(({ name }, i) => {
    const read = createCmafReader({
      handleInit: (bytes) => options.handleInit(name, bytes),
      handleFragment: (bytes) => {
        watch.handlePart(name);
        options.handleFragment(name, bytes);
      },
    });
    const pipe = child.stdio[FIRST_PIPE + i] as Readable;
    pipe.on('data', (chunk: Buffer) => {
      try {
        read(chunk);
      } catch (error) {
        // What follows a tear can't be told apart any more.
        pipe.destroy();
        handleBroken(error instanceof Error ? error : new Error(String(error)));
      }
    });
    // A pipe that breaks breaks with its process, whose end is what is reported.
    pipe.on('error', () => undefined);
  });
  if (child.stderr) createInterface(child.stderr).on('line', options.handleLine);
}

function sendSession(child: ChildProcess, session: string): void {
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(session);
}

function askForKeyFrames(open: readonly OpenFeed[], watch: SilenceWatch): NodeJS.Timeout {
  let askedAt = 0;
  return setInterval(() => {
    const every = watch.starting ? EAGER_KEY_FRAME_MS : SEGMENT_MS;
    if (Date.now() - askedAt < every) return;
    askedAt = Date.now();
    // A feed that is gone by now closes the whole run by itself.
    for (const feed of open) feed.requestKeyFrame().catch(() => undefined);
  }, EAGER_KEY_FRAME_MS / 2);
}

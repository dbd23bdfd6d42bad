import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import type { Lifeline } from './lifeline.ts';
import { readMediaPipe } from './media-pipe.ts';
import { av1Arguments } from './pure/av1-arguments.ts';
import { type Av1Progress, type InputVerdict, behindOf, judgeInput } from './pure/av1-input.ts';
import type { Av1Encoder } from './pure/encoder-choice.ts';
import { readFragment } from './pure/fragment.ts';
import { readInitSegment } from './pure/init-segment.ts';
import type { VideoRung } from './pure/ladder.ts';

/** Where a core is short, all else goes first. */
const NICENESS = 10;
const FIRST_PIPE = 3;
/** The encoder says much at its start; only its errors are wanted. */
const SVT_ERRORS = '1';

export type Av1End =
  | { because: 'asked' }
  /** `behind`: it did not keep up, or stopped giving anything. `hole`: its input went on somewhere else. */
  | { because: 'exited' | 'broken' | 'behind' | 'hole'; detail: string };

export interface Av1Options {
  ffmpeg: FfmpegBinary;
  encoder: Av1Encoder;
  lifeline: Lifeline;
  rungs: readonly VideoRung[];
  cores: number;
  partCutMs: number;
  handleInit(name: string, bytes: Buffer): void;
  /** In the times of what was written: it belongs where that stands. */
  handleFragment(name: string, bytes: Buffer): void;
  /** Once, after the last fragment, whoever ended it. */
  handleEnd(end: Av1End): void;
  /** FFmpeg's own warnings, a line each. */
  handleLine(line: string): void;
}

/** One life of the AV1 encoder beside one run of the main transcoder; whether there is a next one is not decided here. */
export interface Av1Transcoder {
  /** The top H.264 rung's init segment. Starts the process. */
  begin(init: Buffer): void;
  /**
   * The rung's next fragment, in times whose multiples of two seconds are where segments begin; it is copied. What comes
   * before the first segment that begins on its boundary is left out.
   */
  write(fragment: Buffer): void;
  /** What waits in this process. FFmpeg's pipe holds some 64 kB more. */
  readonly backlogBytes: number;
  /** By how much picture its output is behind its input; undefined until it is fed. */
  readonly behindMs: number | undefined;
  close(): Promise<void>;
}

/** Nothing that its FFmpeg does makes any of this throw. */
export function createAv1(options: Av1Options): Av1Transcoder {
  const rungs = options.rungs.map(({ name }) => name);
  let child: ChildProcess | undefined;
  let timescale = 1;
  let progress: Av1Progress = { fed: undefined, madeUntilMs: {} };
  let verdict: Av1End | undefined;
  const { promise: ended, resolve: resolveEnded } = Promise.withResolvers<undefined>();

  const finish = (end: Av1End) => {
    verdict ??= end;
    options.handleEnd(verdict);
    resolveEnded(undefined);
  };
  const stop = (end: Av1End) => {
    if (verdict) return;
    verdict = end;
    if (child) child.kill('SIGKILL');
    else finish(end);
  };
  const stopBroken = (error: unknown) => {
    stop({ because: 'broken', detail: error instanceof Error ? error.message : String(error) });
  };

  function start(): ChildProcess {
    const started = spawnFfmpeg(options);
    started.once('error', (error) => {
      // One that never ran has no 'close' after it.
      if (started.pid === undefined) finish({ because: 'broken', detail: error.message });
      else stopBroken(error);
    });
    started.once('close', (code, killedBy) => {
      if (started.pid !== undefined) finish({ because: 'exited', detail: killedBy ?? `code ${code}` });
    });
    // It went: then its exit is what is told.
    started.stdin?.on('error', () => undefined);
    readOutputs(
      started,
      options,
      (name, untilMs) =>
        (progress = { ...progress, madeUntilMs: { ...progress.madeUntilMs, [name]: untilMs } }),
      stopBroken,
    );
    return started;
  }

  return {
    begin(init) {
      if (child || verdict) return;
      try {
        ({ timescale } = readInitSegment(init));
        child = start();
        child.stdin?.write(init);
      } catch (error) {
        stopBroken(error);
      }
    },

    write(fragment) {
      if (!child || verdict) return;
      let judged: InputVerdict;
      try {
        judged = judgeInput(progress, rungs, readFragment(fragment), timescale);
      } catch (error) {
        stopBroken(error);
        return;
      }
      if (judged.is === 'end') {
        stop({ because: judged.because, detail: judged.detail });
        return;
      }
      if (judged.is === 'skip') return;
      progress = { ...progress, fed: judged.fed };
      // A pipe may still be waiting for it when the caller changes its own.
      child.stdin?.write(Buffer.from(fragment));
    },

    get backlogBytes() {
      return verdict ? 0 : (child?.stdin?.writableLength ?? 0);
    },

    get behindMs() {
      return behindOf(progress, rungs);
    },

    close() {
      stop({ because: 'asked' });
      return ended;
    },
  };
}

function spawnFfmpeg({
  ffmpeg,
  encoder,
  rungs,
  cores,
  partCutMs,
  lifeline,
  handleLine,
}: Av1Options): ChildProcess {
  const words = av1Arguments({
    ffmpegMajor: ffmpeg.major,
    encoder,
    rungs,
    cores,
    partCutMs,
    firstPipe: FIRST_PIPE,
  });
  const child = spawn(ffmpeg.path, words, {
    stdio: ['pipe', 'ignore', 'pipe', ...rungs.map(() => 'pipe' as const)],
    env: { ...process.env, SVT_LOG: SVT_ERRORS },
  });
  lifeline.hold(child);
  if (child.pid !== undefined) lowerPriority(child.pid, handleLine);
  if (child.stderr) createInterface(child.stderr).on('line', handleLine);
  return child;
}

function lowerPriority(pid: number, handleLine: (line: string) => void): void {
  try {
    setPriority(pid, NICENESS);
  } catch (error) {
    // It ended at once, or the system knows no such thing: then it competes as an equal.
    handleLine(`its priority was not lowered: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readOutputs(
  child: ChildProcess,
  { rungs, handleInit, handleFragment }: Av1Options,
  handleMade: (name: string, untilMs: number) => void,
  handleBroken: (error: unknown) => void,
): void {
  rungs.forEach(({ name }, i) => {
    let timescale = 1;
    const handlers = {
      handleInit(bytes: Buffer) {
        ({ timescale } = readInitSegment(bytes));
        handleInit(name, bytes);
      },
      handleFragment(bytes: Buffer) {
        const { startTicks, durationTicks } = readFragment(bytes);
        handleMade(name, ((startTicks + durationTicks) / timescale) * 1000);
        handleFragment(name, bytes);
      },
    };
    readMediaPipe(child.stdio[FIRST_PIPE + i] as Readable, handlers, handleBroken);
  });
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Lifeline } from './lifeline.ts';

export interface FfmpegJob {
  readonly ffmpeg: string;
  readonly args: readonly string[];
  readonly lifeline: Lifeline;
  readonly signal: AbortSignal;
  /** What goes to its standard input. */
  readonly input?: AsyncIterable<Uint8Array>;
  /** Its standard output, a line each. */
  readonly handleLine?: (line: string) => void;
  /** The same as it comes, where it is no text. */
  readonly handleOutput?: (chunk: Buffer) => void;
}

const SAID_MAX = 2_000;

/** FFmpeg for what can wait: everything else on this machine goes first. Rejects with its own words. */
export async function runLowPriorityFfmpeg(job: FfmpegJob): Promise<void> {
  job.signal.throwIfAborted();
  const child = spawn(job.ffmpeg, ['-hide_banner', '-nostdin', '-y', '-v', 'error', ...job.args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = once(child, 'close') as Promise<[number | null, string | null]>;
  // One that is gone before anybody listens is told by the wait below.
  exited.catch(() => undefined);
  job.lifeline.hold(child);
  calmDown(child.pid);
  const kill = () => void child.kill('SIGKILL');
  job.signal.addEventListener('abort', kill);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-SAID_MAX)));
  const { handleLine, handleOutput } = job;
  if (handleLine) createInterface({ input: child.stdout }).on('line', handleLine);
  else if (handleOutput) child.stdout.on('data', handleOutput);
  else child.stdout.resume();
  const fed = feed(child.stdin, job.input);
  try {
    const [code, killedBy] = await exited;
    job.signal.throwIfAborted();
    const inputError = await fed;
    if (code !== 0) throw new Error(`FFmpeg ended with ${killedBy ?? code}: ${said.trim()}`);
    if (inputError) throw inputError;
  } finally {
    job.signal.removeEventListener('abort', kill);
    child.kill('SIGKILL');
  }
}

/** What the source failed with; that FFmpeg had enough before the end is no failure. */
async function feed(
  stdin: NodeJS.WritableStream,
  input: AsyncIterable<Uint8Array> = Readable.from([]),
): Promise<Error | undefined> {
  let sourceError: Error | undefined;
  async function* watched() {
    try {
      yield* input;
    } catch (error) {
      sourceError = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }
  try {
    await pipeline(watched, stdin);
  } catch {
    return sourceError;
  }
  return undefined;
}

function calmDown(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch (error) {
    // It is done already.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { progressMs } from './pure/ffmpeg-progress.ts';

export type FfmpegEnd =
  | { is: 'done'; said: string; doneMs: number | undefined }
  | { is: 'failed'; said: string }
  | { is: 'cancelled' };

export interface FfmpegRun {
  path: string;
  args: readonly string[];
  signal?: AbortSignal;
  onProgress?: (doneMs: number) => void;
}

/** Only the last words count; a damaged file can say one thing for every picture. */
const SAID_MAX_LETTERS = 20_000;

/** Runs FFmpeg to its end, behind everything else on this machine: a lecture may be on air. */
export async function runFfmpeg({ path, args, signal, onProgress }: FfmpegRun): Promise<FfmpegEnd> {
  if (signal?.aborted) return { is: 'cancelled' };
  const child = spawn(path, [...args], { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill);
  // It would go on by itself otherwise, writing what nobody waits for.
  process.once('exit', kill);
  let said = '';
  let doneMs: number | undefined;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-SAID_MAX_LETTERS);
  });
  child.stdout.setEncoding('utf8').on('data', (report: string) => {
    const at = progressMs(report);
    if (at === undefined) return;
    doneMs = at;
    onProgress?.(at);
  });
  try {
    lower(child.pid);
    const [code] = (await once(child, 'close')) as [number | null];
    if (signal?.aborted) return { is: 'cancelled' };
    return code === 0 ? { is: 'done', said, doneMs } : { is: 'failed', said };
  } catch (cause) {
    return { is: 'failed', said: cause instanceof Error ? cause.message : String(cause) };
  } finally {
    signal?.removeEventListener('abort', kill);
    process.off('exit', kill);
  }
}

function lower(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Over already, or a system that doesn't let us: it runs as it is.
  }
}

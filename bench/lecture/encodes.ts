import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { clip, renderLecture } from './clip.ts';
import { drawSlides } from './slides.ts';

const run = promisify(execFile);

/** Renders the lecture into a file, losing nothing of it. */
export async function recordLecture(ffmpegPath: string, path: string): Promise<void> {
  const { width, height, framesPerSecond } = clip;
  const slides = await drawSlides(ffmpegPath, width, height);
  const recorder = spawn(
    ffmpegPath,
    [
      ...['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`],
      ...['-r', String(framesPerSecond), '-i', 'pipe:0', '-c:v', 'ffv1', '-f', 'nut', path],
    ],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  );
  const ended = once(recorder, 'close');
  for (const frame of renderLecture(slides)) {
    if (!recorder.stdin.write(frame)) await once(recorder.stdin, 'drain');
  }
  recorder.stdin.end();
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`the lecture could not be recorded: FFmpeg ended with ${code}`);
}

export interface Encode {
  kbps: number;
  /** Seconds of picture in a second. */
  speedX: number;
  /** Of brightness, and with colour. */
  ssim: { luma: number; all: number };
  vmaf: number | undefined;
}

/** Encodes a recording with an encoder's own words and compares what comes out with what went in. */
export async function encode(
  ffmpegPath: string,
  recording: string,
  output: string,
  words: readonly string[],
  withVmaf: boolean,
): Promise<Encode> {
  const quiet = ['-hide_banner', '-nostdin', '-nostats', '-y'];
  const bornAt = performance.now();
  await run(ffmpegPath, [...quiet, '-i', recording, ...words, '-f', 'mp4', output], {
    env: { ...process.env, SVT_LOG: '1' },
  });
  const tookS = (performance.now() - bornAt) / 1000;
  const { size } = await stat(output);
  const grid = `settb=1/${clip.framesPerSecond},setpts=N`;
  const compare = async (filter: string) => {
    const graph = `[0:v]${grid}[out];[1:v]${grid}[in];[out][in]${filter}`;
    return (
      await run(ffmpegPath, [...quiet, '-i', output, '-i', recording, '-lavfi', graph, '-f', 'null', '-'])
    ).stderr;
  };
  const [, luma, all] = /SSIM Y:([\d.]+) .* All:([\d.]+)/.exec(await compare('ssim')) ?? [];
  const vmaf = withVmaf ? /VMAF score: ([\d.]+)/.exec(await compare('libvmaf'))?.[1] : undefined;
  return {
    kbps: (size * 8) / clip.seconds / 1000,
    speedX: clip.seconds / tookS,
    ssim: { luma: Number(luma), all: Number(all) },
    vmaf: vmaf === undefined ? undefined : Number(vmaf),
  };
}

export async function hasFilter(ffmpegPath: string, filter: string): Promise<boolean> {
  const { stdout } = await run(ffmpegPath, ['-hide_banner', '-filters']);
  return new RegExp(` ${filter} `).test(stdout);
}

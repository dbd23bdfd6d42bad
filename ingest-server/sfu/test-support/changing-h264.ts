import { execFile } from 'node:child_process';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ffmpegPath } from './ffmpeg.ts';

const run = promisify(execFile);

const SECONDS_EACH = 5;

/** One H.264 stream whose picture changes its size, as a browser's does that shares a window. Its path. */
export async function makeChangingH264(
  folder: string,
  sizes: readonly { width: number; height: number }[],
): Promise<string> {
  if (!ffmpegPath) throw new Error('there is no FFmpeg to make a stream with');
  const whole = join(folder, 'changing.h264');
  await rm(whole, { force: true });
  for (const { width, height } of sizes) {
    const one = join(folder, `${width}x${height}.h264`);
    const picture = ['-f', 'lavfi', '-i', `testsrc2=s=${width}x${height}:r=30`, '-t', String(SECONDS_EACH)];
    const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-pix_fmt', 'yuv420p'];
    await run(ffmpegPath, [
      '-v',
      'error',
      '-y',
      ...picture,
      ...x264,
      '-profile:v',
      'baseline',
      '-g',
      '15',
      one,
    ]);
    await appendFile(whole, await readFile(one));
  }
  return whole;
}

import { execFileSync } from 'node:child_process';
import { type FfmpegBinary, findFfmpeg } from '../ffmpeg-binary.ts';

const found = await findFfmpeg(process.env['FFMPEG_PATH']);

/** What the tests run media through; undefined where this machine has none: then they are skipped with `needs`. */
export const ffmpeg: FfmpegBinary | undefined = found.is === 'found' ? found.binary : undefined;

/** The judge of media. It comes with FFmpeg, but not with every build of it. */
export const ffprobePath: string | undefined = runs('ffprobe') ? 'ffprobe' : undefined;

/** The reason for a skip, in the words that the test runner knows; undefined where nothing is missing. */
export const missing: 'needs ffmpeg' | 'needs ffprobe' | undefined = ffmpeg
  ? ffprobePath
    ? undefined
    : 'needs ffprobe'
  : 'needs ffmpeg';

function runs(path: string): boolean {
  try {
    execFileSync(path, ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

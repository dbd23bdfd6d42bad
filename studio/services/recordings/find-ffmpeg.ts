import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { ffmpegMajor } from './pure/ffmpeg-version.ts';
import { texts } from './texts.ts';

const run = promisify(execFile);
const ANSWER_MAX_MS = 15_000;

export interface Ffmpeg {
  path: string;
  major: number;
}

export type FfmpegSearch = { is: 'found'; ffmpeg: Ffmpeg } | { is: 'missing'; text: string };

/** The one that FFMPEG_PATH names and no other; else the newest of the PATH's and the npm package's. */
export async function findFfmpeg(named: string | undefined): Promise<FfmpegSearch> {
  if (named) {
    const ffmpeg = await ask(named);
    return ffmpeg ? { is: 'found', ffmpeg } : { is: 'missing', text: texts().wrongFfmpeg(named) };
  }
  const asked = await Promise.all(['ffmpeg', packagedPath()].map((path) => (path ? ask(path) : undefined)));
  const [newest] = asked.filter((ffmpeg) => ffmpeg !== undefined).sort((a, b) => b.major - a.major);
  return newest ? { is: 'found', ffmpeg: newest } : { is: 'missing', text: texts().noFfmpeg };
}

/** Required at run time, never bundled: it finds its binary by where it lies itself. */
function packagedPath(): string | undefined {
  try {
    const require = createRequire(import.meta.url);
    const installer = require('@ffmpeg-installer/ffmpeg') as { path?: unknown };
    return typeof installer.path === 'string' ? installer.path : undefined;
  } catch {
    // It throws on a system that it has no build for: an answer, not a failure.
    return undefined;
  }
}

async function ask(path: string): Promise<Ffmpeg | undefined> {
  try {
    const { stdout } = await run(path, ['-hide_banner', '-version'], { timeout: ANSWER_MAX_MS });
    const major = ffmpegMajor(stdout);
    return major === undefined ? undefined : { path, major };
  } catch {
    // Not there, not executable or not FFmpeg: all the same to a search.
    return undefined;
  }
}

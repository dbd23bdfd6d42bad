import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parseVersion } from './pure/ffmpeg-version.ts';

const run = promisify(execFile);

export interface FfmpegBinary {
  path: string;
  version: string;
  major: number;
}

export type FfmpegSearch = { is: 'found'; binary: FfmpegBinary } | { is: 'missing'; reason: string };

/** The one named by FFMPEG_PATH and no other; else the newest of the PATH's and the npm package's. */
export async function findFfmpeg(explicitPath: string | undefined): Promise<FfmpegSearch> {
  if (explicitPath) {
    const binary = await probe(explicitPath);
    if (binary) return { is: 'found', binary };
    return {
      is: 'missing',
      reason: `FFMPEG_PATH names ${explicitPath}, which does not run as FFmpeg with libx264.`,
    };
  }
  const candidates = await Promise.all(
    ['ffmpeg', await packagedPath()].map((path) => (path ? probe(path) : undefined)),
  );
  const newest = candidates
    .filter((candidate) => candidate !== undefined)
    .sort((a, b) => b.major - a.major || b.version.localeCompare(a.version))[0];
  if (newest) return { is: 'found', binary: newest };
  return {
    is: 'missing',
    reason: 'No FFmpeg with libx264 was found. Install FFmpeg, or name one in FFMPEG_PATH.',
  };
}

// The package throws on a platform it has no build for; that is an answer, not a failure.
async function packagedPath(): Promise<string | undefined> {
  try {
    const installer = (await import('@ffmpeg-installer/ffmpeg')) as { default: { path: string } };
    return installer.default.path;
  } catch {
    return undefined;
  }
}

async function probe(path: string): Promise<FfmpegBinary | undefined> {
  try {
    const [{ stdout: banner }, { stdout: encoders }] = await Promise.all([
      run(path, ['-hide_banner', '-version'], { timeout: 10_000 }),
      run(path, ['-hide_banner', '-encoders'], { timeout: 10_000 }),
    ]);
    const version = parseVersion(banner);
    return version && encoders.includes('libx264') ? { path, ...version } : undefined;
  } catch {
    // Not there, not executable or not FFmpeg: all the same to a search.
    return undefined;
  }
}

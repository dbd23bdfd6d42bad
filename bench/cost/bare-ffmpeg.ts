import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { FfmpegBinary } from '../../ingest-server/broadcast/ffmpeg-binary.ts';
import { ffmpegArguments } from '../../ingest-server/broadcast/pure/ffmpeg-arguments.ts';
import { audioRungs, rungsFor, videoLadder } from '../../ingest-server/broadcast/pure/ladder.ts';
import { partTiming } from '../../ingest-server/broadcast/pure/part-timing.ts';
import { programme } from './studio-stream.ts';

const CORES = 2;

/** Nothing but FFmpeg: a file in, the very ladder that the broadcast makes of it out, into files. */
export function spawnBareFfmpeg(
  ffmpeg: FfmpegBinary,
  stream: string,
  folder: string,
  paced: boolean,
): ChildProcess {
  const words = ffmpegArguments({
    ...{ ffmpegMajor: ffmpeg.major, picture: 'feed', sound: 'feed' },
    ...{ video: videoLadder(programme, rungsFor(CORES)), audio: audioRungs },
    ...{ encoder: 'libx264', preset: 'superfast', firstPipe: 3 },
    partCutMs: partTiming(programme.framesPerSecond).cutMs,
  });
  const ladder = words
    .slice(words.indexOf('-filter_complex'))
    .map((word) => (word.startsWith('pipe:') ? join(folder, `${word.slice(5)}.mp4`) : word));
  const input = [...(paced ? ['-re'] : []), '-threads:v', '1', '-i', stream];
  return spawn(
    ffmpeg.path,
    ['-hide_banner', '-nostdin', '-nostats', '-y', '-v', 'info', '-benchmark', ...input, ...ladder],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
}

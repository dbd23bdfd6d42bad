import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ffmpegPath } from './ffmpeg.ts';

/** When the picture turns from black to white, or sound begins after silence, in seconds of the media's own clock. */
export async function onsets(media: Buffer, kind: 'video' | 'audio'): Promise<number[]> {
  if (!ffmpegPath) throw new Error('there is no FFmpeg to look with');
  const filter =
    kind === 'video'
      ? ['-vf', 'crop=iw/4:ih/2:iw*5/8:ih/4,blackdetect=d=0.2:pix_th=0.3']
      : ['-af', 'silencedetect=n=-30dB:d=0.2'];
  const options = ['-hide_banner', '-nostats', '-copyts', '-i', 'pipe:0', ...filter, '-f', 'null', '-'];
  const looking = promisify(execFile)(ffmpegPath, options);
  looking.child.stdin?.end(media);
  const { stderr } = await looking;
  return [...stderr.matchAll(/(?:black_end|silence_end): ?([\d.]+)/g)].map((found) => Number(found[1]));
}

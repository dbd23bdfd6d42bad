import type { TrackInfo } from './init-segment.ts';
import { type VideoRung, videoLadder } from './ladder.ts';

/** What a studio's picture is taken to have where only its size was kept. */
const FRAMES_PER_SECOND = 30;

/** The H.264 rungs of a stream that an earlier life of the server began, the top one first; undefined where none was kept. */
export function keptLadder(
  names: readonly string[],
  infoOf: (name: string) => TrackInfo | undefined,
): { video: VideoRung[] } | undefined {
  const video = names.flatMap((name) => {
    const info = infoOf(name);
    if (info?.kind !== 'video' || !info.codec.startsWith('avc1')) return [];
    const { width, height, framesPerSecond = FRAMES_PER_SECOND } = info;
    const rungs = videoLadder({ width, height, framesPerSecond }, 1);
    return rungs.map((rung) => ({ ...rung, name }));
  });
  return video.length === 0 ? undefined : { video: video.sort((a, b) => b.height - a.height) };
}

import type { Frame } from './frame.ts';
import { drawPen } from './pen.ts';
import { drawHead } from './talking-head.ts';

export const clip = { width: 960, height: 540, framesPerSecond: 30, seconds: 24 } as const;

/** Which slide stands from which second on. */
const SHOWN_FROM_S = [0, 4, 8, 16] as const;

/**
 * A lecture of our own making: slides that change and gain lines, a pen that writes on them, and in the corner a head
 * that moves and speaks before a textured wall, with a camera's noise. The same bytes at every run.
 */
export function* renderLecture(slides: readonly Buffer[]): Generator<Buffer> {
  const { width, height, framesPerSecond, seconds } = clip;
  for (let index = 0; index < seconds * framesPerSecond; index += 1) {
    const atS = index / framesPerSecond;
    const slide = slides[SHOWN_FROM_S.findLastIndex((fromS) => atS >= fromS)];
    if (!slide) throw new Error('there are fewer slides than the lecture shows');
    const frame: Frame = { bytes: Buffer.from(slide), width, height };
    drawPen(frame, atS);
    drawHead(frame, atS, index);
    yield frame.bytes;
  }
}

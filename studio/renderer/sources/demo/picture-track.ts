import { nextFrameTurn } from '../../compositor/pure/frame-schedule.ts';
import type { DemoPicture } from './messages.ts';

/** Paints a picture at its rate and writes it to its track, until the track is stopped. */
export function startPainting(
  { size, framesPerSecond, output }: DemoPicture,
  paint: (context: OffscreenCanvasRenderingContext2D) => void,
): void {
  const context = new OffscreenCanvas(size.width, size.height).getContext('2d', { alpha: false });
  if (!context) throw new Error('the browser gives no 2D canvas');
  const writer = output.getWriter();
  const startMs = performance.now();
  const periodMs = 1000 / framesPerSecond;

  const paintOne = async (index: number): Promise<void> => {
    paint(context);
    const frame = new VideoFrame(context.canvas, {
      timestamp: Math.round(performance.now() * 1000),
      alpha: 'discard',
    });
    try {
      await writer.write(frame);
    } catch {
      return; // The track was stopped: nobody looks any more.
    } finally {
      frame.close();
    }
    schedule(index);
  };
  const schedule = (lastIndex: number): void => {
    const { index, waitMs } = nextFrameTurn(startMs, periodMs, lastIndex, performance.now());
    setTimeout(() => void paintOne(index), waitMs);
  };
  schedule(-1);
}

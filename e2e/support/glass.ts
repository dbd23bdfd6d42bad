import type { Page } from '@playwright/test';
import { clockLayout, decodeClock } from '@rostrum/protocol/clock';

interface GlassSample {
  /** Wall clock when the picture was shown. */
  shownAt: number;
  brightness: number[];
}

interface GlassWindow extends Window {
  glass?: GlassSample[];
}

/** A picture that was shown, with the moment that its burned-in clock tells. */
export interface SeenFrame {
  shownAt: number;
  composedAt: number;
}

export interface SeenThroughGlass {
  frames: SeenFrame[];
  delaysMs: number[];
  unreadable: number;
}

/**
 * Watches a page's video as an eye would: samples the burned-in clock of shown frames until `durationMs` is
 * over and returns how old each picture was. Frames whose clock can't be read are counted, not guessed.
 */
export async function watchGlass(
  page: Page,
  selector: string,
  durationMs: number,
): Promise<SeenThroughGlass> {
  await page.evaluate(startSampling, { selector, blocks: clockLayout(1).map((block) => ({ ...block })) });
  // The measurement is this long by its nature; nothing is being waited for.
  await page.waitForTimeout(durationMs);
  const samples = await page.evaluate(() => (window as GlassWindow).glass ?? []);
  const frames = samples.flatMap(({ shownAt, brightness }) => {
    const composedAt = decodeClock(brightness, shownAt);
    return composedAt === undefined ? [] : [{ shownAt, composedAt }];
  });
  const delaysMs = frames.map(({ shownAt, composedAt }) => shownAt - composedAt);
  return { frames, delaysMs, unreadable: samples.length - frames.length };
}

interface SamplingPlan {
  selector: string;
  /** The clock's blocks in a picture one unit wide. */
  blocks: { x: number; y: number; width: number; height: number }[];
}

// Runs in the page: everything it uses must be inside it.
function startSampling({ selector, blocks }: SamplingPlan): void {
  const EVERY_MS = 50;
  const video = document.querySelector<HTMLVideoElement>(selector);
  if (!video) throw new Error(`no video at ${selector}`);
  const samples: { shownAt: number; brightness: number[] }[] = [];
  (window as GlassWindow).glass = samples;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d canvas');
  let lastAt = 0;
  const sample = () => {
    // A later watch has taken over.
    if ((window as GlassWindow).glass !== samples) return;
    const shownAt = Date.now();
    if (shownAt - lastAt >= EVERY_MS && video.videoWidth > 0) {
      lastAt = shownAt;
      const unit = video.videoWidth;
      canvas.width = Math.ceil(unit * 0.5);
      canvas.height = Math.ceil(unit * 0.1);
      context.drawImage(video, 0, 0, canvas.width, canvas.height, 0, 0, canvas.width, canvas.height);
      const brightness = blocks.map((block) => {
        const side = Math.max(1, Math.floor((block.width * unit) / 3));
        const x = Math.round((block.x + block.width / 3) * unit);
        const y = Math.round((block.y + block.height / 3) * unit);
        const { data } = context.getImageData(x, y, side, side);
        let sum = 0;
        for (let i = 0; i < data.length; i += 4)
          sum += (data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0);
        return sum / (data.length / 4) / 3;
      });
      samples.push({ shownAt, brightness });
    }
    video.requestVideoFrameCallback(sample);
  };
  video.requestVideoFrameCallback(sample);
}

import { loadavg } from 'node:os';
import { launchChromium, percentile, startHouse } from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';

const STARTS = 10;
const QUICK_STARTS = 3;

export const bench: Bench = {
  name: 'studio-start',
  says: 'From opening the studio’s page to the first picture of the camera in its preview, shell and browser warm, devices allowed before; ten times.',
  async run({ quick }) {
    const house = await startHouse({ ROSTRUM_AV1: 'off' });
    const browser = await launchChromium();
    try {
      const context = await browser.newContext();
      const tookMs: number[] = [];
      // The first start warms the browser's caches, and doesn't count.
      for (let start = 0; start <= (quick ? QUICK_STARTS : STARTS); start += 1) {
        const page = await context.newPage();
        await page.goto(house.studioUrl, { waitUntil: 'commit' });
        const ms = await page.evaluate(untilCameraInPreview);
        await page.close();
        if (start > 0) tookMs.push(ms);
      }
      return {
        p50_ms: Math.round(percentile(tookMs, 0.5)),
        max_ms: Math.round(Math.max(...tookMs)),
        starts: tookMs.length,
        load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await browser.close();
      await house.close();
    }
  },
};

/** Runs in the page. Before there is a camera the programme is a dark card; Chromium's made-up camera is bright. */
async function untilCameraInPreview(): Promise<number> {
  const canvas = new OffscreenCanvas(32, 18);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('the browser gives no 2D canvas');
  for (;;) {
    const video = document.querySelector<HTMLVideoElement>('[data-testid="programme-preview"]');
    if (video && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0) {
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      if (data.some((value, i) => i % 4 === 1 && value > 120)) return performance.now();
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

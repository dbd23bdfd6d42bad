import { loadavg } from 'node:os';
import type { Page } from '@playwright/test';
import { percentile, startHouse, withQuery } from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';
import { type Second, takeSeconds, watchCompositor } from './composite/compositor-watch.ts';
import { startDesktopChromium } from './composite/desktop-chromium.ts';
import { draw, inkDelays, takePen, watchInk } from './composite/pen.ts';

/** Devices open, the browser compiles what is run often: not what a lecture is like. */
const WARM_UP_MS = 5_000;

export const bench: Bench = {
  name: 'studio-composite',
  says: 'Camera over a shared screen with a pen drawing on it, composed at 1280×720 and 30 pictures a second in a studio’s page, its window hidden half of the time: 30 s, then 20 s at 1920×1080.',
  async run({ quick }) {
    const house = await startHouse();
    const chromium = await startDesktopChromium();
    const { page } = chromium;
    /** Half of it with the window in sight and the pen drawing, half of it hidden. */
    const measure = async (width: number, height: number, overMs: number) => {
      await open(page, withQuery(house.studioUrl, `width=${width}&height=${height}&fps=30`));
      await takeSeconds(page);
      await draw(page, overMs / 2);
      await chromium.setHidden(true);
      await page.waitForTimeout(overMs / 2);
      const seconds = await takeSeconds(page);
      await chromium.setHidden(false);
      return { ...summed(seconds), inkMs: await inkDelays(page) };
    };
    try {
      await watchCompositor(page);
      await watchInk(page);
      const usual = await measure(1280, 720, quick ? 12_000 : 30_000);
      const large = await measure(1920, 1080, quick ? 8_000 : 20_000);
      return {
        dropped_pct: round(usual.droppedPct, 100),
        compose_p50_ms: round(percentile(usual.composeMs, 0.5)),
        compose_p95_ms: round(percentile(usual.composeMs, 0.95)),
        ink_p95_ms: round(percentile(usual.inkMs, 0.95)),
        dropped_1080_pct: round(large.droppedPct, 100),
        compose_1080_p95_ms: round(percentile(large.composeMs, 0.95)),
        frames: usual.composeMs.length,
        frames_1080: large.composeMs.length,
        pen_events: usual.inkMs.length,
        load_1min: round(loadavg()[0] ?? Number.NaN),
      };
    } finally {
      await chromium.close();
      await house.close();
    }
  },
};

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Share a screen' }).click();
  await page.getByRole('button', { name: 'Stop sharing' }).waitFor();
  await page.getByRole('button', { name: 'Turn off' }).first().waitFor();
  await takePen(page);
  await page.waitForTimeout(WARM_UP_MS);
}

function summed(seconds: readonly Second[]) {
  const composeMs = seconds.flatMap(({ composeTimesMs }) => composeTimesMs);
  const dropped = seconds.reduce((sum, second) => sum + second.dropped, 0);
  return { composeMs, droppedPct: (100 * dropped) / (composeMs.length + dropped) };
}

function round(value: number, parts = 10): number {
  return Math.round(value * parts) / parts;
}

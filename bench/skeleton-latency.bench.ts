import { launchChromium, percentile, startHouse, watchGlass, withQuery } from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';

/** The player settles on its delay in the first seconds; what a student sees is measured after. */
const SETTLE_MS = 8_000;

export const bench: Bench = {
  name: 'skeleton-latency',
  says: 'Glass to glass through the whole way: studio page, SFU, FFmpeg, HLS, student page; 960×540@30, two rungs.',
  async run({ quick }) {
    const house = await startHouse();
    // One browser for both people: a second one's own compositor in software takes what two cores don't have.
    const browser = await launchChromium();
    try {
      const studio = await browser.newPage();
      await studio.goto(withQuery(house.studioUrl, 'demo&autostart&width=960&height=540&fps=30'));
      await studio.getByTestId('on-air').waitFor({ timeout: 30_000 });
      const student = await (await browser.newContext()).newPage();
      await student.goto(house.links.viewer);
      await student.getByLabel(/name/i).fill('Bench');
      await student.keyboard.press('Enter');
      const programme = '[data-testid="programme"]';
      await student.waitForFunction(
        (selector) => (document.querySelector<HTMLVideoElement>(selector)?.currentTime ?? 0) > 0,
        programme,
        { timeout: 30_000 },
      );
      await watchGlass(student, programme, SETTLE_MS);
      const { delaysMs, unreadable } = await watchGlass(student, programme, quick ? 15_000 : 40_000);
      return {
        p50_ms: Math.round(percentile(delaysMs, 0.5)),
        p95_ms: Math.round(percentile(delaysMs, 0.95)),
        max_ms: Math.round(percentile(delaysMs, 1)),
        frames: delaysMs.length,
        unreadable,
      };
    } finally {
      await browser.close();
      await house.close();
    }
  },
};

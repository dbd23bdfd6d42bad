import { readFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import type { Page } from '@playwright/test';
import { SMALL_PICTURE, descendantsOf, launchChromium, openStudio, startHouse } from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';
import { median } from './pure/median.ts';

const MINUTES = 30;
const QUICK_MINUTES = 4;
/** Code is compiled and caches fill in the first minutes; from then on a lecture has no reason to grow. */
const SETTLED_AFTER_MINUTES = 2;
const EVERY_MS = 10_000;

export const bench: Bench = {
  name: 'studio-memory',
  says: 'Memory of the studio’s browser over half an hour on air with changing scenes: the last minutes against the first ones after it has settled.',
  async run({ quick }) {
    const minutes = quick ? QUICK_MINUTES : MINUTES;
    const house = await startHouse({ ROSTRUM_AV1: 'off' });
    const browser = await launchChromium();
    try {
      const page = await openStudio(browser, house, `demo&${SMALL_PICTURE}`);
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('HeapProfiler.enable');
      const seen: { atMs: number; mb: number; heapMb: number }[] = [];
      const beganAt = Date.now();
      for (let turn = 0; Date.now() - beganAt < minutes * 60_000; turn += 1) {
        await useDesk(page, turn);
        await page.waitForTimeout(EVERY_MS);
        await cdp.send('HeapProfiler.collectGarbage');
        const { usedSize } = await cdp.send('Runtime.getHeapUsage');
        seen.push({ atMs: Date.now() - beganAt, mb: await residentMb(), heapMb: usedSize / 2 ** 20 });
      }
      const settledMs = SETTLED_AFTER_MINUTES * 60_000;
      const window = Math.max(1, Math.floor(seen.length / 10));
      const settled = seen.filter(({ atMs }) => atMs >= settledMs);
      const [first, last] = [settled.slice(0, window), settled.slice(-window)];
      const growth = (of: (one: (typeof seen)[number]) => number) =>
        Math.round(1000 * (median(last.map(of)) / median(first.map(of)) - 1)) / 10;
      return {
        growth_pct: growth(({ mb }) => mb),
        heap_growth_pct: growth(({ heapMb }) => heapMb),
        first_mb: Math.round(median(first.map(({ mb }) => mb))),
        last_mb: Math.round(median(last.map(({ mb }) => mb))),
        minutes,
        load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await browser.close();
      await house.close();
    }
  },
};

/** As an instructor goes on: another scene, another tool, now and then. */
async function useDesk(page: Page, turn: number): Promise<void> {
  await page.keyboard.press(`${1 + (turn % 4)}`);
  const tools = ['Sound', 'Slides', 'Whiteboard', 'Sources'];
  await page.getByRole('tab', { name: tools[turn % tools.length] ?? 'Sources' }).click();
}

/** What the browser's pages and its painter have for themselves: shared libraries would count once for each. */
async function residentMb(): Promise<number> {
  const ids = descendantsOf(process.pid, /--type=(?:renderer|gpu-process)/);
  const kb = await Promise.all(ids.map(proportionalKb));
  return kb.reduce((sum, value) => sum + value, 0) / 1024;
}

async function proportionalKb(pid: number): Promise<number> {
  try {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0);
  } catch (error) {
    // It ended while the others were looked at.
    if (
      (error as NodeJS.ErrnoException).code === 'ENOENT' ||
      (error as NodeJS.ErrnoException).code === 'ESRCH'
    )
      return 0;
    throw error;
  }
}

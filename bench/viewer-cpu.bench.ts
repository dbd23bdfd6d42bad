import { loadavg } from 'node:os';
import type { Page } from '@playwright/test';
import {
  PROGRAMME,
  type ServerAlone,
  addressOfGuest,
  openStudent,
  startServerAlone,
} from '@rostrum/e2e/support';
import type { Bench, Figures } from './bench.ts';
import { type BarePlayer, serveBarePlayer } from './page/bare-player.ts';
import { type Chatter, startChatter } from './page/chatter.ts';
import { type WeighedBrowser, launchWeighed, usedBetween } from './page/weighed-browser.ts';
import { type LectureStudio, openLectureStudio } from './studio/lecture-studio.ts';

const PAIRS = 5;
const WINDOW_MS = 20_000;
const SETTLE_MS = 8_000;
const QUICK_PAIRS = 2;
const QUICK_WINDOW_MS = 6_000;
const QUICK_SETTLE_MS = 3_000;
const CHAT_EVERY_MS = 1_000;
/** The top rung, which both are to play. */
const HEIGHT = 540;
const TOP_RUNG_WITHIN_MS = 30_000;

/** CPU milliseconds, and pictures, for each second of watching. */
interface Weight {
  readonly pages: number;
  readonly browser: number;
  readonly mainThread: number;
  readonly pictures: number;
}

type Of = (weight: Weight) => number;
type Open = (weighed: WeighedBrowser) => Promise<Page>;

export const bench: Bench = {
  name: 'viewer-cpu',
  says: 'CPU of the student’s page watching while a line a second is written in the chat, against a video element with hls.js as it comes, of the same size on the same stream: a window of each in turn, each in a browser of its own, the other empty meanwhile. `ratio`: of the pages’ processes by Linux (script, decoding, painting); `browser_ratio`: of all of the browser’s; `main_thread_ratio`: of the page’s own thread, by Chromium. 960×540@30, top rung of two; the lecture comes from a recording.',
  async run({ quick }) {
    const [forMs, settleMs] = quick ? [QUICK_WINDOW_MS, QUICK_SETTLE_MS] : [WINDOW_MS, SETTLE_MS];
    const server = await startServerAlone({ ROSTRUM_AV1: 'off' });
    const [ours, bare] = [await launchWeighed('ours'), await launchWeighed('bare')];
    const player = await serveBarePlayer();
    let studio: LectureStudio | undefined;
    let chatter: Chatter | undefined;
    try {
      studio = await openLectureStudio(server);
      chatter = await startChatter(server.origin, CHAT_EVERY_MS);
      const openOurs: Open = ({ browser }) => openStudent(browser, server, 'Bench');
      const openBare = await bareOpener(ours, openOurs, server, player);
      const weighOne = {
        ours: () => weigh(ours, openOurs, settleMs, forMs),
        bare: () => weigh(bare, openBare, settleMs, forMs),
      };
      const weights: Record<keyof typeof weighOne, Weight[]> = { ours: [], bare: [] };
      for (let pair = 0; pair < (quick ? QUICK_PAIRS : PAIRS); pair += 1) {
        // Whoever comes first in one pair comes second in the next.
        const turn = pair % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const);
        for (const side of turn) weights[side].push(await weighOne[side]());
      }
      const ratio = (of: Of) => round(mean(weights.ours, of) / mean(weights.bare, of), 1_000);
      const ratios = weights.ours.map((weight, i) => weight.pages / (weights.bare[i]?.pages ?? Number.NaN));
      return {
        ratio: ratio(({ pages }) => pages),
        ratio_least: round(Math.min(...ratios), 1_000),
        ratio_most: round(Math.max(...ratios), 1_000),
        browser_ratio: ratio(({ browser }) => browser),
        main_thread_ratio: ratio(({ mainThread }) => mainThread),
        ...figuresOf('ours', weights.ours),
        ...figuresOf('bare', weights.bare),
        windows: ratios.length,
        chat_lines: chatter.written,
        chat_refused: chatter.refused,
        load_1min: round(loadavg()[0] ?? 0),
      };
    } finally {
      chatter?.stop();
      player.close();
      await Promise.all([studio?.close(), ours.browser.close(), bare.browser.close()]);
      await server.close();
    }
  },
};

function figuresOf(side: string, weights: readonly Weight[]): Figures {
  return {
    [`${side}_ms_per_s`]: round(mean(weights, ({ pages }) => pages)),
    [`${side}_browser_ms_per_s`]: round(mean(weights, ({ browser }) => browser)),
    [`${side}_main_thread_ms_per_s`]: round(mean(weights, ({ mainThread }) => mainThread)),
    [`${side}_pictures_per_s`]: round(mean(weights, ({ pictures }) => pictures)),
  };
}

/** As large as the page of ours shows its picture; that page is opened once to see it, and to warm up. */
async function bareOpener(
  weighed: WeighedBrowser,
  openOurs: Open,
  { origin }: ServerAlone,
  player: BarePlayer,
): Promise<Open> {
  const student = await openOurs(weighed);
  const box = await student.locator(PROGRAMME).boundingBox();
  await student.context().close();
  if (!box) throw new Error('the page shows no picture');
  const size = { width: Math.round(box.width), height: Math.round(box.height) };
  return async ({ browser }) => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(player.addressOf(`${await addressOfGuest(origin)}main.m3u8`, size));
    return page;
  };
}

async function weigh(weighed: WeighedBrowser, open: Open, settleMs: number, forMs: number): Promise<Weight> {
  const page = await open(weighed);
  try {
    const isAtTop = ({ selector, height }: { selector: string; height: number }) =>
      document.querySelector<HTMLVideoElement>(selector)?.videoHeight === height;
    await page.waitForFunction(
      isAtTop,
      { selector: PROGRAMME, height: HEIGHT },
      { timeout: TOP_RUNG_WITHIN_MS },
    );
    await page.waitForTimeout(settleMs);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    const look = async () => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      const taskS = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
      return { atMs: performance.now(), taskS, pictures: await picturesOf(page), ...weighed.cpu() };
    };
    const from = await look();
    await page.waitForTimeout(forMs);
    const until = await look();
    if (!(await page.evaluate(isAtTop, { selector: PROGRAMME, height: HEIGHT }))) {
      throw new Error('a window ended on another rung than it began with');
    }
    const seconds = (until.atMs - from.atMs) / 1_000;
    return {
      pages: (usedBetween(from.pages, until.pages) * 1_000) / seconds,
      browser: (usedBetween(from.all, until.all) * 1_000) / seconds,
      mainThread: ((until.taskS - from.taskS) * 1_000) / seconds,
      pictures: (until.pictures - from.pictures) / seconds,
    };
  } finally {
    await page.context().close();
  }
}

/** Shown so far. */
function picturesOf(page: Page): Promise<number> {
  return page.evaluate((selector) => {
    const quality = document.querySelector<HTMLVideoElement>(selector)?.getVideoPlaybackQuality();
    return quality ? quality.totalVideoFrames - quality.droppedVideoFrames : Number.NaN;
  }, PROGRAMME);
}

function mean(weights: readonly Weight[], of: Of): number {
  return weights.reduce((sum, weight) => sum + of(weight), 0) / weights.length;
}

function round(value: number, parts = 10): number {
  return Math.round(value * parts) / parts;
}

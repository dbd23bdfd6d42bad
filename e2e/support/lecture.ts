import type { Browser, Page } from '@playwright/test';
import { type House, withQuery } from './house.ts';

/** Where a student's page shows the programme. */
export const PROGRAMME = '[data-testid="programme"]';

/** What a lecture is measured with where Chromium runs beside the server on two cores. */
export const SMALL_PICTURE = 'width=960&height=540&fps=30';

const ON_AIR_MAX_MS = 30_000;

/** A studio's page that is on air, and that students can see. */
export async function openStudio(
  browser: Browser,
  house: House,
  query = `demo&${SMALL_PICTURE}`,
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> {
  const page = await browser.newPage();
  await prepare?.(page);
  await page.goto(withQuery(house.studioUrl, `${query}&autostart`));
  await page.getByText('Students see and hear you.').waitFor({ timeout: ON_AIR_MAX_MS });
  return page;
}

/** A student's page that plays. Whether it was ever loaded anew is asked with `wasReloaded` and `takeReloads`. */
export async function openStudent(
  browser: Browser,
  { links }: Pick<House, 'links'>,
  name = 'Ada',
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await prepare?.(page);
  await page.goto(links.viewer);
  await page.getByLabel(/name/i).fill(name);
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (selector) => (document.querySelector<HTMLVideoElement>(selector)?.currentTime ?? 0) > 0,
    PROGRAMME,
    { timeout: ON_AIR_MAX_MS },
  );
  await page.evaluate(markPage, PROGRAMME);
  return page;
}

interface MarkedWindow extends Window {
  mark?: { video: Element | null; stalls: number; emptied: number };
}

// Runs in the page: everything it uses must be inside it.
function markPage(selector: string): void {
  const video = document.querySelector(selector);
  const mark = { video, stalls: 0, emptied: 0 };
  (window as MarkedWindow).mark = mark;
  video?.addEventListener('waiting', () => (mark.stalls += 1));
  // A player that is taken down and built anew on the same element empties it.
  video?.addEventListener('emptied', () => (mark.emptied += 1));
}

/** The page or its player's element is not the one that was there at first. */
export async function wasReloaded(page: Page): Promise<boolean> {
  return page.evaluate((selector) => {
    const { mark } = window as MarkedWindow;
    return mark === undefined || mark.video !== document.querySelector(selector);
  }, PROGRAMME);
}

/** How often the page, the player's element or what plays in it was begun anew, since the page was opened or this was asked last. */
export async function takeReloads(page: Page): Promise<number> {
  const emptied = await page.evaluate(() => {
    const { mark } = window as MarkedWindow;
    const times = mark?.emptied ?? 0;
    if (mark) mark.emptied = 0;
    return times;
  });
  return emptied + ((await wasReloaded(page)) ? 1 : 0);
}

/** How often the picture has stood still for want of data since the page was opened, or since this was asked last. */
export async function takeStalls(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { mark } = window as MarkedWindow;
    const stalls = mark?.stalls ?? Number.NaN;
    if (mark) mark.stalls = 0;
    return stalls;
  });
}

/** Where this student's page gets the programme from; the list of rungs and each rung's are beside each other. */
export async function originOf(page: Page): Promise<string> {
  const address = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .find((name) => new URL(name).pathname.endsWith('.m3u8')),
  );
  if (!address) throw new Error('the page has asked for no playlist');
  return new URL('.', address).href;
}

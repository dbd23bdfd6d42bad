import { join } from 'node:path';
import { type Browser, type Page, expect, test } from '@playwright/test';
import { violationsOn } from './support/axe.ts';
import { type House, SMALL_PICTURE, launchChromium, startHouse, withQuery } from './support/index.ts';

let house: House;
let browser: Browser;

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

async function open(url: string, colorScheme: 'light' | 'dark', width = 1440, height = 900): Promise<Page> {
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

const pictures = new URL('../test-results/pictures/', import.meta.url).pathname;
/** What an instructor's computer has, and a projector's. */
const desks = [
  [1440, 900],
  [1280, 720],
] as const;

/** The page can be moved sideways: something in it is too wide. */
const isCutOff = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

const tools = ['Sources', 'Sound', 'Slides', 'Whiteboard'];
const panels = ['Chat', 'Questions', 'Polls', 'People', 'Rooms', 'Class'];

for (const colors of ['light', 'dark'] as const) {
  for (const [width, height] of desks) {
    test(`the studio's desk of ${width} by ${height} has no violations, whatever is open, in ${colors}`, async () => {
      const url = withQuery(house.studioUrl, `demo&${SMALL_PICTURE}`);
      const studio = await open(url, colors, width, height);
      await studio.getByText('Connected').first().waitFor();
      const check = async (what: string) => {
        // Colours are the same in either size, and each look takes seconds.
        const isLookedAt = width === 1440 || colors === 'light';
        if (isLookedAt) expect.soft(await violationsOn(studio), what).toEqual([]);
        expect.soft(await isCutOff(studio), `${what} fits`).toBe(false);
        const name = `desk-${width}-${what.toLowerCase().replaceAll(' ', '-')}-${colors}.png`;
        await studio.screenshot({ path: join(pictures, name) });
      };
      for (const name of [...tools, ...panels]) {
        await studio.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
        await check(name);
      }
      await studio.getByRole('tab', { name: /^Polls/ }).click();
      await studio.getByRole('button', { name: 'New poll' }).click();
      await check('a new poll');
      await studio.getByRole('tab', { name: /^Rooms/ }).click();
      await studio.getByRole('button', { name: 'Plan breakout rooms' }).click();
      await check('a plan of rooms');
      await studio.getByRole('button', { name: /Check/ }).first().click();
      await check('the check');
      await studio.context().close();
    });
  }

  test(`a student's pages have no violations in ${colors}, on a phone too`, async () => {
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      const student = await open(house.links.viewer, colors, width, height);
      await student.getByLabel(/name/i).waitFor();
      await expect.soft(await violationsOn(student), 'the door').toEqual([]);
      await student.getByLabel(/name/i).fill('Ada');
      await student.keyboard.press('Enter');
      await student.getByText('Connected').first().waitFor();
      await student.getByRole('button', { name: 'Raise hand' }).click();
      await student.getByRole('button', { name: 'Camera and microphone' }).waitFor();
      await expect.soft(await violationsOn(student), 'the lecture').toEqual([]);
      await student.context().close();
    }
  });

  test(`the dashboard has no violations in ${colors}`, async () => {
    const dashboard = await open(house.links.dashboard, colors);
    await dashboard.getByRole('heading').first().waitFor();
    expect(await violationsOn(dashboard)).toEqual([]);
    await dashboard.context().close();
  });
}

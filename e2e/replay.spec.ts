import { readFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Locator, type Page, expect, test } from '@playwright/test';
import { violationsOn } from './support/axe.ts';
import { tabTo } from './support/breakouts-page.ts';
import { type House, launchChromium, startHouse } from './support/index.ts';
import { MANY, RECORDING, giveLecture, isThere, placeOf, tellOfMany } from './support/replay-page.ts';

const pictures = new URL('../test-results/pictures/', import.meta.url).pathname;

let house: House;
let browser: Browser;

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  await giveLecture(browser, house);
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

async function openRecording(
  name: string,
  viewport = { width: 1440, height: 900 },
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage();
  await prepare?.(page);
  await page.goto(`${house.links.viewer}/recordings`);
  await page.getByLabel(/name/i).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^Recording of/ }).click({ timeout: 30_000 });
  await isThere(page);
  return page;
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name });
const bar = (page: Page) => page.getByRole('slider', { name: 'Place in the recording' });
const chat = (page: Page) => page.getByRole('log', { name: 'Messages' });
const said = (page: Page) => chat(page).locator('li[data-row]');

async function look(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: null });
}

test('what was said, asked and drawn is shown when the picture reaches it, and not before', async () => {
  const page = await openRecording('Bob');
  await expect(page.getByText('Nothing written yet')).toBeVisible();
  await page.getByRole('button', { name: 'Play', exact: true }).first().click();
  await expect(said(page)).toHaveCount(1, { timeout: 30_000 });
  await expect(said(page).locator('strong')).toHaveText('Ada');
  await bar(page).press('End');
  await expect(said(page)).toHaveCount(2);
  await expect(said(page).nth(1)).toContainText('Réfraction at the edges');
  expect(await violationsOn(page)).toEqual([]);
  await look(page, 'replay-chat');

  await tab(page, 'Questions').click();
  await expect(page.getByText('Why does light bend?')).toBeVisible();
  await expect(page.getByText('Somebody')).toBeVisible();
  await tab(page, 'Polls').click();
  await expect(page.getByTestId('poll')).toContainText('Which wave is longer?');
  await expect(page.getByTestId('poll').getByRole('listitem').first()).toContainText('0 people');
  expect(await violationsOn(page)).toEqual([]);
  await tab(page, 'Board').click();
  await expect(page.getByRole('img', { name: /^The whiteboard, with one thing on it/ })).toBeVisible();
  await look(page, 'replay-board');

  await bar(page).press('Home');
  await expect(page.getByText('Nothing drawn yet')).toBeVisible();
  await tab(page, 'Polls').click();
  await expect(page.getByText('No polls yet')).toBeVisible();
  await tab(page, 'Questions').click();
  await expect(page.getByText('No questions yet')).toBeVisible();
  await tab(page, 'Chat').click();
  await expect(said(page)).toHaveCount(0);
  await page.context().close();
});

test('ten thousand lines are beside the picture from the first one on, and by keyboard each leads to its moment', async () => {
  const page = await openRecording('Gail', undefined, tellOfMany);
  await bar(page).press('End');
  await expect(said(page).last()).toContainText('Réfraction at the edges');
  await expect(said(page).last()).toHaveAttribute('aria-setsize', String(MANY + 2));
  expect(await chat(page).evaluate((log) => log.querySelectorAll('*').length)).toBeLessThan(1_500);
  expect(await violationsOn(page)).toEqual([]);

  await chat(page).focus();
  await page.keyboard.press('Tab');
  await expect(
    said(page)
      .last()
      .getByRole('button', { name: /^Go to/ }),
  ).toBeFocused();
  await page.keyboard.press('Home');
  const first = said(page).first();
  await expect(first).toHaveAttribute('aria-posinset', '1');
  await expect(first).toContainText('Good morning from Ada');
  const mark = first.getByRole('button', { name: /^Go to/ });
  await expect(mark).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveCount(1);
  await expect(mark).toBeFocused();
  await bar(page).press('End');
  await expect(said(page).last()).toContainText('Réfraction at the edges');
  await page.context().close();
});

test('a search finds words whatever their accents, and leads to their moment', async () => {
  const page = await openRecording('Cora');
  await tab(page, 'Search').click();
  const field = page.getByLabel('Search this recording');
  await field.fill('REFRACTION edges');
  await expect(page.getByText('Found once')).toBeVisible();
  await expect(page.locator('mark').first()).toHaveText('Réfraction');
  expect(await violationsOn(page)).toEqual([]);
  await look(page, 'replay-search');
  await field.press('ArrowDown');
  await expect(page.getByRole('button', { name: /Réfraction/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => placeOf(page)).toBeGreaterThan(5);
  await tab(page, 'Chat').click();
  await expect(said(page).last()).toContainText('Réfraction');
  await tab(page, 'Search').click();
  await field.fill('nowhere');
  await expect(page.getByText('Nothing here has “nowhere” in it.')).toBeVisible();
  await page.context().close();
});

test('notes are written by keyboard at their moment, kept, and saved as a file; the place is offered again', async () => {
  const page = await openRecording('Dora');
  await bar(page).press('End');
  await bar(page).press('ArrowLeft');
  await page.keyboard.press('Alt+n');
  const field = page.getByRole('textbox', { name: /^Note at/ });
  await expect(field).toBeFocused();
  await page.keyboard.type('Light bends at edges');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('list', { name: 'Your notes' }).getByText('Light bends at edges'),
  ).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await look(page, 'replay-notes');
  await page.emulateMedia({ media: 'print' });
  const printed = page.getByTestId('printed');
  await expect(printed.getByRole('heading', { name: 'Waves and light' })).toBeVisible();
  await expect(printed.getByText('Light bends at edges')).toBeVisible();
  expect(await page.getByRole('button').count()).toBe(0);
  await page.emulateMedia({ media: null });
  await expect(printed).toBeHidden();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('Waves and light.md');
  const markdown = await readFile(await file.path(), 'utf8');
  expect(markdown).toMatch(/^# Waves and light\n\n.+\n\n- \[0:\d\d\] Light bends at edges\n$/);

  await page.reload();
  await tab(page, 'Notes').click();
  await expect(page.getByText('Light bends at edges')).toBeVisible();
  await page.getByRole('button', { name: /^Delete the note/ }).click();
  await expect(page.getByText('No notes yet')).toBeVisible();
  await page.context().close();
});

test('a recording is found, played, sped up, searched and written about by keyboard alone', async () => {
  const page = await (await browser.newContext()).newPage();
  const press = async (what: Locator, key = 'Enter') => {
    await tabTo(page, what);
    await page.keyboard.press(key);
  };
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  await page.goto(`${house.links.viewer}/recordings`);
  await tabTo(page, page.getByLabel('Your name'));
  await page.keyboard.type('Kim');
  await page.keyboard.press('Enter');
  await press(page.getByRole('link', { name: /^Recording of/ }));
  await isThere(page);

  const video = page.locator(RECORDING);
  const isPaused = () => video.evaluate((element: HTMLVideoElement) => element.paused);
  await press(button('Play').first());
  await expect(button('Pause')).toBeFocused();
  await page.keyboard.press('k');
  await expect.poll(isPaused).toBe(true);
  const speed = page.getByRole('combobox', { name: 'Speed' });
  await press(speed, 'ArrowDown');
  await expect(speed).toHaveValue('1.25');
  const rate = () => video.evaluate((element: HTMLVideoElement) => element.playbackRate);
  await expect.poll(rate).toBe(1.25);
  await press(button('Settings'));
  await press(button('Keyboard shortcuts'));
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await expect(button('Settings')).toBeFocused();

  await press(page.getByRole('tab', { selected: true }), 'End');
  await expect(tab(page, 'Search')).toBeFocused();
  await tabTo(page, page.getByLabel('Search this recording'));
  await page.keyboard.type('refraction');
  await expect(page.getByText('Found once')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => placeOf(page)).toBeGreaterThan(5);

  await press(tab(page, 'Search'), 'Alt+n');
  await expect(page.getByRole('textbox', { name: /^Note at/ })).toBeFocused();
  await page.keyboard.type('Light bends');
  await page.keyboard.press('Enter');
  const change = button(/^Change the note at/);
  await press(change);
  await expect(page.getByRole('textbox', { name: /^Change the note at/ })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Light bends at edges');
  await page.keyboard.press('Enter');
  await expect(change).toBeFocused();
  const file = page.waitForEvent('download');
  await press(button('Save as a file'));
  expect(await readFile(await (await file).path(), 'utf8')).toContain('] Light bends at edges\n');
  await press(button(/^Delete the note at/));
  await expect(page.getByText('No notes yet')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^Note at/ })).toBeFocused();

  await page.reload();
  await expect(speed).toHaveValue('1.25');
  await page.context().close();
});

test('where somebody left it is offered, on a phone too', async () => {
  const page = await openRecording('Emma', { width: 320, height: 720 });
  await bar(page).press('ArrowRight');
  await bar(page).press('ArrowRight');
  await page.getByRole('button', { name: 'Play', exact: true }).first().click();
  await expect.poll(() => placeOf(page)).toBeGreaterThan(10.2);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const streamId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const leftAtS = () =>
    page.evaluate((key) => Number(localStorage.getItem(key)), `rostrum.replay-place.${streamId}`);
  await expect.poll(leftAtS).toBeGreaterThan(10);
  // As if it were a long lecture: this one is over before its middle would be offered.
  await page.route(`**/api/classes/*/recordings/${streamId}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), durationMs: 60_000 } });
  });
  await page.reload();
  const wasLeftAt = await leftAtS();
  const offer = page.getByRole('button', { name: `Go on at 0:${Math.floor(wasLeftAt)}` });
  await expect(offer).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await look(page, 'replay-320');
  await offer.click();
  await expect.poll(() => placeOf(page)).toBeGreaterThanOrEqual(wasLeftAt - 0.5);
  for (const dir of ['ltr', 'rtl']) {
    await page.evaluate((way) => (document.documentElement.dir = way), dir);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
  await page.goto(`${house.links.viewer}/recordings`);
  await expect(page.getByRole('link', { name: /^Recording of/ })).toBeVisible();
  await look(page, 'replay-list-320');
  expect(await violationsOn(page)).toEqual([]);
  await page.context().close();
});

test('whoever rests on the bar sees what was there, and the name of its chapter', async () => {
  const page = await openRecording('Hal');
  // Chapters and small pictures are made when the lecture has ended.
  const preparing = page.getByText('Chapters and small pictures of this recording are still being made.');
  await expect(preparing).toBeHidden({ timeout: 60_000 });
  const { width } = (await bar(page).boundingBox())!;
  await bar(page).hover({ position: { x: width * 0.9, y: 20 } });
  const tile = page.getByTestId('tile');
  await expect(tile).toBeVisible();
  await expect(page.getByText('Poll: Which wave is longer?')).toBeVisible();
  const isThere = await tile.evaluate(async (element) => {
    const [, address = ''] = /url\("(.+)"\)/.exec(getComputedStyle(element).backgroundImage) ?? [];
    return (await fetch(address)).ok;
  });
  expect(isThere).toBe(true);
  await look(page, 'replay-bar');
  await page.mouse.move(0, 0);
  await expect(tile).toBeHidden();
  await page.context().close();
});

test('one that is gone, and a server that is away, are said in words', async () => {
  const page = await openRecording('Finn');
  await page.goto(`${house.links.viewer}/recordings/nothing`);
  await expect(page.getByRole('heading', { name: 'This recording is no longer there' })).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await page.route('**/api/classes/*/recordings', (route) => route.abort());
  await page.getByRole('link', { name: 'All recordings' }).click();
  await expect(page.getByRole('heading', { name: 'The server can’t be reached' })).toBeVisible();
  await page.unroute('**/api/classes/*/recordings');
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByRole('link', { name: /^Recording of/ })).toBeVisible();
  await look(page, 'replay-list');
  await page.context().close();
});

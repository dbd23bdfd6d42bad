import { readFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Locator, type Page, expect, test } from '@playwright/test';
import { attend } from './support/attend.ts';
import { violationsOn } from './support/axe.ts';
import { tabTo } from './support/breakouts-page.ts';
import { type House, SMALL_PICTURE, launchChromium, openStudio, startHouse } from './support/index.ts';

const RECORDING = '[data-testid="recording"]';
const pictures = new URL('../test-results/pictures/', import.meta.url).pathname;

let house: House;
let browser: Browser;

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  await giveLecture();
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

/** Twelve seconds: a line at four, a drawing, a poll, and a question and a line at nine. */
async function giveLecture(): Promise<void> {
  const studio = await openStudio(browser, house, SMALL_PICTURE);
  const timer = studio.getByTestId('recording-line').getByRole('timer');
  const ada = await attend(house.origin, 'Ada');
  await expect(timer).toHaveText(/^0:0[4-9]$/, { timeout: 60_000 });
  await ada.client.send({ type: 'chat.send', text: 'Good morning from **Ada**' });

  await studio.getByRole('tab', { name: /^Whiteboard/ }).click();
  // Open and in its place: a line that begins while the desk is still moving lands beside the board.
  const boards = studio.locator('section').filter({ has: studio.getByTestId('whiteboard-surface') });
  const board = boards.last();
  await expect(board.getByRole('status')).toHaveText('Saved');
  const surface = studio.getByTestId('whiteboard-surface');
  // Hovering waits until it has come to rest, unlike asking for its box.
  await surface.hover({ position: { x: 60, y: 60 } });
  await studio.mouse.down();
  const box = await surface.boundingBox();
  if (!box) throw new Error('there is no board to draw on');
  await studio.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.6, { steps: 12 });
  await studio.mouse.up();
  await expect(studio.getByTestId('whiteboard-content')).toHaveText('Page 1 of 1. 1 line, 0 shapes.');
  await expect(board.getByRole('status')).toHaveText('Saved');

  await studio.getByRole('tab', { name: /^Polls/ }).click();
  await studio.getByRole('button', { name: 'New poll' }).click();
  await studio.getByLabel('Question', { exact: true }).fill('Which wave is longer?');
  await studio.getByLabel('Option 1', { exact: true }).fill('Red');
  await studio.getByLabel('Option 2', { exact: true }).fill('Blue');
  await studio.getByRole('button', { name: 'Open now' }).click();
  await ada.reaches(({ room }) => Object.keys(room.polls).length > 0);
  await studio.getByRole('button', { name: /^Close the poll/ }).click();
  await studio.getByRole('button', { name: 'Show results to students' }).click();
  await ada.reaches(({ room }) => Object.values(room.polls).some(({ published }) => published !== undefined));

  const heardAt = ada.client.serverNow();
  await expect.poll(() => ada.client.serverNow() - heardAt, { timeout: 30_000 }).toBeGreaterThan(5_000);
  await ada.client.send({ type: 'question.ask', text: 'Why does light bend?', anonymous: true });
  await ada.client.send({ type: 'chat.send', text: 'Réfraction at the edges' });
  await expect.poll(() => ada.client.serverNow() - heardAt, { timeout: 30_000 }).toBeGreaterThan(9_000);
  await studio.getByTestId('end-broadcast').click();
  await studio.getByTestId('confirm-end').click();
  await ada.reaches(({ room }) => room.stream.status === 'stopped');
  ada.close();
  await studio.close();
}

async function openRecording(name: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage();
  await page.goto(`${house.links.viewer}/recordings`);
  await page.getByLabel(/name/i).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^Recording of/ }).click({ timeout: 30_000 });
  await isThere(page);
  return page;
}

async function isThere(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Waves and light' })).toBeVisible();
  await page.waitForFunction(
    (selector) => (document.querySelector<HTMLVideoElement>(selector)?.readyState ?? 0) >= 2,
    RECORDING,
    { timeout: 30_000 },
  );
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name });
const bar = (page: Page) => page.getByRole('slider', { name: 'Place in the recording' });
const said = (page: Page) => page.getByTestId('said');
const placeOf = (page: Page) =>
  page.evaluate(
    (selector) => document.querySelector<HTMLVideoElement>(selector)?.currentTime ?? -1,
    RECORDING,
  );

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
  // As if they had watched a long lecture: this one is over before its middle would be offered.
  const streamId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const durationS = await page.evaluate(
    (selector) => document.querySelector<HTMLVideoElement>(selector)?.duration ?? 0,
    RECORDING,
  );
  expect(durationS).toBeGreaterThan(11);
  await page.evaluate((key) => localStorage.setItem(key, '10.5'), `rostrum.replay-place.${streamId}`);
  await page.route(`**/api/classes/*/recordings/${streamId}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), durationMs: 60_000 } });
  });
  await page.reload();
  const offer = page.getByRole('button', { name: 'Go on at 0:10' });
  await expect(offer).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await look(page, 'replay-320');
  await offer.click();
  await expect.poll(() => placeOf(page)).toBeGreaterThanOrEqual(10);
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

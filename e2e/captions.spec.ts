import { captionLinesTakenSchema } from '@rostrum/protocol/http';
import { type Browser, type Page, expect, test } from '@playwright/test';
import * as v from 'valibot';
import { checkStream } from './hls-checker/index.ts';
import { type Attendee, attendAsStaff } from './support/attend.ts';
import { violationsOn } from './support/axe.ts';
import {
  type House,
  PROGRAMME,
  SMALL_PICTURE,
  launchChromium,
  openStudent,
  originOf,
  startHouse,
  withQuery,
} from './support/index.ts';
import { takePictures } from './support/pictures.ts';

const RECORDING = '[data-testid="recording"]';

// These go through one lecture, in order: each finds what the ones before it left.
test.describe.configure({ mode: 'serial' });

let house: House;
let browser: Browser;
let staff: Attendee;
let studio: Page;
let student: Page;
let captioner: Page;

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  staff = await attendAsStaff(house.origin, house.links.studio);
});

test.afterAll(async () => {
  staff?.close();
  await browser.close();
  await house.close();
});

/** What this page's player has been given to show. */
function cuesOf(page: Page, video = PROGRAMME): Promise<string[]> {
  return page.evaluate((selector) => {
    const tracks = document.querySelector<HTMLVideoElement>(selector)?.textTracks;
    return [...(tracks ?? [])].flatMap((track) => [...(track.cues ?? [])].map((cue) => (cue as VTTCue).text));
  }, video);
}

/** Whoever chose captions once gets them in every lecture. */
async function likesCaptions(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('rostrum.watching', '{"areCaptionsOn":true}'));
}

async function turnCaptionsOn(page: Page, video = PROGRAMME): Promise<void> {
  await page.waitForFunction((selector) => {
    const tracks = document.querySelector<HTMLVideoElement>(selector)?.textTracks ?? [];
    const [captions] = [...tracks].filter(({ kind }) => kind === 'subtitles' || kind === 'captions');
    if (captions) captions.mode = 'hidden';
    return captions !== undefined;
  }, video);
}

test('staff choose the language, make a link, and go on air', async () => {
  studio = await browser.newPage();
  await studio.goto(withQuery(house.studioUrl, `demo&${SMALL_PICTURE}`));
  await studio.getByRole('tab', { name: /^Class/ }).click();
  const captions = studio.locator('details').filter({ hasText: 'Language of the captions' });
  await captions.locator('summary').click();
  await captions.getByRole('button', { name: 'Make a captioner’s link' }).click();
  const link = await captions.getByLabel('Link', { exact: true }).inputValue();
  expect(new URL(link).pathname).toBe('/c/DEMO/captions');

  captioner = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await captioner.goto(link);
  await expect(
    captioner.getByText('The captions of this class are turned off.', { exact: false }),
  ).toBeVisible();
  // The key is in no address that is shown or bookmarked.
  expect(captioner.url()).not.toContain('key');

  await studio.getByRole('button', { name: 'Go on air' }).click();
  await studio.getByText('Students see and hear you.').waitFor({ timeout: 30_000 });
  student = await openStudent(browser, house, 'Ada', likesCaptions);
  const off = student.getByRole('button', { name: 'Captions', exact: true });
  await expect(off).toBeHidden();

  await captions.getByLabel('Language of the captions').selectOption('en');
  await expect(captioner.getByText('On air. You type in this language: English')).toBeVisible();
});

test('what a captioner types is in a student’s player within seconds, short forms in full', async () => {
  await turnCaptionsOn(student);
  await captioner.getByText('Short forms').click();
  await captioner.getByLabel('Short', { exact: true }).fill('vct');
  await captioner.getByLabel('In full').fill('vector');
  await captioner.getByRole('button', { name: 'Add' }).click();

  const field = captioner.getByLabel('Type what you hear');
  await field.pressSequentially('Good morning. A vct is an arrow.');
  await field.press('Enter');
  const line = captioner.getByRole('listitem').filter({ hasText: 'A vector is an arrow.' });
  await expect(line.getByText('on air')).toBeVisible();
  await expect
    .poll(() => cuesOf(student), { timeout: 10_000 })
    .toContain('Good morning. A vector is an arrow.');
  // A pause sends a line too.
  await field.pressSequentially('It has a lenght');
  await expect(captioner.getByRole('listitem').filter({ hasText: 'It has a lenght' })).toBeVisible();
  await expect.poll(() => cuesOf(student), { timeout: 10_000 }).toContain('It has a lenght');
});

test('a line is corrected by keyboard, and what was typed survives a reload', async () => {
  const field = captioner.getByLabel('Type what you hear');
  await field.press('ArrowUp');
  await expect(field).toHaveValue('It has a lenght');
  await field.fill('It has a length.');
  await field.press('Enter');
  const line = captioner.getByRole('listitem').filter({ hasText: 'It has a length.' });
  await expect(line.getByText('on air')).toBeVisible();
  await expect(field).toBeFocused();
  await captioner.reload();
  await expect(line.getByText('on air')).toBeVisible();
  await expect(captioner.getByText('On air. You type in this language: English')).toBeVisible();
});

test('programs write captions over HTTP', async () => {
  const answer = await fetch(`${house.origin}/api/classes/${staff.classId}/captions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${staff.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ lines: [{ text: 'By a program.' }] }),
  });
  expect(v.parse(captionLinesTakenSchema, await answer.json()).lineIds).toHaveLength(1);
  await expect.poll(() => cuesOf(student), { timeout: 10_000 }).toContain('By a program.');
});

test('the typing page is in order for everyone, and its stream keeps the rules', async () => {
  expect(await violationsOn(captioner)).toEqual([]);
  await takePictures({ captioner });
  await captioner.setViewportSize({ width: 320, height: 640 });
  const isWide = () => captioner.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(await isWide()).toBe(false);
  const checked = await checkStream(`${await originOf(student)}main.m3u8`, 8_000);
  // What the encoder of a busy machine does to the picture is looked at elsewhere.
  expect(checked.wrong.filter((words) => words.startsWith('captions'))).toEqual([]);
});

test('what was typed while it was live is in the recording, as it was corrected, and is found there', async () => {
  await studio.getByTestId('end-broadcast').click();
  await studio.getByTestId('confirm-end').click();
  await staff.reaches(({ room }) => room.stream.status === 'stopped');

  const page = await (await browser.newContext()).newPage();
  await likesCaptions(page);
  await page.goto(`${house.links.viewer}/recordings`);
  await page.getByLabel(/name/i).fill('Bob');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^Recording of/ }).click({ timeout: 30_000 });
  await page.getByRole('tab', { name: 'Search' }).click();
  const field = page.getByLabel('Search this recording');
  await field.fill('lenght');
  await expect(page.getByText('Nothing here has “lenght” in it.')).toBeVisible();
  await field.fill('vector arrow');
  const line = page.getByRole('button').filter({ hasText: 'Good morning. A vector is an arrow.' });
  await expect(line).toContainText('Said');
  await field.fill('length');
  await expect(page.getByRole('button').filter({ hasText: 'It has a length.' })).toContainText('Said');

  // It leads to its moment, and stands there in the picture.
  await field.fill('vector arrow');
  await turnCaptionsOn(page, RECORDING);
  await line.click();
  const placeOf = () =>
    page.evaluate((selector) => document.querySelector<HTMLVideoElement>(selector)?.currentTime, RECORDING);
  await expect.poll(placeOf, { timeout: 20_000 }).toBeGreaterThan(0);
  await expect
    .poll(() => cuesOf(page, RECORDING), { timeout: 20_000 })
    .toContain('Good morning. A vector is an arrow.');
  expect(await violationsOn(page)).toEqual([]);
  await page.context().close();
});

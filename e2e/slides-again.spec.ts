import { type Browser, type Page, expect, test } from '@playwright/test';
import { violationsOn } from './support/axe.ts';
import {
  type House,
  SMALL_PICTURE,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
} from './support/index.ts';
import { makePdf } from './support/make-pdf.ts';
import { takePictures } from './support/pictures.ts';

test.describe.configure({ mode: 'serial' });

let house: House;
let browser: Browser;
let studio: Page;

const waves = makePdf([
  { title: 'Waves', text: 'They move.' },
  { title: 'Light', text: 'It is a wave too.' },
  { title: 'Sound' },
]);

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  studio = await openStudio(browser, house, SMALL_PICTURE);
  await studio.getByRole('tab', { name: /^Slides/ }).click();
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

const place = (page: Page) => page.getByTestId('slide-place');
const slide = (page: Page, name: string) => page.getByRole('img', { name });

async function turn(to: number): Promise<void> {
  // As a clicker does, from anywhere on the desk.
  await studio.keyboard.press('PageDown');
  await expect(studio.getByText(`Page ${to} of 3`, { exact: true }).first()).toBeVisible();
}

test('a student pages through what was shown, alone, and is with the lecture again', async () => {
  const student = await openStudent(browser, house, 'Ada');
  await expect(student.getByRole('tab', { name: /^Slides/ })).toBeHidden();
  const pdf = { name: 'waves.pdf', mimeType: 'application/pdf', buffer: waves };
  await studio.getByLabel('Open a PDF').setInputFiles(pdf);

  await student.getByRole('tab', { name: /^Slides/ }).click({ timeout: 30_000 });
  await expect(slide(student, 'Slide 1: Waves')).toBeVisible();
  await turn(2);
  await expect(place(student)).toHaveText('Slide 2 of 2', { timeout: 30_000 });
  await expect(slide(student, 'Slide 2: Light')).toBeVisible();
  expect(await violationsOn(student)).toEqual([]);
  await takePictures({ 'slides-again': student });

  // By keyboard, on the page itself; the lecture turns on, and nobody is dragged along.
  await student.getByRole('group', { name: 'Slide 2 of 2' }).focus();
  await student.keyboard.press('ArrowLeft');
  await expect(slide(student, 'Slide 1: Waves')).toBeVisible();
  await turn(3);
  await expect(place(student)).toHaveText('Slide 1 of 3', { timeout: 30_000 });
  await student.getByRole('button', { name: 'Back to the lecture’s slide' }).click();
  await expect(slide(student, 'Slide 3: Sound')).toBeVisible();
  await student.context().close();
});

test('a student plays from a slide that was shown while it is live, and comes back', async () => {
  const student = await openStudent(browser, house, 'Cleo');
  await student.getByRole('tab', { name: /^Slides/ }).click();
  await expect(slide(student, 'Slide 3: Sound')).toBeVisible();
  await student.getByRole('group', { name: 'Slide 3 of 3' }).focus();
  await student.keyboard.press('Home');
  await expect(slide(student, 'Slide 1: Waves')).toBeVisible();
  await expect(student.getByText('You are paging by yourself.')).toBeVisible();
  await student.getByRole('button', { name: 'Play from this slide' }).click();
  await expect(student.getByRole('button', { name: 'Go to live' })).toBeVisible({ timeout: 30_000 });
  // The page goes with the picture from there on, and none that was seen is taken away.
  await expect(student.getByText('You see the slide that the lecture is at.')).toBeVisible();
  await expect(place(student)).toHaveText(/^Slide [123] of 3$/);
  expect(await violationsOn(student)).toEqual([]);
  await student.getByRole('button', { name: 'Go to live' }).click();
  await expect(student.getByText('Live', { exact: true }).first()).toBeVisible({ timeout: 20_000 });
  await expect(slide(student, 'Slide 3: Sound')).toBeVisible({ timeout: 30_000 });
  await student.context().close();
});

test('slides that an instructor keeps to themself are nobody’s any more', async () => {
  const student = await openStudent(browser, house, 'Bob');
  await student.getByRole('tab', { name: /^Slides/ }).click();
  await expect(slide(student, 'Slide 3: Sound')).toBeVisible();
  await studio.getByLabel('Students can look again at pages that were shown').uncheck();
  await expect(student.getByRole('tab', { name: /^Slides/ })).toBeHidden();
  await expect(student.getByRole('tab', { name: 'Chat' })).toHaveAttribute('aria-selected', 'true');
  await student.context().close();
});

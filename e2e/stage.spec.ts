import { type Browser, type Page, expect, test } from '@playwright/test';
import {
  type House,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
  takeReloads,
  wasReloaded,
} from './support/index.ts';

let house: House;
let browser: Browser;
let studio: Page;

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  studio = await openStudio(browser, house);
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

const bar = (student: Page) => student.getByRole('region', { name: 'On stage' });
const stagePicture = (student: Page) => student.getByTestId('stage-picture');

async function raise(student: Page): Promise<void> {
  await student.getByRole('button', { name: 'Raise hand' }).click();
  await student.getByRole('button', { name: 'Camera and microphone' }).click();
  await expect(student.getByText('Ready. You will be called.')).toBeVisible();
}

test('a student raises a hand, is brought on stage without a reload, and goes back to their seat', async () => {
  const student = await openStudent(browser, house, 'Ada');
  await student.getByPlaceholder('Write to the class').fill('half a thought');
  await raise(student);
  await studio.getByRole('button', { name: 'Bring Ada on stage' }).click();
  await expect(bar(student)).toContainText('You are on stage');
  await expect(stagePicture(student)).toBeVisible();
  await expect(studio.getByTestId('stage').getByText('Ada')).toBeVisible();
  await expect(studio.getByTestId('hands').getByText('Ada')).toBeHidden();
  // Heard from both, every word would come twice.
  const hls = student.getByTestId('programme');
  await expect.poll(() => hls.evaluate((video: HTMLVideoElement) => video.muted)).toBe(true);

  await studio.getByRole('button', { name: 'Actions for Ada' }).click();
  await studio.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(bar(student)).toContainText('Staff have muted you.');
  await studio.getByRole('button', { name: 'Let speak' }).click();
  await expect(bar(student)).not.toContainText('Staff have muted you.');

  await student.getByRole('button', { name: 'Back to my seat' }).click();
  await expect(stagePicture(student)).toBeHidden();
  await expect(student.getByRole('button', { name: 'Raise hand' })).toBeVisible();
  await expect.poll(() => hls.evaluate((video: HTMLVideoElement) => video.muted)).toBe(false);
  await expect(student.getByPlaceholder('Write to the class')).toHaveValue('half a thought');
  expect([await wasReloaded(student), await takeReloads(student)]).toEqual([false, 0]);
  await student.context().close();
});

test('whoever did not raise a hand is asked, and may say no, or come with sound only', async () => {
  const student = await openStudent(browser, house, 'Bob');
  const invite = async () => {
    await studio.getByRole('tab', { name: /^People/ }).click();
    const actions = studio.getByRole('button', { name: 'What to do with Bob' });
    if ((await actions.getAttribute('aria-expanded')) !== 'true') await actions.click();
    await studio.getByRole('button', { name: 'Ask on stage' }).click();
  };
  await invite();
  await student.getByRole('dialog', { name: 'Will you come on stage?' }).waitFor();
  await student.getByRole('button', { name: 'No, thank you' }).click();
  await expect(studio.getByText('Bob was asked to come up')).toBeHidden();
  await invite();
  await student.getByRole('button', { name: 'Yes, with sound only' }).click();
  await expect(bar(student)).toContainText('You are on stage');
  await expect(studio.getByTestId('stage')).toContainText('sound only');
  await studio.getByRole('button', { name: 'To the seat' }).click();
  await expect(student.getByRole('button', { name: 'Raise hand' })).toBeVisible();
  await student.context().close();
});

test('a guest who loads the page anew is on the stage again', async () => {
  const student = await openStudent(browser, house, 'Eve');
  await raise(student);
  await studio.getByRole('button', { name: 'Bring Eve on stage' }).click();
  await expect(stagePicture(student)).toBeVisible();
  await student.reload();
  await expect(bar(student)).toContainText('You are on stage');
  await expect(stagePicture(student)).toBeVisible();
  await student.context().close();
  await expect(studio.getByTestId('stage')).toBeHidden();
});

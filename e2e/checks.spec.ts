import { type Browser, type Page, expect, test } from '@playwright/test';
import { type House, SMALL_PICTURE, launchChromium, startHouse, withQuery } from './support/index.ts';

let house: House;
let browser: Browser;
let studio: Page;

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  studio = await browser.newPage();
  await studio.goto(withQuery(house.studioUrl, SMALL_PICTURE));
  await studio.getByRole('button', { name: 'Check before class' }).click();
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

const dialog = () => studio.getByRole('dialog', { name: 'Check before class' });

test('before class the instructor hears what students would hear, and sees what they would see', async () => {
  await dialog().getByRole('button', { name: 'Record 4 seconds' }).click();
  await expect(dialog().getByText('Recording…', { exact: false })).toBeVisible();
  const voice = dialog().getByLabel('Play it back');
  await expect(voice).toBeVisible();
  await voice.evaluate((audio: HTMLAudioElement) => audio.play());
  await expect.poll(() => voice.evaluate((audio: HTMLAudioElement) => audio.ended)).toBe(true);
  expect(await voice.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(3);
  const width = () =>
    dialog()
      .getByLabel('The programme')
      .evaluate((video: HTMLVideoElement) => video.videoWidth);
  await expect.poll(width).toBe(960);
});

test('the network is judged in words, and nobody is told of a programme', async () => {
  const student = await (await browser.newContext()).newPage();
  await student.goto(house.links.viewer);
  await student.getByLabel(/name/i).fill('Ada');
  await student.keyboard.press('Enter');
  await expect(student.getByText(/not started/i)).toBeVisible();

  await dialog().getByRole('button', { name: 'Test the network' }).click();
  await expect(dialog().getByText('Measuring…', { exact: false })).toBeVisible();
  // Where the cores are shared with everything else, the computer may be what is slow.
  await expect(dialog().getByText(/^Good|network is fine/)).toBeVisible({ timeout: 40_000 });
  await expect(dialog().getByText(/sent, .* lost, .* to the server and back/)).toBeVisible();

  await dialog().getByRole('button', { name: 'Rehearse' }).click();
  await expect(dialog().getByText('Rehearsing: nobody sees or hears you.')).toBeVisible();
  await expect(student.getByText(/not started/i)).toBeVisible();
  await dialog().getByRole('button', { name: 'Done' }).click();
  await expect(dialog()).toBeHidden();
  await student.context().close();
});

import { type Browser, type Page, expect, test } from '@playwright/test';
import { type House, SMALL_PICTURE, launchChromium, startHouse, withQuery } from './support/index.ts';
import { violationsOn } from './support/axe.ts';
import {
  giveMicrophones,
  giveSpeakers,
  plugMicrophones,
  plugSpeakers,
  speakersInUse,
} from './support/own-devices.ts';

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

async function openAnew(): Promise<void> {
  await studio.reload();
  await studio.getByRole('button', { name: 'Check before class' }).click();
}

const speakers = () => dialog().getByLabel('You hear the studio through');

test('what the studio plays comes through the speakers that are chosen, and they are kept', async () => {
  await giveSpeakers(studio, 'Desk', 'Headset');
  await openAnew();
  await expect(speakers()).toHaveValue('');
  await speakers().selectOption('Headset');
  await dialog().getByRole('button', { name: 'Play two notes' }).click();
  await expect.poll(() => speakersInUse(studio)).toEqual(['Headset']);

  await dialog().getByRole('button', { name: 'Record 4 seconds' }).click();
  const voice = dialog().getByLabel('Play it back');
  await expect(voice).toBeVisible();
  const heardThrough = () => voice.evaluate((audio: HTMLAudioElement) => audio.sinkId);
  await expect.poll(heardThrough).toBe('Headset');

  await plugSpeakers(studio, 'Desk');
  await expect(dialog().getByText('Your speakers are unplugged')).toBeVisible();
  await expect.poll(heardThrough).toBe('');
  await plugSpeakers(studio, 'Desk', 'Headset');
  await expect(dialog().getByText('Your speakers are unplugged')).toBeHidden();
  await expect.poll(heardThrough).toBe('Headset');

  await openAnew();
  await expect(speakers()).toHaveValue('Headset');
  await speakers().selectOption({ label: 'What your system has chosen' });
  await expect(speakers()).toHaveValue('');
});

test('a file for the class is heard by its instructor through the chosen speakers', async () => {
  await giveSpeakers(studio, 'Desk', 'Headset');
  await openAnew();
  await speakers().selectOption('Desk');
  await dialog().getByRole('button', { name: 'Done' }).click();
  await studio.getByRole('tab', { name: 'Sound', exact: true }).click();
  // Whether it can be played or not: it is heard as soon as it is chosen.
  await studio.locator('input[type="file"][accept*="audio"]').setInputFiles({
    ...{ name: 'song.wav', mimeType: 'audio/wav', buffer: Buffer.from('…') },
  });
  await expect.poll(() => speakersInUse(studio)).toEqual(['Desk']);
  await studio
    .getByRole('tabpanel', { name: 'Sound' })
    .getByRole('button', { name: 'Remove', exact: true })
    .click();
  await expect.poll(() => speakersInUse(studio)).toEqual([]);
});

test('camera and microphone are chosen in the dialog too, and what is unplugged is said there', async () => {
  await giveMicrophones(studio, 'Lapel', 'Hall');
  await openAnew();
  await expect(dialog().getByRole('combobox', { name: 'Camera', exact: true })).toBeEnabled();
  const microphone = dialog().getByRole('combobox', { name: 'Microphone', exact: true });
  await expect(microphone).toHaveValue('Lapel');
  await microphone.selectOption('Hall');
  await expect(dialog().getByRole('button', { name: 'Mute', exact: true })).toBeVisible();
  await expect(microphone).toHaveValue('Hall');
  await dialog()
    .getByLabel('The microphone hears')
    .selectOption({ label: 'Music: nothing is changed, wear headphones' });
  await expect(dialog().getByRole('button', { name: 'Record 4 seconds' })).toBeVisible();

  await plugMicrophones(studio);
  await expect(dialog().getByText('The microphone was unplugged', { exact: false })).toBeVisible();
  await plugMicrophones(studio, 'Lapel', 'Hall');
  await expect(dialog().getByRole('button', { name: 'Record 4 seconds' })).toBeVisible();
  expect(await violationsOn(studio)).toEqual([]);
});

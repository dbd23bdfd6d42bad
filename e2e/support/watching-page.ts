import { type Page, expect } from '@playwright/test';
import { PROGRAMME } from './index.ts';

// What somebody who watches does with the picture, and sees of it.

export const settings = (page: Page) => page.getByRole('button', { name: 'Settings' });
export const menu = (page: Page) => page.getByRole('dialog', { name: 'Settings' });
export const help = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
export const bar = (page: Page) => page.getByRole('slider', { name: 'Place in the lecture' });

export const videoOf = (page: Page) =>
  page.evaluate((selector) => {
    const video = document.querySelector<HTMLVideoElement>(selector);
    if (!video) throw new Error('there is no video');
    const { videoHeight, currentTime, muted, paused, volume } = video;
    return { videoHeight, currentTime, muted, paused, volume };
  }, PROGRAMME);

/** Where the bar stands, where it ends, and how long it is, in seconds. */
export const placeOf = (page: Page) =>
  bar(page).evaluate((input: HTMLInputElement) => ({
    ...{ from: Number(input.min), at: Number(input.value), to: Number(input.max) },
    length: Number(input.max) - Number(input.min),
  }));

/** Of what can be gone back in, in seconds. */
export const lengthOf = async (page: Page) => {
  const { from, to } = await placeOf(page);
  return to - from;
};

export const behind = async (page: Page) => {
  const { at, to } = await placeOf(page);
  return to - at;
};

export const playsOn = async (page: Page) => {
  const before = await videoOf(page);
  await expect.poll(async () => (await videoOf(page)).currentTime - before.currentTime).toBeGreaterThan(0.5);
};

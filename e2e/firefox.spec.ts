import { mkdirSync, writeFileSync } from 'node:fs';
import { type Browser, expect, test } from '@playwright/test';
import * as v from 'valibot';
import { attend } from './support/attend.ts';
import { type Firefox, firefoxPath, startFirefox } from './support/firefox.ts';
import {
  type House,
  PROGRAMME,
  SMALL_PICTURE,
  launchChromium,
  openStudio,
  startHouse,
} from './support/index.ts';

const pictures = new URL('../test-results/pictures/', import.meta.url).pathname;
const ENTER = '\uE007';

let house: House;
let browser: Browser;
let firefox: Firefox;

test.skip(firefoxPath === undefined, 'needs firefox');

test.beforeAll(async () => {
  if (firefoxPath === undefined) return;
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  await openStudio(browser, house, SMALL_PICTURE);
  firefox = await startFirefox();
});

test.afterAll(async () => {
  await firefox?.close();
  await browser?.close();
  await house?.close();
});

const videoSchema = v.nullable(v.object({ height: v.number(), at: v.number(), waits: v.boolean() }));
const programme = () =>
  firefox.page.evaluate(
    videoSchema,
    `(selector) => {
      const video = document.querySelector(selector);
      return video && { height: video.videoHeight, at: video.currentTime, waits: video.paused || video.readyState < 3 };
    }`,
    PROGRAMME,
  );
const focus = (selector: string) =>
  firefox.page.evaluate(
    v.boolean(),
    `(selector) => {
      const field = document.querySelector(selector);
      field?.focus();
      return field !== null && document.activeElement === field;
    }`,
    selector,
  );
const hasText = (text: string) =>
  firefox.page.evaluate(v.boolean(), `(text) => document.body.innerText.includes(text)`, text);

test('in Firefox a student comes in, watches without a stall, reads the chat and writes in it', async () => {
  const { page } = firefox;
  await page.goto(house.links.viewer);
  await expect.poll(() => focus('form input'), { timeout: 30_000 }).toBe(true);
  await page.type(`Ada${ENTER}`);

  await expect.poll(async () => (await programme())?.height ?? 0, { timeout: 60_000 }).toBeGreaterThan(0);
  const from = (await programme())?.at ?? 0;
  await expect
    .poll(async () => ((await programme())?.at ?? 0) - from, { timeout: 30_000 })
    .toBeGreaterThan(5);
  expect(await programme()).toMatchObject({ waits: false });

  const bob = await attend(house.origin, 'Bob');
  await bob.client.send({ type: 'chat.send', text: 'Can you hear it too?' });
  await expect.poll(() => hasText('Can you hear it too?')).toBe(true);
  await expect.poll(() => focus('textarea')).toBe(true);
  await page.type(`Yes, in Firefox.${ENTER}`);
  await bob.reaches(({ room }) => room.chat.messages.some(({ text }) => text === 'Yes, in Firefox.'));
  expect(await hasText('Yes, in Firefox.')).toBe(true);

  mkdirSync(pictures, { recursive: true });
  writeFileSync(`${pictures}firefox.png`, await page.screenshot());
  bob.close();
});

import { type Browser, type Page, expect, test } from '@playwright/test';
import { SESSION_HEADER, sessionSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';
import {
  type House,
  PROGRAMME,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
  wasReloaded,
} from './support/index.ts';
import {
  NOWHERE,
  colourOf,
  connection,
  makeEncoderKey,
  publish,
  received,
  restartIce,
  streamAsTold,
  watch,
} from './support/whip-page.ts';

let house: House;
let browser: Browser;

test.beforeEach(async () => {
  house = await startHouse();
  browser = await launchChromium();
});

test.afterEach(async () => {
  await browser.close();
  await house.close();
});

async function openProgram(): Promise<Page> {
  const page = await (await browser.newContext({ permissions: ['microphone'] })).newPage();
  await page.goto(`${house.origin}${NOWHERE}`);
  return page;
}

async function joinToken(): Promise<string> {
  const joined = await fetch(`${house.origin}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [SESSION_HEADER]: 'body' },
    body: JSON.stringify({ code: 'DEMO', name: 'Hall screen' }),
  });
  return v.parse(sessionSchema, await joined.json()).token;
}

const isConnected = (page: Page) =>
  expect.poll(() => connection(page), { timeout: 15_000 }).toBe('connected');

/** Its encoder's green, and not our own still picture. */
const isGreen = (page: Page, selector = PROGRAMME) =>
  expect
    .poll(
      async () => {
        const { red, green, blue } = await colourOf(page, selector);
        return green > 90 && green > 2 * red && green > 2 * blue;
      },
      { timeout: 30_000 },
    )
    .toBe(true);

const end = (location: string, key: string) =>
  fetch(`${house.origin}${location}`, { method: 'DELETE', headers: { authorization: `Bearer ${key}` } });

test('an encoder is on air without a studio: students watch on their page, players over WebRTC, and its end is theirs', async () => {
  const { path, key } = await makeEncoderKey(house.origin, house.links.studio);
  const encoder = await openProgram();
  const published = await publish(encoder, path, key);
  expect(published.status, published.text).toBe(201);
  await isConnected(encoder);

  const student = await openStudent(browser, house);
  await isGreen(student);
  const told = await streamAsTold(house.origin, await joinToken());
  expect(told).toMatchObject({ status: 'live', source: 'encoder' });

  const player = await openProgram();
  const watched = await watch(player, '/whep/DEMO', await joinToken());
  expect(watched.status, watched.text).toBe(201);
  await isConnected(player);
  await isGreen(player, '#received');
  await expect.poll(async () => (await received(player)).soundBytes).toBeGreaterThan(1_000);

  const restarted = await restartIce(encoder, published.location, key);
  expect(restarted.status).toBe(200);
  expect(restarted.tag).not.toBe(published.tag);
  await isConnected(encoder);
  const { frames } = await received(player);
  await expect
    .poll(async () => (await received(player)).frames, { timeout: 15_000 })
    .toBeGreaterThan(frames + 60);

  expect((await end(published.location, key)).status).toBe(200);
  await expect(student.getByText(/has ended/i)).toBeVisible();
  await expect.poll(() => connection(player)).not.toBe('connected');
});

test('an encoder that is gone leaves a still picture, and is on air again when it is back; nobody’s page is loaded anew', async () => {
  const { path, key } = await makeEncoderKey(house.origin, house.links.studio);
  const first = await openProgram();
  expect((await publish(first, path, key)).status).toBe(201);
  const student = await openStudent(browser, house);
  await isGreen(student);
  await first.context().close();
  await expect
    .poll(
      async () => {
        const { red, green } = await colourOf(student, PROGRAMME);
        return green < 2 * red || green < 90;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  const second = await openProgram();
  expect((await publish(second, path, key)).status).toBe(201);
  await isGreen(student);
  expect(await wasReloaded(student)).toBe(false);
});

test('a studio takes over from an encoder, which gets no place back while the studio has it', async () => {
  const { path, key } = await makeEncoderKey(house.origin, house.links.studio);
  const encoder = await openProgram();
  expect((await publish(encoder, path, key)).status).toBe(201);
  await isConnected(encoder);
  const studio = await openStudio(browser, house);
  await expect.poll(() => connection(encoder), { timeout: 15_000 }).not.toBe('connected');
  expect((await publish(await openProgram(), path, key)).status).toBe(409);
  await studio.close();
});

test('of an encoder that sends three sizes the largest goes out', async () => {
  const { path, key } = await makeEncoderKey(house.origin, house.links.studio);
  const encoder = await openProgram();
  const published = await publish(encoder, path, key, ['q', 'h', 'f']);
  expect(published.status, published.text).toBe(201);
  expect(published.text).toContain('a=simulcast:recv f');
  await isConnected(encoder);
  const player = await openProgram();
  expect((await watch(player, '/whep/DEMO', await joinToken())).status).toBe(201);
  await isGreen(player, '#received');
  const width = () =>
    player.evaluate(() => document.querySelector<HTMLVideoElement>('#received')?.videoWidth);
  await expect.poll(width, { timeout: 15_000 }).toBe(640);
});

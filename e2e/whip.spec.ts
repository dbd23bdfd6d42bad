import { type Browser, type Page, expect, test } from '@playwright/test';
import { SESSION_HEADER, sessionSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';
import {
  type House,
  PROGRAMME,
  SMALL_PICTURE,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
  wasReloaded,
  withQuery,
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

/** The studio’s desk, neither on air nor heard. */
async function openDesk(permissions: string[] = []): Promise<Page> {
  const desk = await (await browser.newContext({ permissions })).newPage();
  await desk.goto(withQuery(house.studioUrl, `demo&${SMALL_PICTURE}`));
  await expect(desk.getByText('Connected').first()).toBeVisible();
  return desk;
}

test('an instructor makes the key in the studio, an encoder sends by it, and a new one or none at all ends it', async () => {
  const desk = await openDesk(['clipboard-read', 'clipboard-write']);
  await desk.getByRole('tab', { name: 'Class', exact: true }).click();
  await desk.getByText('Teaching from OBS').click();
  await expect(desk.getByText('You have no key for this class.')).toBeVisible();
  await desk.getByRole('button', { name: 'Make a key' }).click();
  const shown = desk.getByLabel('Key', { exact: true });
  await expect(shown).toBeFocused();
  const key = await shown.inputValue();
  await desk.getByRole('button', { name: 'Copy: Key' }).click();
  await expect(desk.getByText('Copied.')).toBeVisible();
  expect(await desk.evaluate(() => navigator.clipboard.readText())).toBe(key);
  const address = new URL(await desk.getByRole('textbox', { name: 'WHIP address' }).inputValue());
  expect(address.origin).toBe(house.origin);

  const encoder = await openProgram();
  expect((await publish(encoder, address.pathname, key)).status).toBe(201);
  await isConnected(encoder);
  await expect(desk.getByText('On air from an encoder')).toBeVisible({ timeout: 30_000 });

  await desk.getByRole('button', { name: 'Make a new key' }).click();
  await expect(desk.getByText('an encoder that sends by it is cut off')).toBeVisible();
  await desk.getByRole('button', { name: 'Make a new key' }).click();
  await expect(shown).not.toHaveValue(key);
  await expect.poll(() => connection(encoder), { timeout: 15_000 }).not.toBe('connected');
  expect((await publish(await openProgram(), address.pathname, key)).status).toBe(401);
  const newKey = await shown.inputValue();
  expect((await publish(await openProgram(), address.pathname, newKey)).status).toBe(201);

  await desk.getByRole('button', { name: 'Take the key back' }).click();
  await desk.getByRole('button', { name: 'Take the key back' }).click();
  await expect(desk.getByText('The key is taken back')).toBeVisible();
  await expect(shown).toBeHidden();
  expect((await publish(await openProgram(), address.pathname, newKey)).status).toBe(401);
});

test('a studio that goes on air is asked before it takes over from an encoder, and takes over where it says so', async () => {
  const { path, key } = await makeEncoderKey(house.origin, house.links.studio);
  const encoder = await openProgram();
  expect((await publish(encoder, path, key)).status).toBe(201);
  await isConnected(encoder);
  const student = await openStudent(browser, house);
  await isGreen(student);

  const desk = await openDesk();
  await expect(desk.getByText('On air from an encoder')).toBeVisible({ timeout: 30_000 });
  const goOnAir = desk.getByTestId('go-on-air');
  const question = desk.getByRole('dialog', { name: 'Take over from the encoder?' });
  await goOnAir.click();
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Leave the encoder on air' }).click();
  await goOnAir.click();
  await desk.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(desk.getByText('On air from an encoder')).toBeVisible();
  expect(await connection(encoder)).toBe('connected');

  await goOnAir.click();
  await question.getByTestId('confirm-take-over').click();
  await expect(desk.getByText('Students see and hear you.')).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => connection(encoder), { timeout: 15_000 }).not.toBe('connected');
  await expect
    .poll(
      async () => {
        const { red, green } = await colourOf(student, PROGRAMME);
        return green < 2 * red;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  expect(await wasReloaded(student)).toBe(false);
  const told = await streamAsTold(house.origin, await joinToken());
  expect(told).toMatchObject({ status: 'live', source: 'studio' });
  await desk.close();
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

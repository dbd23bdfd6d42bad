import { type Browser, type Page, expect, test } from '@playwright/test';
import {
  type House,
  PROGRAMME,
  childrenOf,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
  takeReloads,
  watchGlass,
} from './support/index.ts';

let house: House;
let browser: Browser;

test.beforeAll(async () => {
  // Which rung a student is on must not hang on whether this machine keeps up with AV1.
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

const heightOf = (page: Page) =>
  page.evaluate(
    (selector) => document.querySelector<HTMLVideoElement>(selector)?.videoHeight ?? 0,
    PROGRAMME,
  );

const positionOf = (page: Page) =>
  page.evaluate(
    (selector) => document.querySelector<HTMLVideoElement>(selector)?.currentTime ?? 0,
    PROGRAMME,
  );

/** When the first picture was made that this student sees of what was made after `atMs`. */
async function firstSeenAfter(student: Page, atMs: number): Promise<number> {
  let first = Infinity;
  await expect
    .poll(
      async () => {
        const { frames } = await watchGlass(student, PROGRAMME, 2_000);
        first = Math.min(first, ...frames.map(({ composedAt }) => composedAt).filter((at) => at > atMs));
        return first;
      },
      { timeout: 20_000 },
    )
    .toBeLessThan(Infinity);
  return first;
}

test('HLS-75: a rung that goes away is left for another, without a new page, and taken again when it is back', async () => {
  test.slow();
  const studio = await openStudio(browser, house);
  const student = await openStudent(browser, house);
  await expect.poll(() => heightOf(student), { timeout: 30_000 }).toBe(540);

  await student.route(/\/v540\.m3u8/, (route) => route.fulfill({ status: 404, body: 'away' }));
  await expect.poll(() => heightOf(student), { timeout: 20_000 }).toBe(360);
  const before = await positionOf(student);
  await expect.poll(async () => (await positionOf(student)) - before, { timeout: 10_000 }).toBeGreaterThan(3);

  await student.unroute(/\/v540\.m3u8/);
  // Patience is the player’s own: a rung that was lost soon after it was taken is waited for longer.
  await expect.poll(() => heightOf(student), { timeout: 120_000 }).toBe(540);
  expect(await takeReloads(student)).toBe(0);
  await Promise.all([studio.close(), student.context().close()]);
});

test('HLS-75: a student sees on when the transcoder is killed, without a new page', async () => {
  const studio = await openStudio(browser, house);
  const student = await openStudent(browser, house);
  const transcoders = childrenOf(house.server.process.pid, '-f sdp');
  expect(transcoders.length).toBeGreaterThan(0);
  const killedAt = Date.now();
  for (const transcoder of transcoders) process.kill(transcoder, 'SIGKILL');
  const first = await firstSeenAfter(student, killedAt);
  process.stdout.write(
    `the transcoder killed: the picture is back after ${Math.round(first - killedAt)} ms\n`,
  );
  expect(first - killedAt).toBeLessThan(4_000);
  expect(await takeReloads(student)).toBe(0);
  await Promise.all([studio.close(), student.context().close()]);
});

test('HLS-75: while the instructor reconnects a slate is shown, and the lecture goes on without a new page', async () => {
  const studio = await openStudio(browser, house);
  const student = await openStudent(browser, house);
  await studio.close();
  // The slate carries no clock; until it is there, what was sent before is still shown.
  await expect
    .poll(
      async () => {
        const { frames, unreadable } = await watchGlass(student, PROGRAMME, 1_000);
        return frames.length === 0 && unreadable > 2;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  const said = student.getByRole('figure').getByText('The instructor is reconnecting…');
  await expect(said).toBeVisible();
  const againAt = Date.now();
  const again = await openStudio(browser, house);
  await firstSeenAfter(student, againAt);
  await expect(said).toBeHidden();
  expect(await takeReloads(student)).toBe(0);
  await Promise.all([again.close(), student.context().close()]);
});

import { once } from 'node:events';
import { type Browser, type Page, expect, test } from '@playwright/test';
import {
  type House,
  PROGRAMME,
  launchChromium,
  openStudent,
  openStudio,
  originOf,
  startHouse,
  wasReloaded,
  watchGlass,
} from './support/index.ts';

let house: House;
let browser: Browser;

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_DRAIN_S: '300' });
  browser = await launchChromium();
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

/** The numbers and the stream that the top rung's playlist tells of now. */
async function told(origin: string): Promise<{ stream: string; newest: number; runs: number }> {
  const main = await (await fetch(new URL('main.m3u8', origin))).text();
  const top = main.split('\n').find((line) => line.startsWith('v')) ?? '';
  const playlist = await (await fetch(new URL(top, origin))).text();
  const first = Number(/MEDIA-SEQUENCE:(\d+)/.exec(playlist)?.[1]);
  return {
    stream: /s=([\w-]+)/.exec(top)?.[1] ?? '',
    newest: first + playlist.split('#EXTINF').length - 1,
    runs: Number(/init-(\d+)\.mp4(?!.*init-)/s.exec(playlist)?.[1]),
  };
}

/** How many pictures a second is the machine's affair. */
async function seesSince(page: Page, atMs: number): Promise<void> {
  let seen = 0;
  await expect
    .poll(
      async () => {
        const { frames } = await watchGlass(page, PROGRAMME, 1_000);
        seen += frames.filter(({ composedAt }) => composedAt > atMs).length;
        return seen;
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(10);
}

test('a lecture goes on through a kill of the server: the same stream, higher numbers, and no page is loaded anew', async () => {
  test.setTimeout(120_000);
  const studio = await openStudio(browser, house);
  const student = await openStudent(browser, house);
  const origin = await originOf(student);
  const before = await told(origin);

  const killedAt = Date.now();
  await house.server.kill();
  await house.restartServer();
  await expect
    .poll(async () => (await told(origin).catch(() => undefined))?.newest ?? 0, { timeout: 30_000 })
    .toBeGreaterThan(before.newest);
  // Our own picture may come first; then the studio's, which carries the clock.
  await seesSince(student, killedAt);
  const after = await told(origin);
  expect(after.stream).toBe(before.stream);
  expect(after.runs).toBeGreaterThan(before.runs);
  expect(await wasReloaded(student)).toBe(false);
  await Promise.all([studio.close(), student.context().close()]);
});

test('a server that is asked to go takes nobody new, lets the lecture come to its end, and goes then', async () => {
  const studio = await openStudio(browser, house);
  const student = await openStudent(browser, house);
  const readiness = async () => (await fetch(`${house.origin}/readyz`)).status;
  expect(await readiness()).toBe(200);

  const gone = once(house.server.process, 'exit');
  house.server.process.kill('SIGTERM');
  await expect.poll(readiness).toBe(503);
  // Whoever is late comes into this class all the same, and sees what the others see.
  const late = await openStudent(browser, house, 'Bob');
  const askedAt = Date.now();
  await seesSince(student, askedAt);
  await seesSince(late, askedAt);

  await studio.getByTestId('end-broadcast').click();
  await studio.getByTestId('confirm-end').click();
  expect(await gone).toEqual([0, null]);
  await Promise.all([studio.close(), student.context().close(), late.context().close()]);
});

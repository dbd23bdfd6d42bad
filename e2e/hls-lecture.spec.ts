import { expect, test } from '@playwright/test';
import { checkStream } from './hls-checker/index.ts';
import { addressOfGuest, launchChromium, startHouse, withQuery } from './support/index.ts';

const CHECKED_MS = 20_000;
/** What a busy studio sent late: a frame that none followed in time can't be cut (HLS-3). */
const heldBack = /4\.4\.4\.9: part \S+ lasts 0\.\d+ s$/;

test('a lecture from the studio, behind its signed address, keeps every rule', async () => {
  const house = await startHouse();
  const browser = await launchChromium();
  try {
    const studio = await browser.newPage();
    await studio.goto(withQuery(house.studioUrl, 'demo&autostart&width=640&height=360&fps=30'));
    await expect(studio.getByTestId('on-air')).toBeVisible({ timeout: 30_000 });
    const address = await addressOfGuest(house.origin);
    await expect.poll(async () => (await fetch(`${address}main.m3u8`)).status, { timeout: 15_000 }).toBe(200);
    const { wrong, segments, deltas } = await checkStream(`${address}main.m3u8`, CHECKED_MS);
    expect(wrong.filter((words) => !heldBack.test(words))).toEqual([]);
    expect(wrong.length).toBeLessThan(segments / 4);
    expect(segments).toBeGreaterThan(10);
    expect(deltas).toBeGreaterThan(0);
    const unsigned = address.replace(/~[^/]+\//, '');
    expect((await fetch(`${unsigned}main.m3u8`)).status).toBe(403);
  } finally {
    await browser.close();
    await house.close();
  }
});

import { expect, test } from '@playwright/test';
import * as v from 'valibot';
import {
  PROGRAMME,
  addressOfGuest,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
  watchGlass,
} from './support/index.ts';

const AV1_WITHIN_MS = 30_000;

test('AV1 is offered beside H.264 where the machine keeps up, and is what a student who can decode it sees', async () => {
  const house = await startHouse();
  const browser = await launchChromium();
  try {
    await expect
      .poll(() => house.server.output(), { timeout: AV1_WITHIN_MS })
      .toContain('encoders were tried');
    test.skip(!hasAv1(house.server.output()), 'this machine has no AV1 encoder that keeps up');
    await openStudio(browser, house, 'demo&width=480&height=270&fps=15');
    const address = await addressOfGuest(house.origin);
    const main = async () => (await fetch(`${address}main.m3u8`)).text();
    await expect.poll(main, { timeout: AV1_WITHIN_MS }).toContain('av01');
    const codecs = [...(await main()).matchAll(/CODECS="([^"]+)"/g)].map(([, codec]) => codec ?? '');
    expect(codecs.filter((codec) => codec.includes('avc1')).length).toBeGreaterThan(0);
    // The last one is sound alone.
    expect(codecs.at(-1)).toBe('mp4a.40.2');

    const student = await openStudent(browser, house);
    const { frames } = await watchGlass(student, PROGRAMME, 5_000);
    // That it moves; how smoothly hangs on what else two cores do beside encoding it.
    expect(frames.length).toBeGreaterThan(5);
    const fetched = await student.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
    );
    expect(fetched.filter((path) => /\/av1-\d+\/.*\.m4s$/.test(path)).length).toBeGreaterThan(4);
    expect(fetched.filter((path) => /\/v\d+\/.*\.m4s$/.test(path))).toEqual([]);
  } finally {
    await browser.close();
    await house.close();
  }
});

const triedSchema = v.object({ msg: v.literal('encoders were tried'), av1: v.optional(v.unknown()) });

/** Whether the server found one that works when it tried. */
function hasAv1(output: string): boolean {
  const line = output.split('\n').find((one) => one.includes('encoders were tried')) ?? '';
  return v.parse(triedSchema, JSON.parse(line)).av1 !== undefined;
}

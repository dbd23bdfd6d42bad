import { loadavg } from 'node:os';
import {
  SMALL_PICTURE,
  joinAsGuest,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
} from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';
import { type Placed, pairBeeps, syncFigures } from './pure/sync-figures.ts';
import { listen, look } from './sync/look-and-listen.ts';
import { beepTimes, installDevices } from './sync/page-made-devices.ts';
import { RungTape } from './sync/rung-tape.ts';

const WIND_EVERY_MS = 2_000;
/** What is decoded at once. */
const STRETCH_MS = 20_000;
/** A signed address is good for twenty minutes at least. */
const RENEW_EVERY_MS = 600_000;

export const bench: Bench = {
  name: 'av-sync',
  says: 'Sound against picture in the segments, from a studio page whose camera shows a clock and whose microphone beeps at irregular intervals; 40 s, or an hour with --soak.',
  async run({ quick, soak }) {
    const house = await startHouse({ ROSTRUM_AV1: 'off' });
    const browser = await launchChromium();
    try {
      const studio = await openStudio(browser, house, SMALL_PICTURE, installDevices);
      await studio.getByLabel('Camera only').check();
      const student = await openStudent(browser, house, 'Bench');
      await student.context().close();
      const guest = await joinAsGuest(house.origin);
      const places = async () => {
        const address = await guest.address();
        return { video: `${address}v540.m3u8`, audio: `${address}a96.m3u8` };
      };
      const first = await places();
      const [video, audio] = [new RungTape(first.video), new RungTape(first.audio)];
      const renew = async () => {
        const renewed = await places();
        video.moveTo(renewed.video);
        audio.moveTo(renewed.audio);
      };
      const frames: Placed[] = [];
      const onsets: number[] = [];
      const decode = async () => {
        for (const { bytes } of video.cut()) frames.push(...(await look(bytes)));
        for (const { bytes } of audio.cut()) onsets.push(...(await listen(bytes)));
      };
      const endsAt = Date.now() + (soak ? 3_600_000 : quick ? 20_000 : 44_000);
      for (let [cutAt, renewedAt] = [Date.now(), Date.now()]; Date.now() < endsAt;) {
        await studio.waitForTimeout(WIND_EVERY_MS);
        if (Date.now() - renewedAt > RENEW_EVERY_MS) {
          renewedAt = Date.now();
          await renew();
        }
        await Promise.all([video.wind(), audio.wind()]);
        if (Date.now() - cutAt < STRETCH_MS) continue;
        cutAt = Date.now();
        await decode();
      }
      await decode();
      const beeps = pairBeeps(onsets, await beepTimes(studio), frames);
      const figures = syncFigures(frames, beeps);
      return {
        offset_ms: round(figures?.offsetMs),
        earliest_ms: round(figures?.earliestMs),
        latest_ms: round(figures?.latestMs),
        mean_offset_ms: round(figures?.meanOffsetMs),
        drift_ms_per_min: round(figures?.driftMsPerMin, 100),
        mean_of_each_twelfth_ms: (figures?.twelfthsMs ?? []).map((ms) => Math.round(ms)).join(' '),
        beeps: beeps.length,
        frames: frames.length,
        load_1min: round(loadavg()[0]),
      };
    } finally {
      await browser.close();
      await house.close();
    }
  },
};

function round(value: number | undefined, parts = 10): number {
  return Math.round((value ?? Number.NaN) * parts) / parts;
}

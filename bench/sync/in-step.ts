import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  SMALL_PICTURE,
  joinAsGuest,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
} from '@rostrum/e2e/support';
import { type Blamed, blameFor } from '../pure/sync-blame.ts';
import { type Placed, type SyncFigures, pairBeeps, syncFigures } from '../pure/sync-figures.ts';
import { listen, look } from './look-and-listen.ts';
import { beepsMade, installDevices } from './page-made-devices.ts';
import { RungTape } from './rung-tape.ts';

const WIND_EVERY_MS = 2_000;
/** What is decoded at once. */
const STRETCH_MS = 20_000;
/** A signed address is good for twenty minutes at least. */
const RENEW_EVERY_MS = 600_000;
/** What a lecture’s sound and picture may be apart. */
const APART_MS = 40;
/** Everything that was seen, for whoever asks why. */
const RECORD = 'test-results/av-sync.json';

export interface InStep {
  figures: SyncFigures | undefined;
  beeps: number;
  frames: number;
  /** Each beep that was too far from its picture, and why. */
  apart: Blamed[];
}

interface Starved {
  /** Called when a third of the time has gone by. */
  starve?: () => Promise<void>;
  /** The small picture is never left out by a transcoder that can't keep up. */
  rung?: 'v540' | 'v360';
}

/** Sound against picture in a class’s segments for so long. */
export async function measureSync(forMs: number, { starve, rung = 'v540' }: Starved = {}): Promise<InStep> {
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
      return { video: `${address}${rung}.m3u8`, audio: `${address}a96.m3u8` };
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
    const startedAt = Date.now();
    let isStarved = starve === undefined;
    for (let [cutAt, renewedAt] = [Date.now(), Date.now()]; Date.now() < startedAt + forMs;) {
      await studio.waitForTimeout(WIND_EVERY_MS);
      if (!isStarved && Date.now() > startedAt + forMs / 3) {
        isStarved = true;
        await starve?.();
      }
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
    const made = await beepsMade(studio);
    const beeps = pairBeeps(
      onsets,
      made.map(({ madeAtMs }) => madeAtMs),
      frames,
    );
    const soundMsOf = new Map(made.map(({ madeAtMs, soundMs }) => [madeAtMs, soundMs]));
    const heard = beeps.map((beep) => ({ ...beep, soundMs: soundMsOf.get(beep.madeAtMs) ?? Number.NaN }));
    await mkdir(dirname(RECORD), { recursive: true });
    await writeFile(RECORD, JSON.stringify({ made, onsets, heard, frames }));
    return {
      figures: syncFigures(frames, beeps),
      beeps: beeps.length,
      frames: frames.length,
      apart: blameFor(frames, heard, APART_MS),
    };
  } finally {
    await browser.close();
    await house.close();
  }
}

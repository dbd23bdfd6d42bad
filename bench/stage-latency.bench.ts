import { loadavg } from 'node:os';
import type { Page } from '@playwright/test';
import {
  SMALL_PICTURE,
  launchChromium,
  openStudent,
  openStudio,
  percentile,
  startHouse,
  watchGlass,
} from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';
import { delaysOf } from './pure/delays.ts';
import { TAPPED_PICTURE, takeOnsets, tapIncoming } from './stage/taps.ts';
import { beepTimes, installDevices } from './sync/page-made-devices.ts';

const SETTLE_MS = 5_000;

export const bench: Bench = {
  name: 'stage-latency',
  says: 'Picture by a burned-in clock and sound by beeps, from a guest’s page to the instructor’s and from there to the guest, once the guest is on the stage; the speakers’ own delay is not in it.',
  async run({ quick }) {
    const house = await startHouse({ ROSTRUM_AV1: 'off' });
    const browser = await launchChromium();
    const prepare = async (page: Page) => {
      await installDevices(page);
      await tapIncoming(page);
    };
    try {
      const studio = await openStudio(browser, house, `clock&${SMALL_PICTURE}`, prepare);
      const guest = await openStudent(browser, house, 'Ada', prepare);
      await guest.getByRole('button', { name: 'Raise hand' }).click();
      await guest.getByRole('button', { name: 'Camera and microphone' }).click();
      await guest.getByText('Ready. You will be called.').waitFor();
      await studio.getByRole('button', { name: 'Bring Ada on stage' }).click();
      await guest.getByTestId('stage-picture').waitFor();
      await guest.waitForTimeout(SETTLE_MS);
      await Promise.all([takeOnsets(studio), takeOnsets(guest)]);
      const forMs = quick ? 10_000 : 40_000;
      const [toStudio, toGuest] = await Promise.all([
        watchGlass(studio, TAPPED_PICTURE, forMs),
        watchGlass(guest, '[data-testid="stage-picture"]', forMs),
      ]);
      const soundToStudio = delaysOf(await takeOnsets(studio), await beepTimes(guest));
      const soundToGuest = delaysOf(await takeOnsets(guest), await beepTimes(studio));
      const all = [toStudio.delaysMs, toGuest.delaysMs, soundToStudio, soundToGuest];
      const p95 = (delays: readonly number[]) => Math.round(percentile([...delays], 0.95));
      return {
        p95_ms: Math.max(...all.map(p95)),
        picture_to_studio_p95_ms: p95(toStudio.delaysMs),
        picture_to_guest_p95_ms: p95(toGuest.delaysMs),
        sound_to_studio_p95_ms: p95(soundToStudio),
        sound_to_guest_p95_ms: p95(soundToGuest),
        pictures: toStudio.delaysMs.length + toGuest.delaysMs.length,
        beeps: soundToStudio.length + soundToGuest.length,
        unreadable: toStudio.unreadable + toGuest.unreadable,
        load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await browser.close();
      await house.close();
    }
  },
};

import { loadavg } from 'node:os';
import {
  PROGRAMME,
  launchChromium,
  openStudent,
  openStudio,
  percentile,
  startHouse,
  takeStalls,
} from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';
import { installPlainCamera, untilColour } from './stage/plain-camera.ts';

const TIMES = 5;
const QUICK_TIMES = 2;

export const bench: Bench = {
  name: 'programme-guest',
  says: 'From the press of "On stage" to a guest’s picture in what another student watches over HLS, five times.',
  async run({ quick }) {
    const house = await startHouse({ ROSTRUM_AV1: 'off' });
    const browser = await launchChromium();
    try {
      const studio = await openStudio(browser, house);
      const guest = await openStudent(browser, house, 'Ada', installPlainCamera);
      const student = await openStudent(browser, house, 'Bob');
      await takeStalls(student);
      const tookMs: number[] = [];
      for (let time = 0; time < (quick ? QUICK_TIMES : TIMES); time += 1) {
        await guest.getByRole('button', { name: 'Raise hand' }).click();
        await guest.getByRole('button', { name: 'Camera and microphone' }).click();
        await guest.getByText('Ready. You will be called.').waitFor();
        const shown = untilColour(student, PROGRAMME, true);
        const pressedAt = await studio
          .getByRole('button', { name: 'Bring Ada on stage' })
          .evaluate((button: HTMLButtonElement) => {
            const at = performance.timeOrigin + performance.now();
            button.click();
            return at;
          });
        tookMs.push((await shown) - pressedAt);
        await guest.getByRole('button', { name: 'Back to my seat' }).click();
        await untilColour(student, PROGRAMME, false);
      }
      return {
        p50_ms: Math.round(percentile(tookMs, 0.5)),
        max_ms: Math.round(Math.max(...tookMs)),
        times: tookMs.length,
        stalls: await takeStalls(student),
        load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await browser.close();
      await house.close();
    }
  },
};

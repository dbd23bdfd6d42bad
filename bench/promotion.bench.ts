import { loadavg } from 'node:os';
import type { Page } from '@playwright/test';
import {
  SMALL_PICTURE,
  launchChromium,
  openStudent,
  openStudio,
  percentile,
  startHouse,
} from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';
import { firstMedia, lookForBlack, takeBlackMs, watchPeers } from './stage/first-media.ts';

const TIMES = 10;
const QUICK_TIMES = 3;
/** A way that is made ready has come to rest by then. */
const SETTLE_MS = 1_500;

export const bench: Bench = {
  name: 'promotion',
  says: 'From the press of "On stage" in the studio to the first picture and sound both ways, by what each browser has decoded, ten times; and how long a student saw neither the one picture nor the other.',
  async run({ quick }) {
    const house = await startHouse({ ROSTRUM_AV1: 'off' });
    const browser = await launchChromium();
    try {
      const studio = await openStudio(browser, house, `demo&${SMALL_PICTURE}`, watchPeers);
      const student = await openStudent(browser, house, 'Ada', watchPeers);
      await lookForBlack(student);
      const took: Took[] = [];
      for (let time = 0; time < (quick ? QUICK_TIMES : TIMES); time += 1)
        took.push(await promote(studio, student));
      const tookMs = took.map(({ toStudioMs, toStudentMs }) => Math.max(toStudioMs, toStudentMs));
      return {
        p50_ms: Math.round(percentile(tookMs, 0.5)),
        p95_ms: Math.round(percentile(tookMs, 0.95)),
        max_ms: Math.round(Math.max(...tookMs)),
        to_studio_max_ms: Math.round(Math.max(...took.map(({ toStudioMs }) => toStudioMs))),
        to_student_max_ms: Math.round(Math.max(...took.map(({ toStudentMs }) => toStudentMs))),
        black_ms: took.reduce((sum, { blackMs }) => sum + blackMs, 0),
        times: tookMs.length,
        load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await browser.close();
      await house.close();
    }
  },
};

interface Took {
  toStudioMs: number;
  toStudentMs: number;
  blackMs: number;
}

async function promote(studio: Page, student: Page): Promise<Took> {
  await student.getByRole('button', { name: 'Raise hand' }).click();
  await student.getByRole('button', { name: 'Camera and microphone' }).click();
  await student.getByText('Ready. You will be called.').waitFor();
  await student.waitForTimeout(SETTLE_MS);
  // How the audience's own picture began is not the promotion's.
  await takeBlackMs(student);
  const arrivals = Promise.all([firstMedia(studio), firstMedia(student)]);
  const call = studio.getByRole('button', { name: 'Bring Ada on stage' });
  // The page's own clock: Playwright's way to the button is not a way that an instructor's hand takes.
  const pressedAt = await call.evaluate((button: HTMLButtonElement) => {
    const at = performance.timeOrigin + performance.now();
    button.click();
    return at;
  });
  const [atStudio, atStudent] = await arrivals;
  await student.getByRole('button', { name: 'Back to my seat' }).click();
  await student.getByRole('button', { name: 'Raise hand' }).waitFor();
  await student.waitForTimeout(SETTLE_MS);
  const blackMs = await takeBlackMs(student);
  return { blackMs, toStudioMs: atStudio - pressedAt, toStudentMs: atStudent - pressedAt };
}

import { loadavg } from 'node:os';
import type { Browser } from '@playwright/test';
import {
  descendantsOf,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
  takeReloads,
  takeStalls,
} from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';
import { installPlainCamera, untilColour } from './stage/plain-camera.ts';

const TIMES = 3;
/** A student’s picture is about two seconds behind: what a kill disturbs is seen by then. */
const WATCHED_MS = 6_000;
const PREVIEW = '[data-testid="programme-preview"]';

export const bench: Bench = {
  name: 'stage-drop',
  says: 'A guest’s browser killed on the stage: until they are gone from the programme and from the list, and what another guest and a student notice of it; three times. `student_stalls_before`: while the guest’s browser starts on the same machine.',
  async run({ quick }) {
    const house = await startHouse({ ROSTRUM_AV1: 'off' });
    const browser = await launchChromium();
    try {
      const studio = await openStudio(browser, house);
      const student = await openStudent(browser, house, 'Eve');
      const up = async (who: Browser, name: string, isPlain: boolean) => {
        const page = await openStudent(who, house, name, isPlain ? installPlainCamera : undefined);
        await page.getByRole('button', { name: 'Raise hand' }).click();
        await page.getByRole('button', { name: 'Camera and microphone' }).click();
        await page.getByText('Ready. You will be called.').waitFor();
        await studio.getByRole('button', { name: `Bring ${name} on stage` }).click();
        await page.getByTestId('stage-picture').waitFor();
        return page;
      };
      const other = await up(browser, 'Bob', false);
      const figures: { pictureMs: number; listMs: number }[] = [];
      const stalls = { starting: 0, dropping: 0 };
      for (let time = 0; time < (quick ? 1 : TIMES); time += 1) {
        const before = new Set(descendantsOf(process.pid, /chrom/));
        const theirs = await launchChromium();
        const name = `Ada ${time}`;
        await up(theirs, name, true);
        await untilColour(studio, PREVIEW, true);
        // A browser that starts beside them takes both cores for a moment, which is nobody’s going.
        await student.waitForTimeout(WATCHED_MS);
        stalls.starting += await takeStalls(student);
        const killedAt = Date.now();
        for (const pid of descendantsOf(process.pid, /chrom/))
          if (!before.has(pid)) process.kill(pid, 'SIGKILL');
        const listed = studio.getByTestId('stage').getByText(name, { exact: true });
        const [pictureAt, listAt] = await Promise.all([
          untilColour(studio, PREVIEW, false),
          listed.waitFor({ state: 'hidden' }).then(() => Date.now()),
        ]);
        figures.push({ pictureMs: pictureAt - killedAt, listMs: listAt - killedAt });
        await student.waitForTimeout(Math.max(0, WATCHED_MS - (Date.now() - killedAt)));
        stalls.dropping += await takeStalls(student);
        await theirs.close();
      }
      const otherIsThere = await other.getByTestId('stage-picture').isVisible();
      return {
        gone_from_programme_max_ms: Math.round(Math.max(...figures.map(({ pictureMs }) => pictureMs))),
        gone_from_list_max_ms: Math.round(Math.max(...figures.map(({ listMs }) => listMs))),
        other_guest_stays: otherIsThere,
        student_stalls: stalls.dropping,
        student_stalls_before: stalls.starting,
        student_reloads: await takeReloads(student),
        times: figures.length,
        load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await browser.close();
      await house.close();
    }
  },
};

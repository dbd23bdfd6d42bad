import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Browser } from '@playwright/test';
import { launchChromium } from '@rostrum/e2e/support';
import { recordingHandlers } from '../studio/services/recordings/index.ts';
import type { Bench } from './bench.ts';
import { type StudioParts, startStudioParts } from './record/studio-parts.ts';
import { look } from './sync/look-and-listen.ts';

const KILLS = 10;
const QUICK_KILLS = 2;
/** Not the same at every run, and the same in this one's report. */
const [KILL_FROM_MS, KILL_UNTIL_MS] = [3_000, 10_000];

const ffmpeg = process.env['FFMPEG_PATH'] || 'ffmpeg';
const run = promisify(execFile);

interface Outcome {
  recovered: boolean;
  lostMs: number;
  /** What FFmpeg says while it plays every track to its end. */
  complaints: number;
}

export const bench: Bench = {
  name: 'record-crash',
  says: 'SIGKILL to the shell at a random moment 3 to 10 s into a recording of programme, camera, screen and microphone, ten times: every one recovered and played to its end, and how much of the programme before the kill is missing, by the clock in its pictures; 960×540@30.',
  async run({ quick }) {
    const studio = await startStudioParts();
    const browser = await launchChromium();
    try {
      const outcomes: Outcome[] = [];
      for (let kill = 0; kill < (quick ? QUICK_KILLS : KILLS); kill += 1) {
        if (kill > 0) await studio.restartShell();
        outcomes.push(await killOnce(studio, browser));
      }
      await studio.restartShell();
      const lost = outcomes.map(({ lostMs }) => lostMs);
      return {
        kills: outcomes.length,
        recovered: outcomes.filter(({ recovered }) => recovered).length,
        lost_ms_max: Math.round(Math.max(...lost)),
        lost_ms_mean: Math.round(lost.reduce((sum, ms) => sum + ms, 0) / lost.length),
        ffmpeg_complaints: outcomes.reduce((sum, { complaints }) => sum + complaints, 0),
        load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await browser.close();
      await studio.close();
    }
  },
};

async function killOnce(studio: StudioParts, browser: Browser): Promise<Outcome> {
  const page = await studio.openPage(browser);
  await page.evaluate(() => window.trial?.recorder.start('Crash', window.trial.tracks));
  await page.waitForFunction(() => window.trial?.state.is === 'recording');
  await wait(KILL_FROM_MS + Math.random() * (KILL_UNTIL_MS - KILL_FROM_MS));
  const killedAtMs = Date.now();
  await studio.shell.kill();
  await page.context().close();
  return recoverNewest(studio.recordingsFolder, killedAtMs);
}

/** As the next start of the shell does it. */
async function recoverNewest(folder: string, killedAtMs: number): Promise<Outcome> {
  const handlers = recordingHandlers({
    ...{ folder, ffmpegPath: ffmpeg },
    report: (text, cause) => console.error(text, cause),
  });
  const newest = async () => {
    const listed = await handlers['recordings.list']({});
    return listed.ok ? listed.answer.recordings[0] : undefined;
  };
  const broken = await newest();
  if (broken?.state !== 'unfinished') return { recovered: false, lostMs: Number.NaN, complaints: 0 };
  const reply = await handlers['recordings.recover']({ recordingId: broken.recordingId });
  const after = await newest();
  const names = (await readdir(broken.folder)).filter((name) => /\.(mkv|webm)$/.test(name));
  const complaints = await Promise.all(names.map((name) => complaintsOf(join(broken.folder, name))));
  const programme = names.find((name) => name.startsWith('programme-1.'));
  const frames = programme ? await look(await readFile(join(broken.folder, programme))) : [];
  const lastMs = Math.max(...frames.map(({ madeAtMs }) => madeAtMs));
  return {
    recovered: reply.ok && after?.state === 'finished' && complaints.every((count) => count === 0),
    lostMs: killedAtMs - lastMs,
    complaints: complaints.reduce((sum, count) => sum + count, 0),
  };
}

async function complaintsOf(file: string): Promise<number> {
  // Its own time base, or two pictures less than a frame apart would be taken for one moment.
  const output = ['-enc_time_base', '-1', '-f', 'null', '-'];
  const { stderr } = await run(ffmpeg, ['-nostdin', '-v', 'error', '-i', file, ...output]);
  return stderr.split('\n').filter((line) => line.trim() !== '').length;
}

import { setTimeout as wait } from 'node:timers/promises';
import { descendantsOf } from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';
import { measureSync } from './sync/in-step.ts';

const STOPPED_MS = 400;
const TIMES = 3;

export const bench: Bench = {
  name: 'av-sync-starved',
  says: 'Sound against picture as av-sync has it, before and after the studio’s pages got no processor for 0.4 s, three times over: whether a delay stays. 60 s.',
  async run({ quick }) {
    const { figures, beeps } = await measureSync(quick ? 40_000 : 60_000, starve);
    const twelfths = figures?.twelfthsMs ?? [];
    const [before, after] = [mean(twelfths.slice(0, 3)), mean(twelfths.slice(-5))];
    return {
      moved_ms: round(after - before),
      mean_before_ms: round(before),
      mean_after_ms: round(after),
      mean_of_each_twelfth_ms: twelfths.map((ms) => Math.round(ms)).join(' '),
      beeps,
    };
  },
};

/** Stopped as a whole, the sound's thread too, which is what a machine that is short of memory does to it. */
async function starve(): Promise<void> {
  for (let time = 0; time < TIMES; time += 1) {
    const pages = descendantsOf(process.pid, /--type=renderer/);
    for (const page of pages) process.kill(page, 'SIGSTOP');
    await wait(STOPPED_MS);
    for (const page of pages) process.kill(page, 'SIGCONT');
    await wait(STOPPED_MS);
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

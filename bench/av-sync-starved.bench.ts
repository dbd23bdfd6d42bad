import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { measureSync } from './sync/in-step.ts';

const STARVED_MS = 15_000;
const OTHERS = 10;

export const bench: Bench = {
  name: 'av-sync-starved',
  says: 'Sound against picture as av-sync has it, before and after ten others wanted both processors for 15 s: whether a delay stays. Two minutes.',
  async run({ quick }) {
    const { figures, beeps } = await measureSync(quick ? 60_000 : 120_000, { starve, rung: 'v360' });
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

/** Each of them would have a processor for itself: what a browser gets beside them comes late. */
async function starve(): Promise<void> {
  const others = Array.from({ length: OTHERS }, () =>
    spawn(process.execPath, ['-e', 'for (;;) Math.random()']),
  );
  await wait(STARVED_MS);
  for (const other of others) other.kill('SIGKILL');
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

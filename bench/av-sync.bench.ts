import { loadavg } from 'node:os';
import type { Bench } from './bench.ts';
import { measureSync } from './sync/in-step.ts';

export const bench: Bench = {
  name: 'av-sync',
  says: 'Sound against picture in the segments, from a studio page whose camera shows a clock and whose microphone beeps at irregular intervals; 40 s, or an hour with --soak. Why of each beep beyond 40 ms: offset/picture late/sound heard late/sound made late.',
  async run({ quick, soak }) {
    const { figures, beeps, frames, apart } = await measureSync(soak ? 3_600_000 : quick ? 20_000 : 44_000);
    return {
      offset_ms: round(figures?.offsetMs),
      earliest_ms: round(figures?.earliestMs),
      latest_ms: round(figures?.latestMs),
      mean_offset_ms: round(figures?.meanOffsetMs),
      drift_ms_per_min: round(figures?.driftMsPerMin, 100),
      mean_of_each_twelfth_ms: (figures?.twelfthsMs ?? []).map((ms) => Math.round(ms)).join(' '),
      beeps,
      beyond_40ms: apart.length,
      worst_and_why: apart
        .sort((a, b) => Math.abs(b.offsetMs) - Math.abs(a.offsetMs))
        .slice(0, 12)
        .map(({ offsetMs, pictureMs, heardMs, madeMs }) =>
          [offsetMs, pictureMs, heardMs, madeMs].map((ms) => Math.round(ms)).join('/'),
        )
        .join(' '),
      frames,
      load_1min: round(loadavg()[0]),
    };
  },
};

function round(value: number | undefined, parts = 10): number {
  return Math.round((value ?? Number.NaN) * parts) / parts;
}

import { beforeAll, beforeEach, expect, it } from 'vitest';
import { moveFragment } from './pure/fragment.ts';
import { missing } from './test-support/programs.ts';
import { type SampleMedia, makeVideo } from './test-support/sample-media.ts';
import { Timeline } from './timeline.ts';

const PART_MS = 267;

let video: SampleMedia;
beforeAll(async () => {
  if (!missing) video = await makeVideo();
});
beforeEach((context) => context.skip(missing !== undefined, missing));

it.each([1_000, -1_000, 3_600_000])(
  'HLS-10 dates by a wall clock that was set by %i ms from the next segment on, and takes nothing for late',
  (byMs) => {
    let [passedMs, setMs] = [0, 0];
    const timeline = new Timeline({
      ...{ now: () => 1_000_400 + passedMs + setMs, monotonicNow: () => 77_000 + passedMs },
    });
    const run = timeline.openRun('large');
    for (const name of ['large', 'small']) run.addInit(name, video.init);
    const comes = (startMs: number) => {
      passedMs = startMs + PART_MS;
      for (const name of ['large', 'small']) {
        const part = Buffer.from(video.fragments[0] ?? '');
        moveFragment(part, startMs * 90);
        run.addFragment(name, part);
      }
    };
    comes(0);
    setMs = byMs;
    for (const startMs of [267, 2000, 4000]) {
      comes(startMs);
      expect(run.latenessMs).toBeCloseTo(0);
    }
    const datesOf = (name: string) =>
      timeline.rendition(name)?.segments.map(({ wallMs }) => Math.round(wallMs));
    expect(datesOf('large')).toEqual([1_000_400, 1_002_400 + byMs, 1_004_400 + byMs]);
    expect(datesOf('small')).toEqual(datesOf('large'));
  },
);

import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Av1Side } from './av1-side.ts';
import type { Av1Options, Av1Transcoder } from './av1-transcoder.ts';
import type { Av1Plan } from './encoders.ts';
import { videoLadder } from './pure/ladder.ts';
import { missing } from './test-support/programs.ts';
import { type SampleMedia, makeVideo } from './test-support/sample-media.ts';
import type { Run } from './timeline-run.ts';
import { Timeline } from './timeline.ts';

type Handlers = Pick<Av1Options, 'handleInit' | 'handleFragment' | 'handleEnd'>;

let video: SampleMedia;
beforeAll(async () => {
  if (!missing) video = await makeVideo();
});

const plan: Av1Plan = {
  encoder: 'libsvtav1',
  rungs: videoLadder({ width: 320, height: 180, framesPerSecond: 30 }, 1).map((rung) => ({
    ...rung,
    name: 'av1',
  })),
};

let nowMs: number;
let said: string[];
let encoders: Handlers[];
let timeline: Timeline;
let run: Run;
let options: ConstructorParameters<typeof Av1Side>[0];
let side: Av1Side;
beforeEach((context) => {
  context.skip(missing !== undefined, missing);
  nowMs = 1_000_000;
  [said, encoders] = [[], []];
  timeline = new Timeline({ now: () => nowMs, monotonicNow: () => nowMs });
  run = timeline.openRun('top');
  run.addInit('top', video.init);
  run.addFragment('top', Buffer.from(video.fragments[0] ?? ''));
  options = {
    now: () => nowMs,
    handleAway: (end) => said.push(`away ${end.because}`),
    create(_plan, handlers): Av1Transcoder {
      encoders.push(handlers);
      return {
        ...{ backlogBytes: 0, behindMs: 300 },
        begin: (init) => said.push(`begin ${init.length === video.init.length}`),
        write: () => said.push('write'),
        close() {
          said.push('close');
          handlers.handleEnd({ because: 'asked' });
          return Promise.resolve();
        },
      };
    },
  };
  side = new Av1Side(options);
  side.offer(plan);
});

/** What the newest encoder makes of the first part. */
function give(of = encoders.at(-1)): void {
  of?.handleInit('av1', video.init);
  of?.handleFragment('av1', Buffer.from(timeline.part('top', { msn: 1, part: 0 }) ?? ''));
}

const numbers = () => timeline.rendition('av1')?.segments.map(({ msn }) => msn);

describe('the AV1 rungs of a programme', () => {
  it('are made of the top rung, and stand beside it', () => {
    side.write(video.bytes);
    expect([said, side.behindMs]).toEqual([[], 0]);
    side.begin(run, video.init);
    side.write(video.bytes);
    expect([said, side.gives('av1'), side.behindMs]).toEqual([['begin true', 'write'], false, 300]);
    give();
    expect([side.gives('av1'), numbers()]).toEqual([true, [1]]);
  });

  it('are given by a new encoder for each run, and no more by the one before', () => {
    side.begin(run, video.init);
    side.begin(run, video.init);
    expect(said).toEqual(['begin true', 'close', 'begin true']);
    give(encoders[0]);
    expect(numbers()).toBeUndefined();
  });

  it('come back by themselves when the encoder dies, and stay away when it does again and again', () => {
    side.begin(run, video.init);
    give();
    for (const because of ['exited', 'behind', 'broken'] as const) {
      encoders.at(-1)?.handleEnd({ because, detail: '' });
    }
    expect(said.filter((text) => text.startsWith('away'))).toEqual([
      'away exited',
      'away behind',
      'away broken',
    ]);
    expect(encoders).toHaveLength(3);
    expect(side.gives('av1')).toBe(true);
    nowMs += 4_000;
    expect(side.gives('av1')).toBe(false);
    side.begin(run, video.init);
    expect(encoders).toHaveLength(4);
  });

  it('are away at once when they are left out, and begin anew when they come back', async () => {
    side.begin(run, video.init);
    give();
    side.shed();
    expect([side.gives('av1'), said]).toEqual([false, ['begin true', 'close']]);
    side.begin(run, video.init);
    expect(encoders).toHaveLength(1);
    side.bringBack();
    give();
    expect([side.gives('av1'), encoders.length]).toEqual([true, 2]);
    await side.close();
    side.bringBack();
    expect(encoders).toHaveLength(2);
  });

  it('end with a run that has no top rung to make them of', () => {
    side.begin(run, video.init);
    side.end();
    side.write(video.bytes);
    expect(said).toEqual(['begin true', 'close']);
  });

  it('that is offered while a run is on its way is made from then on, and is coming until each rung has given', () => {
    const late = new Av1Side({ ...options });
    late.begin(run, video.init);
    expect([late.isComing, said]).toEqual([false, []]);
    late.offer(plan);
    expect([late.isComing, said]).toEqual([true, ['begin true']]);
    give();
    expect(late.isComing).toBe(false);
    expect(late.gives('av1')).toBe(true);
  });
});

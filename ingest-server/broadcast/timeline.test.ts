import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { moveFragment, readFragment } from './pure/fragment.ts';
import { missing } from './test-support/programs.ts';
import { type SampleMedia, decode, makeAudio, makeVideo } from './test-support/sample-media.ts';
import type { Run } from './timeline-run.ts';
import { Timeline } from './timeline.ts';

const VIDEO_TICKS_PER_MS = 90;
const AUDIO_TICKS_PER_MS = 48;

let video: SampleMedia;
let audio: SampleMedia;
beforeAll(async () => {
  if (!missing) [video, audio] = await Promise.all([makeVideo(), makeAudio()]);
});

let timeline: Timeline;
let run: Run;
let nowMs: number;
beforeEach((context) => {
  context.skip(missing !== undefined, missing);
  nowMs = 1_000_000;
  timeline = new Timeline({ now: () => nowMs, monotonicNow: () => nowMs });
  run = timeline.openRun('large');
});

/** A real fragment of 267 ms, moved to where the encoder's clock says `startMs`. */
function picture(startMs: number, index = 0): Buffer {
  const copy = Buffer.from(video.fragments[index] ?? Buffer.alloc(0));
  moveFragment(copy, startMs * VIDEO_TICKS_PER_MS);
  return copy;
}

/** One of 256 ms. */
function sound(startMs: number): Buffer {
  const copy = Buffer.from(audio.fragments[1] ?? Buffer.alloc(0));
  moveFragment(copy, startMs * AUDIO_TICKS_PER_MS);
  return copy;
}

function addInits(): void {
  run.addInit('large', video.init);
  run.addInit('small', video.init);
  run.addInit('sound', audio.init);
}

/** `1/0 open 2`: number, run, state and count of parts. */
function told(name: string): string[] {
  const segments = timeline.rendition(name)?.segments ?? [];
  return segments.map(({ msn, run, is, parts }) => `${msn}/${run} ${is} ${parts.length}`);
}

/** Where a stored part stands now, in milliseconds. */
function placeOf(name: string, msn: number, part: number): number {
  const bytes = timeline.part(name, { msn, part });
  if (!bytes) throw new Error(`there is no part ${msn}.${part}`);
  return readFragment(bytes).startTicks / (name === 'sound' ? AUDIO_TICKS_PER_MS : VIDEO_TICKS_PER_MS);
}

describe('Timeline', () => {
  it('HLS-2 begins the first segment with the leader’s first picture, whenever the encoder’s clock says it was', () => {
    addInits();
    run.addFragment('large', picture(3333));
    run.addFragment('large', picture(3600, 1));
    expect(told('large')).toEqual(['1/0 open 2']);
    expect(placeOf('large', 1, 0)).toBe(2000);
    expect(placeOf('large', 1, 1)).toBe(2267);
  });

  it('HLS-9 keeps what comes before the leader’s first picture for when that is there', () => {
    addInits();
    run.addFragment('sound', sound(3200));
    run.addFragment('small', picture(3333));
    run.addFragment('small', picture(3600, 1));
    expect([told('sound'), told('small')]).toEqual([[], []]);
    run.addFragment('large', picture(3333));
    expect(told('small')).toEqual(['1/0 open 2']);
    expect(placeOf('small', 1, 0)).toBe(placeOf('large', 1, 0));
    expect(timeline.rendition('small')?.segments[0]?.parts[0]?.independent).toBe(true);
    expect(placeOf('sound', 1, 0)).toBe(2000 - 133);
  });

  it('HLS-8 leaves out sound that was over before the first picture', () => {
    addInits();
    run.addFragment('sound', sound(2800));
    run.addFragment('sound', sound(3056));
    run.addFragment('large', picture(3333));
    run.addFragment('sound', sound(3312));
    expect(told('sound')).toEqual(['1/0 open 1']);
    expect(placeOf('sound', 1, 0)).toBe(2000 - 21);
  });

  it('does not pile up what waits for a picture that never comes', () => {
    addInits();
    for (let i = 0; i < 200; i += 1) run.addFragment('sound', sound(i * 256));
    run.addFragment('large', picture(0));
    expect(told('sound').length).toBeGreaterThan(0);
    const kept = timeline.rendition('sound')?.segments.flatMap(({ parts }) => parts) ?? [];
    expect(kept).toHaveLength(60);
  });

  it('goes by sound where there is no picture', () => {
    const speech = timeline.openRun('sound');
    speech.addInit('sound', audio.init);
    speech.addFragment('sound', sound(5000));
    expect(timeline.rendition('sound')?.segments[0]).toMatchObject({ msn: 1, is: 'open' });
  });

  it('HLS-6, HLS-7 begins a new run on the next number of all, for a rung that missed one too', () => {
    addInits();
    for (const name of ['large', 'small']) run.addFragment(name, picture(0));
    run.addFragment('sound', sound(0));

    run = timeline.openRun('large');
    addInits();
    run.addFragment('large', picture(700));
    expect([told('large'), told('sound')]).toEqual([['1/0 complete 1', '2/1 open 1'], ['1/0 complete 1']]);

    run = timeline.openRun('large');
    addInits();
    for (const name of ['large', 'small']) run.addFragment(name, picture(500));
    run.addFragment('sound', sound(500));
    expect(told('large')).toEqual(['1/0 complete 1', '2/1 complete 1', '3/2 open 1']);
    expect(told('small')).toEqual(['1/0 complete 1', '2/0 gap 0', '3/2 open 1']);
    expect(told('sound')).toEqual(['1/0 complete 1', '2/0 gap 0', '3/2 open 1']);
    expect(placeOf('small', 3, 0)).toBe(6000);
  });

  it('HLS-1 begins no new run before the first one gave anything', () => {
    run = timeline.openRun('large');
    addInits();
    run.addFragment('large', picture(0));
    expect(told('large')).toEqual(['1/0 open 1']);
  });

  it('HLS-24 goes on with a run until the next one’s first picture is there, and then takes nothing more of it', () => {
    addInits();
    const before = run;
    before.addFragment('large', picture(0));
    run = timeline.openRun('large');
    addInits();
    run.addFragment('sound', sound(0));
    before.addFragment('large', picture(267, 1));
    expect([told('large'), told('sound'), run.isOnAir]).toEqual([['1/0 open 2'], [], false]);
    run.addFragment('large', picture(0));
    before.addFragment('large', picture(533, 2));
    expect([told('large'), told('sound')]).toEqual([['1/0 complete 2', '2/1 open 1'], ['2/1 open 1']]);
  });

  it('takes nothing of a run that ended in the wings', () => {
    addInits();
    run.end();
    run.addFragment('large', picture(0));
    expect(timeline.names()).toEqual([]);
  });

  it('HLS-25 closes a rung that pauses, and takes it up again behind gaps', () => {
    addInits();
    for (const name of ['large', 'small']) run.addFragment(name, picture(0));
    timeline.pause('small');
    expect(told('small')).toEqual(['1/0 complete 1']);
    for (const startMs of [2000, 4000]) run.addFragment('large', picture(startMs));
    run.addFragment('small', picture(4000));
    expect(told('small')).toEqual(['1/0 complete 1', '2/0 gap 0', '3/0 open 1']);
    timeline.pause('unknown');
  });

  it('places what was made of its own parts where those stand', () => {
    addInits();
    run.addInit('derived', video.init);
    run.addFragment('large', picture(333));
    run.addDerived('derived', picture(2000));
    expect([placeOf('large', 1, 0), placeOf('derived', 1, 0)]).toEqual([2000, 2000]);
    expect(timeline.rendition('derived')?.segments[0]?.wallMs).toBe(
      timeline.rendition('large')?.segments[0]?.wallMs,
    );
  });

  it('HLS-26 goes on where an earlier life of the server stopped', () => {
    timeline = new Timeline({ now: () => nowMs, monotonicNow: () => nowMs, from: { index: 3, msn: 17 } });
    run = timeline.openRun('large');
    addInits();
    run.addFragment('large', picture(0));
    expect([told('large'), placeOf('large', 17, 0)]).toEqual([['17/3 open 1'], 34_000]);
    expect(timeline.init('large', 3)).toEqual(video.init);
  });

  describe('and its archive', () => {
    let kept: string[];
    beforeEach(() => {
      kept = [];
      timeline = new Timeline({
        ...{ now: () => nowMs, monotonicNow: () => nowMs },
        archive: {
          addInit: (name, index) => kept.push(`init ${name}/${index}`),
          addSegment: (name, { msn, run: index, is, durationMs, bytes }, parts) => {
            expect(bytes).toBe(Buffer.concat(parts).length);
            kept.push(`${name} ${msn}/${index} ${is} ${Math.round(durationMs)} of ${parts.length}`);
          },
        },
      });
      run = timeline.openRun('large');
      addInits();
    });

    it('HLS-28 keeps each init segment and each segment that is closed, once and in order, gaps too', () => {
      for (const startMs of [0, 267, 2000]) run.addFragment('large', picture(startMs));
      run.addFragment('small', picture(0));
      run.addFragment('small', picture(4000));
      run = timeline.openRun('large');
      run.addInit('large', video.init);
      run.addFragment('large', picture(0));
      timeline.end();
      timeline.end();
      expect(kept).toEqual([
        ...['init large/0', 'init small/0', 'init sound/0', 'large 1/0 complete 533 of 2'],
        ...['small 1/0 complete 267 of 1', 'small 2/0 gap 2000 of 0'],
        ...['large 2/0 complete 267 of 1', 'small 3/0 complete 267 of 1'],
        ...['init large/1', 'large 3/0 gap 2000 of 0', 'large 4/1 complete 267 of 1'],
      ]);
    });

    it('HLS-38 tells it how many frames a rung has', () => {
      const told: unknown[] = [];
      timeline = new Timeline({
        ...{ now: () => nowMs, monotonicNow: () => nowMs },
        framesPerSecondOf: (name) => (name === 'large' ? 25 : undefined),
        archive: {
          addInit: (name, _, info) => told.push([name, info.kind === 'video' && info.framesPerSecond]),
          addSegment: () => undefined,
        },
      });
      run = timeline.openRun('large');
      addInits();
      run.addFragment('large', picture(0));
      expect(told).toEqual([
        ['large', 25],
        ['small', undefined],
        ['sound', false],
      ]);
    });

    it('HLS-28 keeps gaps that are too many for the memory', () => {
      run.addFragment('large', picture(0));
      run.addFragment('small', picture(0));
      for (let i = 1; i <= 60; i += 1) run.addFragment('large', picture(2000 * i));
      run.addFragment('small', picture(120_000));
      expect(kept.filter((text) => text.startsWith('small') && text.includes('gap'))).toHaveLength(59);
      expect(told('small')).toHaveLength(21);
    });

    it('hands over what is open when the server stops, and is not over', () => {
      run.addFragment('large', picture(0));
      timeline.end('suspended');
      expect([kept.at(-1), timeline.ended]).toEqual(['large 1/0 complete 267 of 1', false]);
    });
  });

  it('HLS-10 stamps by the earliest arrival, and all rungs of a segment alike', () => {
    addInits();
    nowMs = 1_000_900;
    run.addFragment('large', picture(0));
    nowMs = 1_000_950;
    run.addFragment('small', picture(0));
    // This one was faster: from the next segment on its word counts.
    nowMs = 1_002_267 + 400;
    run.addFragment('large', picture(2000));
    nowMs = 1_002_267 + 700;
    run.addFragment('small', picture(2000));
    const wallOf = (name: string) =>
      timeline.rendition(name)?.segments.map(({ wallMs }) => Math.round(wallMs));
    expect(wallOf('large')).toEqual([1_000_633, 1_002_400]);
    expect(wallOf('small')).toEqual(wallOf('large'));
  });

  it('HLS-12 lets go of the bytes of segments that left the list long ago, and of their init segments', () => {
    addInits();
    run.addFragment('large', picture(0));
    run = timeline.openRun('large');
    addInits();
    for (let i = 0; i < 20; i += 1) run.addFragment('large', picture(2000 * i));
    expect(told('large')).toHaveLength(21);
    expect(timeline.init('large', 0)).toEqual(video.init);
    run.addFragment('large', picture(2000 * 20));
    expect(told('large')[0]).toBe('2/1 complete 1');
    expect(timeline.part('large', { msn: 1, part: 0 })).toBeUndefined();
    expect(timeline.segment('large', 1)).toBeUndefined();
    expect(timeline.init('large', 0)).toBeUndefined();
    expect(timeline.init('large', 1)).toEqual(video.init);
  });

  it('gives a closed segment as its parts, in an order that decodes, and no open one', async () => {
    addInits();
    const starts = [0, 267, 533, 800];
    starts.forEach((startMs, i) => run.addFragment('large', picture(startMs, i)));
    expect(timeline.segment('large', 1)).toBeUndefined();
    timeline.end();
    const segment = timeline.segment('large', 1) ?? [];
    expect(segment).toHaveLength(4);
    const { complaints, frames } = await decode(Buffer.concat([video.init, ...segment]));
    expect(complaints).toBe('');
    expect(frames).toBe(segment.reduce((sum, part) => sum + readFragment(part).samples, 0));
  });

  it('HLS-11 closes what is open at the end', () => {
    addInits();
    run.addFragment('large', picture(0));
    timeline.end();
    expect(told('large')).toEqual(['1/0 complete 1']);
    expect(timeline.ended).toBe(true);
  });

  it('wakes who waits: at a part, at the end, and when they go', async () => {
    addInits();
    const patience = new AbortController();
    const atPart = timeline.changed(patience.signal);
    run.addFragment('large', picture(0));
    await atPart;
    const atEnd = timeline.changed(patience.signal);
    timeline.end();
    await atEnd;
    const whenGone = timeline.changed(patience.signal);
    patience.abort();
    await whenGone;
    await timeline.changed(patience.signal);
  });

  it('throws for a fragment of a rung that it has no init segment of', () => {
    expect(() => run.addFragment('large', picture(0))).toThrow(
      "a fragment of 'large' came before its init segment",
    );
  });
});

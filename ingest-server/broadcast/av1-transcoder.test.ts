import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Av1End, type Av1Options, type Av1Transcoder, createAv1 } from './av1-transcoder.ts';
import { createCmafReader } from './cmaf-reader.ts';
import { Lifeline } from './lifeline.ts';
import { av1Ladder } from './pure/av1-ladder.ts';
import { type FragmentInfo, readFragment } from './pure/fragment.ts';
import { type TrackInfo, readInitSegment } from './pure/init-segment.ts';
import { videoLadder } from './pure/ladder.ts';
import { isRunning } from './test-support/child-processes.ts';
import { ffmpeg, missing } from './test-support/programs.ts';
import { decode, probe } from './test-support/sample-media.ts';

const [top] = av1Ladder(videoLadder({ width: 640, height: 360, framesPerSecond: 30 }, 1), 1);
if (!top) throw new Error('there is no rung');
const rungs = [top, { ...top, name: 'av1-180', width: 320, height: 180, averageBps: 150_000 }];

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rostrum-av1-'))));
const lifeline = new Lifeline(() => undefined);
afterAll(async () => {
  lifeline.close();
  await rm(folder, { recursive: true, force: true });
});

interface Source {
  init: Buffer;
  fragments: Buffer[];
}

/** Nine seconds of a top rung, two hours into its stream, with frames that got lost: one was first of its segment. */
async function sourceWithLosses(): Promise<Source> {
  if (!ffmpeg) throw new Error('there is no FFmpeg to make media with');
  const key = 'expr:if(isnan(prev_forced_t),1,gt(floor(t/2+0.001),floor(prev_forced_t/2+0.001)))';
  const { stdout } = await promisify(execFile)(
    ffmpeg.path,
    [
      ...['-v', 'error', '-copyts', '-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=30:d=9'],
      ...[
        '-vf',
        "select='not(between(n,70,77)+eq(n,120))',settb=1/90000,setpts=PTS+7200/TB",
        '-vsync',
        'vfr',
      ],
      ...[
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-tune',
        'zerolatency',
        '-pix_fmt',
        'yuv420p',
        '-r',
        '30',
      ],
      ...['-g', '120', '-sc_threshold', '0', '-force_key_frames', key, '-video_track_timescale', '90000'],
      ...['-f', 'mp4', '-avoid_negative_ts', 'disabled', '-frag_duration', '255000'],
      ...['-movflags', '+empty_moov+default_base_moof+frag_discont+frag_keyframe', 'pipe:1'],
    ],
    { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 },
  );
  const source: Source = { init: Buffer.alloc(0), fragments: [] };
  createCmafReader({
    handleInit: (init) => (source.init = init),
    handleFragment: (fragment) => source.fragments.push(fragment),
  })(stdout);
  return source;
}

interface Made {
  init: Buffer;
  info: TrackInfo;
  bytes: Buffer[];
  fragments: FragmentInfo[];
}

class Watched {
  readonly made = new Map<string, Made>();
  readonly ends: Av1End[] = [];
  readonly lines: string[] = [];
  readonly av1: Av1Transcoder;
  #waiting: (() => void)[] = [];

  constructor(options: Partial<Av1Options> & Pick<Av1Options, 'ffmpeg'>) {
    this.av1 = createAv1({
      ...{ encoder: 'libsvtav1', lifeline, rungs, cores: 2, partCutMs: 255 },
      handleInit: (name, init) => {
        this.made.set(name, { init, info: readInitSegment(init), bytes: [], fragments: [] });
      },
      handleFragment: (name, bytes) => {
        this.made.get(name)?.bytes.push(bytes);
        this.made.get(name)?.fragments.push(readFragment(bytes));
        this.#wake();
      },
      handleEnd: (end) => {
        this.ends.push(end);
        this.#wake();
      },
      handleLine: (line) => {
        this.lines.push(line);
        this.#wake();
      },
      ...options,
    });
  }

  /** Until it is so, or it can't become so any more. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo() && this.ends.length === 0)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    expect(this.ends).toEqual([]);
  }

  async ended(): Promise<Av1End | undefined> {
    while (this.ends.length === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.ends[0];
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

const HOURS_2 = 7_200_000;
const ms = (ticks: number) => Math.round(ticks / 90);

describe('AV1 beside H.264', () => {
  let source: Source;
  beforeAll(async () => {
    if (!missing) source = await sourceWithLosses();
  });
  let encodes = false;
  beforeAll(async () => {
    if (!ffmpeg) return;
    const { stdout } = await promisify(execFile)(ffmpeg.path, ['-hide_banner', '-encoders']);
    encodes = stdout.includes('libsvtav1');
  });
  beforeEach((context) => {
    context.skip(missing !== undefined, missing);
    context.skip(!encodes, 'needs libsvtav1');
  });

  it('HLS-64, HLS-65, HLS-66 stands on the same clock, cut at the same places, whatever was lost', async () => {
    if (!ffmpeg) return;
    const watched = new Watched({ ffmpeg });
    watched.av1.begin(source.init);
    // Not from the first one on: it begins in the middle of a segment.
    for (const fragment of source.fragments.slice(3)) {
      const handed = Buffer.from(fragment);
      watched.av1.write(handed);
      // As the timeline does with its own.
      handed.fill(0);
      // No faster than it keeps up: one that is far behind is given up.
      await watched.until(() => (watched.av1.behindMs ?? 0) < 3_000);
    }
    const untilMs = ({ startTicks, durationTicks } = { startTicks: 0, durationTicks: 0 } as FragmentInfo) =>
      ms(startTicks + durationTicks);
    await watched.until(() =>
      rungs.every(({ name }) => untilMs(watched.made.get(name)?.fragments.at(-1)) - HOURS_2 >= 8_500),
    );
    expect(watched.av1.behindMs).toBeLessThanOrEqual(1_000);
    await watched.av1.close();
    expect(watched.ends).toEqual([{ because: 'asked' }]);

    for (const { name, width, height } of rungs) {
      const { info, init, fragments, bytes } = watched.made.get(name) ?? {};
      expect(info).toMatchObject({ kind: 'video', timescale: 90_000, width, height });
      const whole = (fragments ?? []).filter((fragment) => untilMs(fragment) - HOURS_2 <= 8_000);
      const starts = [2_000, 4_000, 6_000].flatMap((at) =>
        [0, 267, 533, 800, 1067, 1333, 1600, 1867].map((more) => at + more),
      );
      expect(whole.map(({ startTicks }) => ms(startTicks) - HOURS_2)).toEqual(starts);
      expect(
        whole.filter(({ independent }) => independent).map(({ startTicks }) => ms(startTicks) - HOURS_2),
      ).toEqual([2_000, 4_000, 6_000]);
      const media = Buffer.concat([init ?? Buffer.alloc(0), ...(bytes ?? []).slice(0, whole.length)]);
      expect(await decode(media)).toEqual({ complaints: '', frames: 180 });
      const { stream } = await probe(media);
      expect(stream).toMatchObject({ codec_name: 'av1', profile: 'Main', width, height });
      expect(info?.codec).toBe(`av01.0.${String(stream.level).padStart(2, '0')}M.08`);
    }
  });

  it('HLS-65 ends when its input goes on somewhere else', async () => {
    if (!ffmpeg) return;
    const watched = new Watched({ ffmpeg });
    watched.av1.begin(source.init);
    const [early, late] = [source.fragments.slice(0, 12), source.fragments.slice(-4)];
    for (const fragment of [...early, ...late]) watched.av1.write(fragment);
    expect(await watched.ended()).toMatchObject({ because: 'hole' });
    expect(watched.ends).toHaveLength(1);
  });
});

/** A program in FFmpeg's place that fails as it is told to. */
async function program(
  name: string,
  script: string,
): Promise<{ path: string; version: string; major: number }> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return { path, version: '5.1', major: 5 };
}

describe('createAv1', () => {
  let source: Source;
  beforeAll(async () => {
    if (!missing) source = await sourceWithLosses();
  });
  beforeEach((context) => context.skip(missing !== undefined, missing));

  it('ends as broken where there is no such program', async () => {
    const watched = new Watched({ ffmpeg: { path: join(folder, 'nothing'), version: '5.1', major: 5 } });
    watched.av1.begin(source.init);
    for (const fragment of source.fragments.slice(0, 9)) watched.av1.write(fragment);
    expect(await watched.ended()).toEqual({
      because: 'broken',
      detail: expect.stringContaining('ENOENT') as string,
    });
    await watched.av1.close();
    expect(watched.ends).toHaveLength(1);
  });

  it('ends with what the program ended with, also while it is written to', async () => {
    const watched = new Watched({ ffmpeg: await program('fails', 'echo "no such encoder" >&2; exit 7') });
    watched.av1.begin(source.init);
    const many = Array.from({ length: 20 }, () => source.fragments[4] ?? Buffer.alloc(0));
    for (const fragment of [...source.fragments.slice(0, 5), ...many]) watched.av1.write(fragment);
    expect(await watched.ended()).toEqual({ because: 'exited', detail: 'code 7' });
    for (const fragment of source.fragments) watched.av1.write(fragment);
    expect(watched.lines).toContain('no such encoder');
    expect([watched.av1.backlogBytes, watched.ends.length]).toEqual([0, 1]);
  });

  it('HLS-65 gives up on one that takes everything and gives nothing', async () => {
    const watched = new Watched({ ffmpeg: await program('swallows', 'exec cat > /dev/null') });
    watched.av1.begin(source.init);
    for (const fragment of source.fragments) watched.av1.write(fragment);
    expect(await watched.ended()).toMatchObject({ because: 'behind' });
  });

  it('tells how much waits for one that takes nothing, and leaves no process behind', async () => {
    const watched = new Watched({ ffmpeg: await program('sleeps', 'echo $$ >&2; exec sleep 60') });
    watched.av1.begin(source.init);
    await watched.until(() => watched.lines.length > 0);
    for (const fragment of source.fragments.slice(0, 20)) watched.av1.write(fragment);
    expect(watched.av1.backlogBytes).toBeGreaterThan(10_000);
    expect(watched.av1.behindMs).toBeGreaterThan(2_000);
    await watched.av1.close();
    expect(watched.ends).toEqual([{ because: 'asked' }]);
    expect(await isRunning(Number(watched.lines[0]))).toBe(false);
  });

  it('ends as broken at the first torn byte', async () => {
    const torn = await program('torn', 'printf "\\000\\000\\000\\010junk" >&3; exec sleep 60');
    const watched = new Watched({ ffmpeg: torn });
    watched.av1.begin(source.init);
    expect(await watched.ended()).toEqual({
      because: 'broken',
      detail: "a box 'junk' has no place in FFmpeg's stream",
    });
  });

  it.each([
    ['an init segment', (av1: Av1Transcoder) => av1.begin(Buffer.from('no media'))],
    [
      'a fragment',
      (av1: Av1Transcoder) => {
        av1.begin(source.init);
        av1.write(Buffer.from('no media'));
      },
    ],
  ])('ends as broken by what is not %s', async (_, feed) => {
    const watched = new Watched({ ffmpeg: await program('sleeps-on', 'exec sleep 60') });
    feed(watched.av1);
    expect(await watched.ended()).toMatchObject({ because: 'broken' });
  });

  it('can be closed before it began, and twice', async () => {
    const watched = new Watched({ ffmpeg: await program('never', 'exit 1') });
    await Promise.all([watched.av1.close(), watched.av1.close()]);
    watched.av1.begin(source.init);
    watched.av1.write(source.fragments[0] ?? Buffer.alloc(0));
    expect(watched.ends).toEqual([{ because: 'asked' }]);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { closeStores, openFileStore, openSurroundings } from './archive/test-support/surroundings.ts';
import { type Broadcast, type BroadcastOptions, createBroadcast } from './index.ts';
import type { Plan } from './pure/programme-plan.ts';
import { childrenOf, ownTranscoders } from './test-support/child-processes.ts';
import { type Seen, follow, segmentsOf, violations } from './test-support/follow.ts';
import { type LiveClient, openLiveClient } from './test-support/live-client.ts';
import { ffmpeg, missing } from './test-support/programs.ts';
import { onsets } from './test-support/sample-media.ts';
import { type Studio, flashingPart, startStudio, studioPicture } from './test-support/studio.ts';

const classId = 'c1' as ClassId;
const RUNGS = ['v540', 'v360', 'a96', 'a32'] as const;

let studio: Studio;
let broadcast: Broadcast;
let client: LiveClient;
let over: string[];
let playable: string[];
/** Whether our own picture stood for the lecture, as it was told. */
let slates: boolean[];
/** What each transcoder was started for. */
let plans: Plan[];

beforeAll(async () => {
  if (!missing) studio = await startStudio();
});
beforeEach((context) => context.skip(missing !== undefined, missing));
afterAll(() => {
  studio?.close();
  return closeStores();
});

async function open(more: Partial<BroadcastOptions> = {}): Promise<void> {
  if (!ffmpeg) return;
  [over, playable, plans, slates] = [[], [], [], []];
  let streams = 0;
  const heed = (facts: { plan?: Plan }) => {
    if (facts.plan) plans.push(facts.plan);
  };
  broadcast = createBroadcast({
    ...{ ffmpeg: { is: 'found', binary: ffmpeg }, cores: 2, now: Date.now },
    logger: { info: heed, warn: () => undefined, error: () => undefined, debug: () => undefined },
    makeStreamId: () => `st${(streams += 1)}` as StreamId,
    // What else runs beside the tests is no reason to leave out a rung.
    cpuPressure: () => Promise.resolve(0),
    handlePlayable: (_, streamId) => playable.push(streamId),
    handleOver: (_, streamId, reason) => over.push(`${streamId} ${reason}`),
    handleSlate: (_, __, on) => slates.push(on),
    ...more,
  });
  client = await openLiveClient((request, response) => broadcast.handleLive(request, response));
}

async function close(): Promise<void> {
  await broadcast?.close();
  await client?.close();
  for (const kind of ['video', 'audio'] as const) studio?.send(kind, true);
}

const both = () => ({ video: { feed: studio.video, picture: studioPicture }, audio: { feed: studio.audio } });
const untilPlayable = () =>
  vi.waitFor(() => expect(playable).toHaveLength(1), { timeout: 15_000, interval: 20 });
const kindOf = (plan: Plan | undefined) => plan && `${plan.picture} and ${plan.sound}`;

/** Follows a rung until it is in this run with a whole segment of it. */
function untilRun(run: number, name = 'v540'): Promise<Seen[]> {
  const whole = ({ segments }: Seen) =>
    segments.some((segment) => segment.discontinuity >= run && segment.durationS !== undefined);
  return follow(client, `/live/c1/${name}.m3u8`, whole);
}

/** Without the gap that the picture has where sound went on alone: it claims more time than there was. */
const unexpected = (seen: readonly Seen[]) =>
  violations(seen).filter((text) => !text.startsWith('HLS-5') && !text.startsWith('HLS-10'));

/** From the end of the run before the last one to the beginning of the last. */
function gapMs(seen: readonly Seen[]): number {
  const segments = segmentsOf(seen);
  const first = segments.findIndex(({ discontinuity }) => discontinuity === segments.at(-1)?.discontinuity);
  const [before, after] = [segments[first - 1], segments[first]];
  if (!before || !after) return Number.NaN;
  const lastedS = before.durationS ?? before.parts.reduce((sum, { durationS }) => sum + durationS, 0);
  return after.wallMs - (before.wallMs + lastedS * 1000);
}

async function mediaOfRun(seen: readonly Seen[], run: number): Promise<Buffer> {
  const segment = segmentsOf(seen).find(
    ({ discontinuity, uri }) => discontinuity === run && uri !== undefined,
  );
  const get = async (address = '') => (await client.get(`/live/c1/${address}`)).body;
  return Buffer.concat([await get(segment?.mapUri), await get(segment?.uri)]);
}

// One stream, in order: each case finds what the ones before it left.
describe('a programme whose studio comes and goes', () => {
  beforeAll(() => open());
  afterAll(close);

  it('HLS-24 shows our own picture with the lecture’s sound when no picture comes for two seconds', async () => {
    broadcast.feed(classId, both());
    await untilPlayable();
    studio.send('video', false);
    const seen = await untilRun(1);
    expect(plans.map(kindOf)).toEqual(['feed and feed', 'no-picture and feed']);
    expect(unexpected(seen)).toEqual([]);
    expect(gapMs(seen)).toBeLessThan(4_000);
    expect(await onsets(await mediaOfRun(seen, 1), 'video', flashingPart)).toEqual([]);
    expect((await onsets(await mediaOfRun(await untilRun(1, 'a96'), 1), 'audio')).length).toBeGreaterThan(0);
  });

  it('HLS-24 shows the studio’s picture again as soon as it comes, with hardly a gap', async () => {
    studio.send('video', true);
    const seen = await untilRun(2);
    expect(kindOf(plans.at(-1))).toBe('feed and feed');
    expect(unexpected(seen)).toEqual([]);
    expect(gapMs(seen)).toBeLessThan(1_000);
    // The lecture’s sound went on.
    expect(slates).not.toContain(true);
    expect((await onsets(await mediaOfRun(seen, 2), 'video', flashingPart)).length).toBeGreaterThan(0);
  });

  it('HLS-24 goes on with our own picture and silence when the studio goes, in the same stream', async () => {
    broadcast.lose(classId);
    for (const kind of ['video', 'audio'] as const) studio.send(kind, false);
    const seen = await untilRun(3);
    expect(kindOf(plans.at(-1))).toBe('reconnecting and silence');
    expect(slates.at(-1)).toBe(true);
    expect(unexpected(seen)).toEqual([]);
    expect(gapMs(seen)).toBeLessThan(4_000);
    // Silence ends with the file.
    expect((await onsets(await mediaOfRun(await untilRun(3, 'a96'), 3), 'audio')).length).toBeLessThan(2);
    expect(broadcast.overview(classId)).toMatchObject({ status: 'running', restarts: 0 });
  });

  it('HLS-24 goes on with the lecture when the studio is back, with the next number', async () => {
    for (const kind of ['video', 'audio'] as const) studio.send(kind, true);
    broadcast.feed(classId, both());
    const seen = await untilRun(4);
    expect(kindOf(plans.at(-1))).toBe('feed and feed');
    expect(unexpected(seen)).toEqual([]);
    expect(gapMs(seen)).toBeLessThan(1_000);
    expect([playable, over, broadcast.streamOf(classId)]).toEqual([['st1'], [], 'st1']);
    expect(slates.at(-1)).toBe(false);
  });

  it('HLS-27 replaces a transcoder that hangs, and lets go of it', async () => {
    const [hung] = await ownTranscoders();
    process.kill(hung ?? 0, 'SIGSTOP');
    const seen = await untilRun(5);
    expect(gapMs(seen)).toBeLessThan(3_000);
    expect(broadcast.overview(classId)).toMatchObject({ status: 'running', restarts: 1 });
    await vi.waitFor(async () => expect(await ownTranscoders()).not.toContain(hung));
    expect(await ownTranscoders()).toHaveLength(1);
  });

  it('HLS-27 replaces one that makes a picture and no sound of what comes', async () => {
    studio.deafen('audio');
    const seen = await untilRun(6, 'a96');
    expect(gapMs(seen)).toBeLessThan(6_000);
    expect(broadcast.overview(classId)).toMatchObject({ status: 'running', restarts: 2 });
  });

  it('leaves no process behind when it ends', async () => {
    await broadcast.end(classId);
    expect(await childrenOf(process.pid, 'pipe:3')).toEqual([]);
    expect(over).toEqual([]);
  });
});

describe('a programme', () => {
  afterEach(close);

  it('HLS-24 has a picture also when only sound comes, and another track makes no new stream', async () => {
    await open();
    broadcast.feed(classId, { ...both(), video: undefined });
    await untilPlayable();
    expect(plans.map(kindOf)).toEqual(['no-picture and feed']);
    expect(broadcast.overview(classId)?.rungs.map(({ name }) => name)).toEqual([
      'v720',
      'v360',
      'a96',
      'a32',
    ]);
    broadcast.feed(classId, both());
    await untilRun(1, 'v720');
    expect([plans.map(kindOf), playable]).toEqual([['no-picture and feed', 'feed and feed'], ['st1']]);
  });

  it('HLS-24 has the size of a picture that comes before anybody has seen anything', async () => {
    await open();
    broadcast.feed(classId, { ...both(), video: undefined });
    broadcast.feed(classId, both());
    await untilPlayable();
    expect(broadcast.overview(classId)?.rungs[0]).toMatchObject({ name: 'v540', width: 960, height: 540 });
    expect([playable, broadcast.streamOf(classId), over]).toEqual([['st2'], 'st2', []]);
    await vi.waitFor(async () => expect(await ownTranscoders()).toHaveLength(1));
  });

  it('HLS-24 has sound also when only a picture comes', async () => {
    await open();
    broadcast.feed(classId, { ...both(), audio: undefined });
    await untilPlayable();
    expect(plans.map(kindOf)).toEqual(['feed and silence']);
    const [video, audio] = await Promise.all([untilRun(0), untilRun(0, 'a32')]);
    expect([...unexpected(video), ...unexpected(audio)]).toEqual([]);
  });

  it('HLS-27 goes on with the sound where the picture is too much for the machine', async () => {
    await open();
    broadcast.feed(classId, both());
    await untilPlayable();
    const [transcoder = Number.NaN] = await ownTranscoders();
    let turn = 0;
    // An eighth of the time is left to it: enough for the sound, and too little for the picture.
    const starving = setInterval(() => {
      process.kill(transcoder, (turn += 1) % 8 === 0 ? 'SIGCONT' : 'SIGSTOP');
    }, 25);
    try {
      const startedAt = Date.now();
      const seen = await follow(client, '/live/c1/a96.m3u8', ({ at }) => at > startedAt + 6_000);
      const waitsMs = seen.slice(1).map(({ at }, i) => at - (seen[i]?.at ?? Number.NaN));
      expect(Math.max(...waitsMs)).toBeLessThan(1_000);
      expect(plans.map(kindOf)).toEqual(['feed and feed']);
    } finally {
      clearInterval(starving);
      process.kill(transcoder, 'SIGCONT');
    }
  });

  it('HLS-27 does not think that the studio is gone because it stood still itself', async () => {
    await open();
    broadcast.feed(classId, both());
    await untilPlayable();
    const until = Date.now() + 3_000;
    while (Date.now() < until);
    await follow(client, '/live/c1/v540.m3u8', ({ at }) => at > until + 1_500);
    expect(plans.map(kindOf)).toEqual(['feed and feed']);
  });

  it('HLS-30 ends as lost when its studio stays away', async () => {
    await open({ slateMaxMs: 1_000 });
    broadcast.feed(classId, both());
    await untilPlayable();
    broadcast.lose(classId);
    for (const kind of ['video', 'audio'] as const) studio.send(kind, false);
    await vi.waitFor(() => expect(over).toEqual(['st1 lost']), { timeout: 15_000, interval: 50 });
    expect(broadcast.streamOf(classId)).toBeUndefined();
    await vi.waitFor(async () =>
      expect((await client.get('/live/c1/v540.m3u8')).text).toContain('#EXT-X-ENDLIST'),
    );
  });

  it('is let go where nobody has seen anything of it', async () => {
    await open();
    broadcast.feed(classId, both());
    broadcast.lose(classId);
    expect(broadcast.streamOf(classId)).toBeUndefined();
    expect(over).toEqual([]);
  });

  it('fails where the transcoder never gives anything', async () => {
    await open({ ffmpeg: { is: 'found', binary: { path: '/bin/false', version: '5.1', major: 5 } } });
    broadcast.feed(classId, both());
    await vi.waitFor(() => expect(over).toEqual(['st1 failed']), { timeout: 20_000, interval: 50 });
    expect(broadcast.streamOf(classId)).toBeUndefined();
  });
});

describe('a programme over a restart of the server', () => {
  it('HLS-26 goes on with the next number, waiting for its studio', async () => {
    const surroundings = await openSurroundings(await openFileStore());
    surroundings.nowMs = Date.now();
    const archive = await surroundings.start();
    await open({ archive });
    broadcast.feed(classId, both());
    await untilPlayable();
    const before = segmentsOf(await untilRun(0));
    await close();
    await archive.close();

    surroundings.nowMs = Date.now();
    const again = await surroundings.start();
    await open({ archive: again });
    expect(await broadcast.resume(classId, 'st1' as StreamId)).toBe(true);
    expect(await broadcast.resume(classId, 'st1' as StreamId)).toBe(true);
    expect(await broadcast.resume(classId, 'st9' as StreamId)).toBe(false);
    expect(broadcast.streamOf(classId)).toBe('st1');
    await vi.waitFor(async () => expect((await client.get('/live/c1/v540.m3u8')).status).toBe(200), 10_000);
    expect(kindOf(plans.at(-1))).toBe('reconnecting and silence');
    expect(slates).toEqual([true]);
    broadcast.feed(classId, both());
    const after = segmentsOf(await untilRun(2));
    expect(kindOf(plans.at(-1))).toBe('feed and feed');
    expect(after[0]?.msn).toBeGreaterThan(before.at(-1)?.msn ?? Infinity);
    expect(after[0]).toMatchObject({ discontinuity: 1, mapUri: 'v540/init-1.mp4?s=st1' });
    const endedAt = performance.now();
    await broadcast.end(classId);
    expect((await again.recordings(classId)).map(({ streamId }) => streamId)).toEqual(['st1']);
    // HLS-51: with nothing encoded again, it is there as soon as its last segment is in the store.
    expect(performance.now() - endedAt).toBeLessThan(5_000);
    const kept = await again.find(classId, 'st1' as StreamId);
    const numbers = (name: string) => kept?.segments(name).map(({ msn }) => msn) ?? [];
    for (const name of RUNGS) expect(numbers(name)).toEqual(numbers('v540').map((_, i) => i + 1));
    await close();
    await surroundings.close();
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { type Broadcast, createBroadcast } from './index.ts';
import type { Plan } from './pure/programme-plan.ts';
import { ownTranscoders } from './test-support/child-processes.ts';
import { type Seen, follow, segmentsOf, violations } from './test-support/follow.ts';
import { type LiveClient, openLiveClient } from './test-support/live-client.ts';
import { ffmpeg, missing } from './test-support/programs.ts';
import { onsets, probe } from './test-support/sample-media.ts';
import { type Studio, flashingPart, startStudio, studioPicture } from './test-support/studio.ts';

const classId = 'c1' as ClassId;
const nobody = 'c9' as ClassId;

let studio: Studio;
let broadcast: Broadcast;
let client: LiveClient;
/** What each transcoder was started for. */
const started: { plan: Plan; because: string }[] = [];
const left: string[] = [];
const over: string[] = [];
const slates: boolean[] = [];
let isPlayable = false;

const get = (address: string) => client.get(`/live/c1/${address}`);
const both = () => ({ video: { feed: studio.video, picture: studioPicture }, audio: { feed: studio.audio } });
const overview = () => broadcast.overview(classId);

beforeAll(async () => {
  if (missing || !ffmpeg) return;
  studio = await startStudio();
  const quiet = () => undefined;
  broadcast = createBroadcast({
    ...{ ffmpeg: { is: 'found', binary: ffmpeg }, cores: 2, now: Date.now, slateMaxMs: 4_000 },
    logger: {
      ...{ warn: quiet, error: quiet, debug: quiet },
      info(facts: { plan?: Plan; because?: string }) {
        if (facts.plan) started.push({ plan: facts.plan, because: facts.because ?? '' });
      },
    },
    makeStreamId: () => 'st1' as StreamId,
    cpuPressure: () => Promise.resolve(0),
    handlePlayable: () => (isPlayable = true),
    handleOver: (_, __, reason) => over.push(reason),
    handleShed: ({ rungs, because }) => left.push(`${rungs.join(' ')}: ${because}`),
    handleSlate: (_, __, on) => slates.push(on),
  });
  client = await openLiveClient((request, response) => broadcast.handleLive(request, response));
  broadcast.feed(classId, both());
  await vi.waitFor(() => expect(isPlayable).toBe(true), { timeout: 15_000, interval: 20 });
});
beforeEach((context) => context.skip(missing !== undefined, missing));
afterAll(async () => {
  await broadcast?.close();
  await client?.close();
  studio?.close();
});

/** Follows a rung until it is in this run with a whole segment of it. */
function untilRun(run: number, name = 'v540'): Promise<Seen[]> {
  const whole = ({ segments }: Seen) =>
    segments.some((segment) => segment.discontinuity >= run && segment.durationS !== undefined);
  return follow(client, `/live/c1/${name}.m3u8`, whole);
}

const unexpected = (seen: readonly Seen[]) =>
  violations(seen).filter((text) => !text.startsWith('HLS-5') && !text.startsWith('HLS-10'));

async function flashesOfRun(seen: readonly Seen[], run: number): Promise<number> {
  const segment = segmentsOf(seen).find(
    ({ discontinuity, uri }) => discontinuity === run && uri !== undefined,
  );
  const media = [await get(segment?.mapUri ?? ''), await get(segment?.uri ?? '')].map(({ body }) => body);
  return (await onsets(Buffer.concat(media), 'video', flashingPart)).length;
}

// One stream, in order: each case finds what the ones before it left.
describe('a programme at an admin’s wish', () => {
  it('is no other one’s: where nothing is on air nothing is done', () => {
    expect(broadcast.restart(nobody)).toBe(false);
    expect(broadcast.slate(nobody, true)).toBe(false);
    expect(broadcast.limitTopRung(nobody, null)).toBe(false);
    expect([broadcast.still(nobody), broadcast.sent(nobody)]).toEqual([undefined, undefined]);
  });

  it('HLS-92 has another transcoder, with hardly a gap, and none was lost', async () => {
    const [before] = await ownTranscoders();
    expect(broadcast.restart(classId)).toBe(true);
    // Asked for twice it is one all the same.
    expect(broadcast.restart(classId)).toBe(true);
    const seen = await untilRun(1);
    expect(started.map(({ because }) => because)).toEqual(['wanted', 'asked']);
    expect(unexpected(seen)).toEqual([]);
    await vi.waitFor(async () => expect(await ownTranscoders()).not.toContain(before));
    expect(overview()).toMatchObject({ status: 'running', restarts: 0 });
  });

  it('HLS-91 shows our own picture, and goes on with it whatever its studio does', async () => {
    broadcast.slate(classId, true);
    const seen = await untilRun(2);
    expect(await flashesOfRun(seen, 2)).toBe(0);
    expect(overview()).toMatchObject({ slate: 'chosen', status: 'running' });
    broadcast.feed(classId, both());
    broadcast.lose(classId);
    const wentOn = await untilRun(2);
    const newest = segmentsOf(wentOn).at(-1)?.msn ?? 0;
    // Longer than a stream waits for a studio.
    await follow(client, '/live/c1/v540.m3u8', ({ segments }) => (segments.at(-1)?.msn ?? 0) > newest + 3);
    expect([over, overview()?.slate, slates.at(-1)]).toEqual([[], 'chosen', true]);
  });

  it('HLS-91 shows the lecture again when it is taken off', async () => {
    broadcast.feed(classId, both());
    expect(broadcast.slate(classId, false)).toBe(true);
    const seen = await untilRun(3);
    expect(await flashesOfRun(seen, 3)).toBeGreaterThan(0);
    expect([overview()?.slate, slates.at(-1)]).toEqual([undefined, false]);
    expect(over).toEqual([]);
  });

  it('HLS-93 leaves out what is above a limit, and takes it up again', async () => {
    expect(broadcast.limitTopRung(classId, 'v999')).toBe(false);
    expect(broadcast.limitTopRung(classId, 'a96')).toBe(false);
    expect(broadcast.limitTopRung(classId, 'v360')).toBe(true);
    const limited = await untilRun(4, 'v360');
    expect(unexpected(limited)).toEqual([]);
    expect(overview()).toMatchObject({ topRung: 'v360' });
    expect(overview()?.leftOut).toBeUndefined();
    expect(overview()?.rungs.map(({ name }) => name)).toEqual(['v360', 'a96', 'a32']);
    const away = await get('v540.m3u8');
    expect([away.status, away.text]).toEqual([404, 'An administrator left this rendition out.\n']);
    expect((await get('main.m3u8')).text).not.toContain('v540');

    expect(broadcast.limitTopRung(classId, null)).toBe(true);
    await untilRun(5, 'v540');
    expect(overview()?.topRung).toBeUndefined();
    expect(left).toEqual(['v540: an administrator set a limit', ': an administrator lifted the limit']);
  });

  it('HLS-94 has a small still picture of itself for whoever asks, and none before', async () => {
    expect(overview()?.stillAt).toBeUndefined();
    expect(broadcast.still(classId)).toBeUndefined();
    await vi.waitFor(() => expect(overview()?.stillAt).toBeDefined(), { timeout: 10_000, interval: 20 });
    const still = broadcast.still(classId);
    expect(still?.at).toBe(overview()?.stillAt);
    expect(Math.abs(Date.now() - (still?.at ?? 0))).toBeLessThan(6_000);
    const { stream } = await probe(Buffer.from(still?.jpeg ?? []));
    expect(stream).toMatchObject({ codec_name: 'mjpeg', width: 320, height: 180 });
    // The next is not due yet.
    expect(broadcast.still(classId)).toBe(still);
  });

  it('HLS-95 counts what was answered of it', async () => {
    const before = broadcast.sent(classId);
    const totals = broadcast.totals();
    const playlist = await get('v360.m3u8');
    const newest = segmentsOf(await untilRun(5, 'v360')).findLast(({ uri }) => uri !== undefined);
    const { body } = await get(newest?.uri ?? '');
    expect((await get('v360/999999.m4s?s=st1')).status).toBe(404);
    const after = broadcast.sent(classId);
    expect((after?.requests ?? 0) - (before?.requests ?? 0)).toBeGreaterThanOrEqual(3);
    expect(after?.fromMemory).toBe(after?.requests);
    expect((after?.bytes ?? 0) - (before?.bytes ?? 0)).toBeGreaterThan(body.length);
    expect(playlist.status).toBe(200);
    expect(broadcast.totals().errors - totals.errors).toBe(1);
    expect(overview()?.sent).toEqual(after);
  });
});

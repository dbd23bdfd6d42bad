import type { StreamId } from '@rostrum/protocol/room';
import { refuse } from '@rostrum/protocol/room';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { play } from '../test-media.ts';
import { SECONDS, STARTED_AT_MS, trialForEach } from '../test-surroundings.ts';
import { TestServer, classId } from './test-server.ts';

const trial = trialForEach();
const streamId = 'monday' as StreamId;
const AHEAD_MS = 90_000;
let server: TestServer;

beforeEach(async () => {
  server = new TestServer();
  await server.start();
  server.recordings = [recordingAt(0)];
  trial.access = server.access;
  trial.restart();
});
afterEach(() => server.stop());

/** The server's own, begun so much later than ours. */
function recordingAt(laterMs: number, id = streamId as string, durationMs = SECONDS * 1000) {
  return {
    ...{ streamId: id as StreamId, startedAt: STARTED_AT_MS + AHEAD_MS + laterMs, durationMs },
    ...{ bytes: 1000, gaps: 3 },
  };
}

/** One that was recorded while the class's stream was on air. */
async function recorded({ isBroadcast = true, ids = [streamId as string] } = {}): Promise<string> {
  const begin = { classTitle: 'Waves', startedAtMs: STARTED_AT_MS, isBroadcast };
  const { recordingId } = await trial.ask('recordings.begin', begin);
  await trial.openTrack(recordingId, 'programme');
  for (const id of ids) {
    const note = { is: 'stream', streamId: id as StreamId, clockAheadMs: AHEAD_MS } as const;
    await trial.ask('recordings.note', { recordingId, note });
  }
  await trial.append(recordingId, 0, trial.media);
  await trial.ask('recordings.finish', { recordingId, endedAtMs: STARTED_AT_MS + SECONDS * 1000 });
  return recordingId;
}

const stateOf = async (recordingId: string) => {
  const { replacements } = await trial.ask('recordings.replacements', {});
  return replacements.find((one) => one.recordingId === recordingId)?.state;
};

async function becomes(recordingId: string, is: string) {
  await expect.poll(async () => (await stateOf(recordingId))?.is, { timeout: 20_000, interval: 20 }).toBe(is);
  return stateOf(recordingId);
}

async function waitsFor(recordingId: string, what: string): Promise<void> {
  await expect
    .poll(() => stateOf(recordingId), { timeout: 20_000, interval: 20 })
    .toEqual({ is: 'waiting', for: what });
}

async function send(recordingId: string): Promise<void> {
  await trial.ask('recordings.replace', { recordingId, streamId });
}

describe('a recording that is sent', () => {
  it('comes to the server whole, with when it began by the server’s clock, and nothing of the sending stays', async () => {
    const recordingId = await recorded();
    await send(recordingId);
    expect(await becomes(recordingId, 'done')).toEqual({ is: 'done' });
    expect(server.begun?.startedAt).toBe(STARTED_AT_MS + AHEAD_MS);
    const file = trial.fileOf(recordingId, 'came.mp4');
    await writeFile(file, server.came);
    const { complaints, codecs, durationMs } = play(file);
    expect([complaints, codecs]).toEqual(['', ['h264', 'aac']]);
    expect(Math.abs(durationMs - SECONDS * 1000)).toBeLessThan(150);
    expect(await readdir(trial.fileOf(recordingId, ''))).not.toContain('replacement.mp4');
    // Another run of the shell knows it too.
    trial.restart();
    expect(await stateOf(recordingId)).toEqual({ is: 'done' });
    await trial.ask('recordings.endReplacement', { recordingId });
    expect(await stateOf(recordingId)).toBeUndefined();
    expect(existsSync(trial.fileOf(recordingId, 'replacement.json'))).toBe(false);
  });

  it('goes on where it was after cuts, also in the midst of a piece', async () => {
    const ways = ['cut', 'keep-half', 'keep-half', 'cut'] as const;
    let pieces = 0;
    server.handlePiece = () => ways[pieces++] ?? 'keep';
    const recordingId = await recorded();
    await send(recordingId);
    await becomes(recordingId, 'done');
    expect(pieces).toBeGreaterThan(ways.length);
    expect(server.came.length).toBe(server.begun?.bytes);
  });

  it('waits for a server that is away, or has no room, and says so', async () => {
    const recordingId = await recorded();
    await server.stop();
    await send(recordingId);
    await waitsFor(recordingId, 'network');
    let isFull = true;
    server.handlePiece = () => (isFull ? refuse('full', 'There is no room.') : 'keep');
    await server.start();
    await waitsFor(recordingId, 'server');
    isFull = false;
    await becomes(recordingId, 'done');
  });

  it('is gone on with by the next run of the shell', async () => {
    server.then = 'waiting';
    const recordingId = await recorded();
    await send(recordingId);
    expect(await becomes(recordingId, 'placing')).toEqual({ is: 'placing', progress: 0.5 });
    trial.restart();
    server.replacement = { is: 'placed', uploadId: 'up-1' };
    await becomes(recordingId, 'done');
    expect(server.asked.filter((one) => one.startsWith('POST'))).toHaveLength(2);
  });

  it('is begun anew where the server gave up what had come of it', async () => {
    let isLost = false;
    server.handlePiece = () => {
      if (!isLost) server.replacement = { is: 'none' };
      isLost = true;
      return 'cut';
    };
    const recordingId = await recorded();
    await send(recordingId);
    await expect.poll(() => isLost, { timeout: 20_000 }).toBe(true);
    server.handlePiece = () => 'keep';
    await becomes(recordingId, 'done');
  });

  it('takes another token when its own has run out', async () => {
    server.handlePiece = () => {
      server.token = 'second';
      return 'keep';
    };
    const recordingId = await recorded();
    await send(recordingId);
    await becomes(recordingId, 'done');
  });

  it('waits while another lecture is recorded', async () => {
    const recordingId = await recorded();
    const running = await trial.ask('recordings.begin', {
      classTitle: 'Optics',
      startedAtMs: STARTED_AT_MS + 60_000,
    });
    await send(recordingId);
    await waitsFor(recordingId, 'air');
    expect(server.asked).toEqual([]);
    await trial.ask('recordings.finish', { ...running, endedAtMs: STARTED_AT_MS + 70_000 });
    await becomes(recordingId, 'done');
  });

  it('is refused in the server’s words, or for what the file is', async () => {
    server.then = 'failed';
    const recordingId = await recorded();
    await send(recordingId);
    expect(await becomes(recordingId, 'refused')).toEqual({
      is: 'refused',
      because: { why: 'file', failure: 'other-bytes' },
    });
    await trial.ask('recordings.endReplacement', { recordingId });
    server.recordings = [];
    await send(recordingId);
    expect(await becomes(recordingId, 'refused')).toMatchObject({ because: { why: 'gone' } });
    await trial.ask('recordings.endReplacement', { recordingId });
    server.onAir = [streamId];
    await send(recordingId);
    expect(await becomes(recordingId, 'refused')).toMatchObject({ because: { why: 'on-air' } });
  });

  it('that is cancelled is cancelled at the server too, can’t be deleted before, and leaves nothing behind', async () => {
    const reached = Promise.withResolvers<void>();
    server.handlePiece = () => {
      reached.resolve();
      return 'cut';
    };
    const recordingId = await recorded();
    await send(recordingId);
    await reached.promise;
    await expect(trial.ask('recordings.delete', { recordingId })).rejects.toThrow('on its way');
    await expect(send(recordingId)).rejects.toThrow('on its way');
    await trial.ask('recordings.endReplacement', { recordingId });
    expect(await stateOf(recordingId)).toEqual({ is: 'cancelled' });
    expect(server.replacement).toEqual({ is: 'none' });
    expect((await readdir(trial.fileOf(recordingId, ''))).sort()).toEqual([
      'programme-1.mkv',
      'recording.json',
    ]);
    await trial.ask('recordings.delete', { recordingId });
  });

  it('that came to its place before it could be cancelled is told to be there', async () => {
    server.then = 'waiting';
    const recordingId = await recorded();
    await send(recordingId);
    await becomes(recordingId, 'placing');
    server.handleCancel = () => (server.replacement = { is: 'placed', uploadId: 'up-1' });
    await trial.ask('recordings.endReplacement', { recordingId });
    expect(await stateOf(recordingId)).toEqual({ is: 'done' });
    trial.restart();
    expect(await stateOf(recordingId)).toEqual({ is: 'done' });
  });

  it('is not said to be cancelled before the server has heard it, also by the next run of the shell', async () => {
    server.then = 'waiting';
    const recordingId = await recorded();
    await send(recordingId);
    await becomes(recordingId, 'placing');
    await server.stop();
    await trial.ask('recordings.endReplacement', { recordingId });
    const cancelling = { is: 'waiting', for: 'cancelling' };
    expect(await stateOf(recordingId)).toEqual(cancelling);
    trial.restart();
    expect(await stateOf(recordingId)).toEqual(cancelling);
    await server.start();
    await becomes(recordingId, 'cancelled');
    expect(server.replacement).toEqual({ is: 'none' });
    expect(existsSync(trial.fileOf(recordingId, 'replacement.json'))).toBe(false);
  });

  it('is let go of where the server never hears that it is cancelled', async () => {
    server.then = 'waiting';
    const recordingId = await recorded();
    await send(recordingId);
    await becomes(recordingId, 'placing');
    await server.stop();
    await trial.ask('recordings.endReplacement', { recordingId });
    await trial.ask('recordings.endReplacement', { recordingId });
    expect(await stateOf(recordingId)).toBeUndefined();
    await trial.ask('recordings.delete', { recordingId });
  });

  it.each(['full', 'taken'] as const)('is kept and begun later where the server says %s', async (code) => {
    let refusal: ReturnType<typeof refuse> | undefined = refuse(code, 'Not now.');
    server.handleBegin = () => refusal;
    const recordingId = await recorded();
    await send(recordingId);
    await waitsFor(recordingId, 'server');
    expect(await readdir(trial.fileOf(recordingId, ''))).toContain('replacement.mp4');
    refusal = undefined;
    await becomes(recordingId, 'done');
  });

  it('that the server takes to be of another time is told so', async () => {
    server.handleBegin = () => refuse('malformed', 'This file is of another time than the recording.');
    const recordingId = await recorded();
    await send(recordingId);
    expect(await becomes(recordingId, 'refused')).toMatchObject({
      because: { why: 'file', failure: 'other-time' },
    });
  });

  it('waits until its class is open here again', async () => {
    server.handlePiece = () => 'cut';
    const recordingId = await recorded();
    await send(recordingId);
    await waitsFor(recordingId, 'network');
    trial.access = { ...server.access, current: () => Promise.resolve(undefined) };
    await becomes(recordingId, 'elsewhere');
    server.handlePiece = () => 'keep';
    trial.access = server.access;
    await becomes(recordingId, 'done');
  });
});

describe('what a recording could replace', () => {
  const ask = (recordingId: string) => trial.ask('recordings.replaceable', { recordingId });

  it('is the server’s of the stream that was noted, before others of that time', async () => {
    server.recordings = [recordingAt(0, 'sunday'), recordingAt(1000), recordingAt(3_600_000, 'tuesday')];
    expect(await ask(await recorded())).toMatchObject({
      is: 'streams',
      streams: [{ streamId: 'monday', gaps: 3, durationMs: 6000 }, { streamId: 'sunday' }],
    });
  });

  it('is found by its time where nothing was noted', async () => {
    server.recordings = [recordingAt(-AHEAD_MS, 'sunday'), recordingAt(3_600_000, 'tuesday')];
    const found = await ask(await recorded({ ids: [] }));
    // The test's own clock is years away from when this was recorded: only the difference to the server's counts.
    expect(found).toMatchObject({ is: 'streams', streams: [{ streamId: 'sunday' }] });
  });

  it('is told to be on air, of another class, in parts, or out of reach', async () => {
    const recordingId = await recorded();
    server.recordings = [];
    server.onAir = [streamId];
    expect(await ask(recordingId)).toEqual({ is: 'on-air' });
    server.onAir = [];
    expect(await ask(recordingId)).toEqual({ is: 'streams', streams: [] });
    trial.access = {
      ...server.access,
      current: () => Promise.resolve({ server: 'http://elsewhere', classId }),
    };
    expect(await ask(recordingId)).toEqual({ is: 'elsewhere' });
    trial.access = server.access;
    await server.stop();
    expect(await ask(recordingId)).toEqual({ is: 'away' });
    const empty = await trial.begin();
    await trial.ask('recordings.finish', { recordingId: empty, endedAtMs: STARTED_AT_MS });
    expect(await ask(empty)).toEqual({ is: 'in-parts' });
  });
});

it('what was recorded by hand before and after the broadcast stays here', async () => {
  server.recordings = [recordingAt(3_000, streamId, 1_000)];
  const recordingId = await recorded({ isBroadcast: false });
  await send(recordingId);
  await becomes(recordingId, 'done');
  expect(server.begun?.startedAt).toBe(STARTED_AT_MS + AHEAD_MS + 1_000);
  const file = trial.fileOf(recordingId, 'came.mp4');
  await writeFile(file, server.came);
  // Two seconds for a breath before and after.
  expect(Math.abs(play(file).durationMs - 5_000)).toBeLessThan(200);
});

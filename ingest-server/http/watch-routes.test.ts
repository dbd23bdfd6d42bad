import { watchResponseSchema } from '@rostrum/protocol/http';
import { type StreamId, refuse } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer } from './http-server.ts';
import { type Surroundings, expectRefusal, openSurroundings, readSession } from './test-surroundings.ts';

let its: Surroundings;
beforeAll(async () => {
  its = await openSurroundings();
});
afterAll(() => its.close());

function ask(classId: string, token?: string): Promise<Response> {
  return fetch(`${its.base}/api/classes/${classId}/watch`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
}

it('tells whoever is in a class where to watch it, and for how long', async () => {
  const response = await ask(its.classId, await its.tokenOf('student'));
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const { path, expiresAt } = v.parse(watchResponseSchema, await response.json());
  expect([path, expiresAt]).toEqual([`/live/${its.classId}/~signed/`, 9]);
});

it('tells nobody else', async () => {
  await expectRefusal(await ask(its.classId), 401, 'bad-token');
  const token = await its.tokenOf('student');
  await expectRefusal(await ask('another', token), 403, 'not-allowed');
  await expectRefusal(await ask('..%2f', token), 404, 'unknown-class');
});

it('tells nobody whom staff removed', async () => {
  const { token, personId } = await its.enter('student');
  await its.room.join({ personId, name: 'Mallory', role: 'student' });
  await its.staff({ type: 'person.remove', personId });
  await expectRefusal(await ask(its.classId, token), 403, 'removed');
});

describe('what is on air', () => {
  const live = { streamId: 'st1', since: expect.any(Number) as number };
  const join = (base: string) =>
    fetch(`${base}/api/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: 'DEMO', name: 'Ada' }),
    });

  it('is told with the address, to who comes in and to who asks later', async () => {
    expect((await readSession(await join(its.base))).watch).toEqual({
      path: `/live/${its.classId}/~signed/`,
      expiresAt: 9,
    });
    await its.room.startStream('st1' as StreamId);
    expect((await readSession(await join(its.base))).watch).toMatchObject({ live });
    const response = await ask(its.classId, await its.tokenOf('student'));
    expect(await response.json()).toMatchObject({ live });
  });

  it('is told with its playlist as it is at that moment, once it has one', async () => {
    const now: { opening?: { playlist: string; first: { playlist: string; pieces: string[] }[] } } = {};
    const openingOf = (classId: string, streamId: string) =>
      classId === its.classId && streamId === 'st1' ? now.opening : undefined;
    const server = await createHttpServer(its.options({ openingOf }));
    const base = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
    const told = async () => (await readSession(await join(base))).watch?.live;
    expect(await told()).toEqual(live);
    now.opening = { playlist: '#EXTM3U\n', first: [{ playlist: 'v540.m3u8', pieces: ['v540/init-0.mp4'] }] };
    expect(await told()).toEqual({ ...live, ...now.opening });
    await server.close();
  });

  it('is not told whom the gateway has no place for: it has the word', async () => {
    const full = refuse('full', 'The server is full. Try again in a moment.');
    const server = await createHttpServer(its.options({ refusalOfUpgrade: () => full }));
    const base = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
    const { watch } = await readSession(await join(base));
    expect([watch?.path, watch?.live]).toEqual([`/live/${its.classId}/~signed/`, undefined]);
    await server.close();
  });
});

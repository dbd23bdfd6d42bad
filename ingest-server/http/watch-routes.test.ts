import { watchResponseSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Surroundings, expectRefusal, openSurroundings } from './test-surroundings.ts';

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

import {
  ROSTER_MAX_BYTES,
  classInfoSchema,
  linkResponseSchema,
  rosterRefusalSchema,
  rosterResponseSchema,
} from '@rostrum/protocol/http';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Surroundings,
  expectRefusal,
  openBrowser,
  openSurroundings,
  readSession,
} from './test-surroundings.ts';

let its: Surroundings;
let base: string;
beforeAll(async () => {
  its = await openSurroundings();
  ({ base } = its);
});
afterAll(() => its.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const post = (path: string, token: string, body?: object) =>
  openBrowser(base).send('POST', path, body, bearer(token));

describe('what a class is', () => {
  it('is told to whoever knows its code', async () => {
    const response = await fetch(`${base}/api/classes/demo`);
    expect(v.parse(classInfoSchema, await response.json())).toEqual({
      code: 'DEMO',
      classTitle: 'Waves and light',
      courseTitle: 'Physics 101',
      institutionName: 'Demo University',
      live: true,
      guestsAllowed: true,
    });
  });

  it.each(['NOPE', 'x', '%00', '..%2f..%2fetc'])('is refused for the code %s', async (code) => {
    await expectRefusal(await fetch(`${base}/api/classes/${code}`), 404, 'unknown-code');
  });
});

describe('a class code', () => {
  it('that is guessed makes the address wait, on this way in and on the other', async () => {
    const from = { 'x-forwarded-for': '198.51.100.7' };
    const look = (code: string) => fetch(`${base}/api/classes/${code}`, { headers: from });
    for (let i = 0; i < 60; i++) await expectRefusal(await look(`NOPE${i}`), 404, 'unknown-code');
    const response = await look('DEMO');
    expect(response.headers.get('retry-after')).toBe('10');
    await expectRefusal(response, 429, 'too-fast');
    const join = openBrowser(base).send('POST', '/api/join', { code: 'DEMO', name: 'Ada' }, from);
    await expectRefusal(await join, 429, 'too-fast');
    expect((await fetch(`${base}/api/classes/DEMO`)).status).toBe(200);
  });
});

describe('shutting somebody out', () => {
  it('is for admins, ends all they have, and is heard of at once', async () => {
    const guest = await readSession(await post('/api/join', '', { code: 'DEMO', name: 'Mallory' }));
    const path = `/api/people/${guest.personId}/revoke`;
    await expectRefusal(await post(path, await its.tokenOf('instructor')), 403, 'not-allowed');
    await expectRefusal(await post(path, guest.token), 403, 'not-allowed');
    await expectRefusal(await post(path, 'forged'), 401, 'bad-token');
    expect(await its.identity.verify(guest.token)).toMatchObject({ ok: true });

    const admin = await its.tokenOf('admin');
    const heard: unknown[] = [];
    const stop = its.identity.onRevoked((revoked) => heard.push(revoked));
    expect((await post(path, admin)).status).toBe(204);
    stop();
    expect(heard).toEqual([{ personId: guest.personId }]);
    expect(await its.identity.verify(guest.token)).toMatchObject({ refusal: { code: 'revoked' } });
    await expectRefusal(await post('/api/people/..%2f../revoke', admin), 404, 'not-found');
  });
});

describe('a link for somebody of the class', () => {
  it('is made by its staff, and lets them in', async () => {
    const personId = await its.addPerson('student');
    const path = `/api/classes/${its.classId}/links`;
    const token = await its.tokenOf('assistant');
    const link = v.parse(
      linkResponseSchema,
      await (await post(path, token, { personId, kind: 'personal' })).json(),
    );
    expect(link.path).toBe(`/c/DEMO#key=${link.key}`);
    expect(link.expiresAt).toBeGreaterThan(its.nowMs);
    const session = await readSession(await post('/api/session/link', '', { key: link.key }));
    expect(session).toMatchObject({ personId, role: 'student' });
  });

  it('is refused to others, for others and for what is no person', async () => {
    const student = await its.addPerson('student');
    const path = `/api/classes/${its.classId}/links`;
    const request = { personId: student, kind: 'personal' };
    const assistant = await its.tokenOf('assistant');
    await expectRefusal(await post(path, await its.tokenOf('student'), request), 403, 'not-allowed');
    await expectRefusal(await post('/api/classes/other/links', assistant, request), 403, 'not-allowed');
    const instructor = await its.addPerson('instructor');
    await expectRefusal(
      await post(path, assistant, { ...request, personId: instructor }),
      403,
      'not-allowed',
    );
    await expectRefusal(await post(path, assistant, { ...request, personId: 'nobody' }), 404, 'not-found');
    await expectRefusal(await post(path, assistant, { ...request, kind: 'eternal' }), 400, 'malformed');
    await expectRefusal(await post(path, 'forged', request), 401, 'bad-token');
  });
});

describe('a roster', () => {
  const send = async (
    body: string | Uint8Array<ArrayBuffer>,
    over: { token?: string; type?: string; id?: string } = {},
  ) =>
    fetch(`${base}/api/classes/${over.id ?? its.classId}/roster`, {
      method: 'POST',
      headers: {
        'content-type': over.type ?? 'text/csv',
        ...bearer(over.token ?? (await its.tokenOf('instructor'))),
      },
      body,
    });

  it('is imported, and updated by the next one', async () => {
    const first = await send('\ufeffname;email;id\nAda Lovelace;ada@x.org;1\nBob;;2\n', {
      type: 'text/csv; charset=utf-8',
    });
    expect(v.parse(rosterResponseSchema, await first.json())).toEqual({ added: 2, updated: 0 });
    const second = await send('name,id\nAda,1\nEve,3');
    expect(v.parse(rosterResponseSchema, await second.json())).toEqual({ added: 1, updated: 1 });
  });

  it('that is wrong is refused line by line, and nothing of it is taken', async () => {
    const response = await send('name,email\nNew,new@x.org\nBob,bob\n,');
    expect(response.status).toBe(422);
    expect(v.parse(rosterRefusalSchema, await response.json())).toEqual({
      refusal: {
        code: 'malformed',
        text: 'Nothing was imported: mend these lines and send the roster again.',
      },
      errors: [{ line: 3, text: '"bob" is not an email address.' }],
    });
    const after = await send('name,email\nNew,new@x.org');
    expect(await after.json()).toEqual({ added: 1, updated: 0 });
  });

  it('that is wrong in every line tells the first hundred', async () => {
    const response = await send(`name,email\n${'x,y\n'.repeat(500)}`);
    expect(v.parse(rosterRefusalSchema, await response.json()).errors).toHaveLength(100);
  });

  it('in another encoding is told so', async () => {
    const response = await send(Uint8Array.from(Buffer.from('name,id\nZo\u00eb,1', 'latin1')));
    expect(response.status).toBe(422);
    expect(v.parse(rosterRefusalSchema, await response.json()).refusal.text).toContain('CSV UTF-8');
  });

  it('over its limit is refused in words', async () => {
    await expectRefusal(await send('x'.repeat(6 * 1024 * 1024)), 413, 'too-long');
    expect((await send('\n'.repeat(ROSTER_MAX_BYTES))).status).toBe(422);
  });

  it('is for the instructors of the class, and nothing else than CSV', async () => {
    const text = 'name,id\nMallory,9';
    for (const role of ['assistant', 'student'] as const)
      await expectRefusal(await send(text, { token: await its.tokenOf(role) }), 403, 'not-allowed');
    await expectRefusal(await send(text, { token: 'forged' }), 401, 'bad-token');
    await expectRefusal(await send(text, { id: 'other' }), 403, 'not-allowed');
    await expectRefusal(await send(text, { id: '..%2f' }), 404, 'unknown-class');
    await expectRefusal(await send('{}', { type: 'application/json' }), 400, 'malformed');
  });
});

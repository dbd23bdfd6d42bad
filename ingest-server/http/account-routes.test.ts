import {
  type NewClass,
  accountSchema,
  classInfoSchema,
  classListSchema,
  taughtClassSchema,
} from '@rostrum/protocol/http';
import type { PersonId } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Surroundings,
  expectRefusal,
  openBrowser,
  openSurroundings,
  readSession,
} from './test-surroundings.ts';

const password = 'correct horse battery';
const inBody = { 'x-rostrum-session': 'body' };

let its: Surroundings;
let base: string;
let made = 0;
beforeAll(async () => {
  its = await openSurroundings();
  ({ base } = its);
});
afterAll(() => its.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const send = (method: string, path: string, token: string, body?: unknown) =>
  openBrowser(base).send(method, path, body, bearer(token));
const written = (over: Partial<Record<keyof NewClass, unknown>> = {}) => ({
  classTitle: `Lecture ${++made}`,
  course: { is: 'new', courseTitle: 'Optics' },
  ...over,
});

async function comeByLink(personId: PersonId): Promise<{ token: string; refresh: string }> {
  const { key } = await its.identity.createLink({ personId, kind: 'one-time', lifetimeMs: 3_600_000 });
  const session = await readSession(
    await openBrowser(base).send('POST', '/api/session/link', { key }, inBody),
  );
  return { token: session.token, refresh: session.refresh! };
}
/** In the class of the demonstration, whatever others have been made before it. */
async function tokenIn(role: 'instructor' | 'assistant' | 'student'): Promise<string> {
  const wanted = { classId: its.classId, refresh: await refreshOf(role) };
  const response = await openBrowser(base).send('POST', '/api/session/refresh', wanted);
  return (await readSession(response)).token;
}
const refreshOf = async (role: 'admin' | 'instructor' | 'assistant' | 'student') =>
  (await comeByLink(await its.addPerson(role))).refresh;

async function readMade(response: Response) {
  expect([response.status, response.headers.get('cache-control')]).toEqual([201, 'no-store']);
  return v.parse(taughtClassSchema, await response.json());
}

describe('an account', () => {
  async function giveLogin(login: string): Promise<PersonId> {
    const personId = await its.addPerson('instructor');
    const { refresh } = await comeByLink(personId);
    const response = await send('PUT', '/api/session/password', refresh, { login, password, refresh });
    expect(response.status).toBe(204);
    its.nowMs += 1;
    return personId;
  }

  it('is opened by login and password, and holds for a browser by its cookie', async () => {
    const personId = await giveLogin('ada');
    const browser = openBrowser(base);
    const response = await browser.send('POST', '/api/session/account', { login: 'ada', password });
    const account = v.parse(accountSchema, await response.json());
    expect(account).toEqual({ personId, name: 'The instructor' });
    expect([...browser.cookies.keys()]).toEqual([`rostrum-${personId}-all`]);
    const list = v.parse(classListSchema, await (await browser.send('GET', '/api/classes')).json());
    expect(list).toMatchObject({ name: 'The instructor', login: 'ada', mayMake: true });
    const { classId } = await readMade(await browser.send('POST', '/api/classes', written()));
    const session = await readSession(await browser.send('POST', '/api/session/refresh', { classId }));
    expect(session).toMatchObject({ classId, personId });
  });

  it('gives a client without cookies what keeps it signed in', async () => {
    await giveLogin('grace');
    const browser = openBrowser(base);
    const body = { login: 'grace', password };
    const response = await browser.send('POST', '/api/session/account', body, inBody);
    const { refresh } = v.parse(accountSchema, await response.json());
    expect(browser.given).toEqual([]);
    expect((await send('GET', '/api/classes', refresh!)).status).toBe(200);
  });

  it('is refused to who has the wrong password, or sends none', async () => {
    const open = (body: unknown) => openBrowser(base).send('POST', '/api/session/account', body);
    await expectRefusal(await open({ login: 'ada', password: 'wrong' }), 403, 'not-allowed');
    await expectRefusal(await open({ login: 'ada' }), 400, 'malformed');
    await expectRefusal(await open({ login: 'ada', password: 'x'.repeat(201) }), 400, 'too-long');
  });
});

describe('the list of classes', () => {
  it('is for whoever is signed in, with what is live, and is searched', async () => {
    const refresh = await refreshOf('instructor');
    const response = await send('GET', '/api/classes', refresh);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const list = v.parse(classListSchema, await response.json());
    expect(list.classes).toContainEqual({
      ...{ classId: its.classId, code: 'DEMO', classTitle: 'Waves and light' },
      ...{ courseId: expect.any(String), courseTitle: 'Physics 101' },
      ...{ role: 'instructor', isOwn: true, live: true, guestsAllowed: true },
    });
    const search = async (find: string) => {
      const found = await send('GET', `/api/classes?find=${encodeURIComponent(find)}`, refresh);
      return v.parse(classListSchema, await found.json()).classes.map(({ code }) => code);
    };
    expect(await search('waves PHYSICS')).toEqual(['DEMO']);
    expect(await search('nothing of the kind')).toEqual([]);
    await expectRefusal(await send('GET', `/api/classes?find=${'x'.repeat(201)}`, refresh), 400, 'too-long');
    await expectRefusal(await send('GET', '/api/classes?find=a&find=b', refresh), 400, 'malformed');
  });

  it('is refused to guests, to an access token, and to nobody at all', async () => {
    const guest = await openBrowser(base).send('POST', '/api/join', { code: 'DEMO', name: 'Ada' }, inBody);
    const { refresh } = await readSession(guest);
    await expectRefusal(await send('GET', '/api/classes', refresh!), 403, 'not-allowed');
    await expectRefusal(await send('GET', '/api/classes', await its.tokenOf('instructor')), 401, 'bad-token');
    await expectRefusal(await fetch(`${base}/api/classes`), 401, 'bad-token');
  });

  it('is empty for who is staff of no class', async () => {
    const list = v.parse(
      classListSchema,
      await (await send('GET', '/api/classes', await refreshOf('student'))).json(),
    );
    expect(list).toMatchObject({ classes: [], more: 0, mayMake: false, courses: [] });
  });
});

describe('making a class', () => {
  it('opens it to whoever has its code', async () => {
    const request = written({ startsAt: 1_800_000_000_000, guestsAllowed: false });
    const lecture = await readMade(await send('POST', '/api/classes', await refreshOf('admin'), request));
    const info = v.parse(
      classInfoSchema,
      await (await fetch(`${base}/api/classes/${lecture.code.toLowerCase()}`)).json(),
    );
    expect(info).toMatchObject({
      ...{ classTitle: request.classTitle, courseTitle: 'Optics', guestsAllowed: false },
      startsAt: 1_800_000_000_000,
    });
  });

  it('is refused to who may not', async () => {
    const make = async (refresh: string) => send('POST', '/api/classes', refresh, written());
    await expectRefusal(await make(await refreshOf('student')), 403, 'not-allowed');
    await expectRefusal(await make(await refreshOf('assistant')), 403, 'not-allowed');
    await expectRefusal(await make('forged'), 401, 'bad-token');
  });

  it.each<[string, Parameters<typeof written>[0], number, string]>([
    ['no title', { classTitle: ' ' }, 400, 'malformed'],
    ['a title of nothing that can be seen', { classTitle: '\u200b' }, 400, 'empty'],
    ['a long title', { classTitle: 'x'.repeat(201) }, 400, 'too-long'],
    ['a long course', { course: { is: 'new', courseTitle: 'x'.repeat(201) } }, 400, 'too-long'],
    ['no course', { course: undefined }, 400, 'malformed'],
    ['a course that is not there', { course: { is: 'known', courseId: 'none' } }, 404, 'not-found'],
    ['a course that is a path', { course: { is: 'known', courseId: '../..' } }, 400, 'malformed'],
    ['a time that is none', { startsAt: 1.5 }, 400, 'malformed'],
    ['a time in another age', { startsAt: 9e15 }, 400, 'malformed'],
    ['guests that are neither', { guestsAllowed: 'perhaps' }, 400, 'malformed'],
  ])('is refused in words with %s', async (_what, over, status, code) => {
    const refresh = await refreshOf('instructor');
    await expectRefusal(await send('POST', '/api/classes', refresh, written(over)), status, code);
  });
});

describe('changing a class', () => {
  it('is done by its staff, and whoever comes next reads it', async () => {
    const token = await tokenIn('assistant');
    const path = `/api/classes/${its.classId}`;
    const change = { classTitle: 'Waves, light and sound', startsAt: 1_900_000_000_000 };
    expect((await send('PATCH', path, token, change)).status).toBe(204);
    expect(its.room.classTitle).toBe('Waves, light and sound');
    const info = v.parse(classInfoSchema, await (await fetch(`${base}/api/classes/demo`)).json());
    expect(info).toMatchObject(change);
    expect((await send('PATCH', path, token, { classTitle: 'Waves and light', startsAt: null })).status).toBe(
      204,
    );
    expect(its.identity.findClass(its.classId)?.startsAt).toBeUndefined();
  });

  it('is refused to others, elsewhere, and for what can’t be', async () => {
    const path = `/api/classes/${its.classId}`;
    const change = { classTitle: 'Mine now' };
    await expectRefusal(await send('PATCH', path, await tokenIn('student'), change), 403, 'not-allowed');
    await expectRefusal(await send('PATCH', path, 'forged', change), 401, 'bad-token');
    const token = await tokenIn('instructor');
    await expectRefusal(await send('PATCH', '/api/classes/other', token, change), 403, 'not-allowed');
    await expectRefusal(await send('PATCH', '/api/classes/..%2f..', token, change), 404, 'unknown-class');
    await expectRefusal(await send('PATCH', path, token, { classTitle: '' }), 400, 'malformed');
    await expectRefusal(await send('PATCH', path, token, { startsAt: -1 }), 400, 'malformed');
  });
});

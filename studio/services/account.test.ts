import type { ClassList } from '@rostrum/protocol/http';
import type { ClassId } from '@rostrum/protocol/room';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServices } from './services.ts';

const KEY = 'k'.repeat(43);
const over: Answer = { status: 401, body: { refusal: { code: 'expired-token', text: 'It has expired.' } } };

interface Answer {
  status?: number;
  body: unknown;
  location?: string;
}

interface Asked {
  what: string;
  bearer: string | undefined;
  body: unknown;
}

let folder: string;
let server: Server;
let origin: string;
let asked: Asked[];
/** By method and path; what is a text is sent as it is. */
let answers: Record<string, Answer>;

const sessionIn = (classId: string, refresh: string) => ({
  ...{ token: `token of ${classId}`, refresh, classId, classTitle: 'Waves', personId: 'p1' },
  ...{ name: 'Grace', role: 'instructor', expiresAt: 900_000, at: 0 },
});

const list: ClassList = {
  ...{ name: 'Grace', institutionName: 'Demo University', more: 0 },
  ...{ mayMake: true, courses: [], mayHavePassword: true },
  classes: [
    {
      ...{ classId: 'c1' as ClassId, code: 'DEMO', classTitle: 'Waves', courseId: 'o1' },
      ...{ courseTitle: 'Physics', role: 'instructor', live: false, guestsAllowed: true, isOwn: true },
    },
  ],
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-account-'));
  asked = [];
  answers = {
    'POST /api/session/account': { body: { personId: 'p1', name: 'Grace', refresh: 'r1' } },
    'POST /api/session/refresh': { body: sessionIn('c2', 'r2') },
    'POST /api/session/link': { body: sessionIn('c1', 'from-link') },
    'GET /api/classes': { body: list },
    'POST /api/classes': { status: 201, body: list.classes[0] },
    'PATCH /api/classes/c2': { status: 204, body: '' },
    'PUT /api/session/password': { status: 204, body: '' },
    'DELETE /api/session': { status: 204, body: '' },
  };
  server = createServer((request, response) => {
    let sent = '';
    request.on('data', (piece: Buffer) => (sent += piece.toString()));
    request.on('end', () => {
      const what = `${request.method} ${request.url?.split('?')[0]}`;
      const bearer = request.headers.authorization?.replace('Bearer ', '');
      asked.push({ what, bearer, body: sent === '' ? undefined : (JSON.parse(sent) as unknown) });
      const { status = 200, body, location } = answers[what] ?? over;
      response.statusCode = status;
      if (location) response.setHeader('location', location);
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const start = (key?: string) =>
  createServices({
    ...{ folder, shell: 'browser', version: '1', report: () => {} },
    given: key === undefined ? undefined : { server: origin, key },
  });
type Services = ReturnType<typeof start>;

async function ask(services: Services, name: string, body: object = {}): Promise<unknown> {
  const reply = await services.handle({ name, body });
  if (!reply.ok) throw new Error(reply.problem.text);
  return reply.answer;
}
const typed = () => ({ server: origin, login: 'grace', password: 'correct horse' });
async function signedIn(): Promise<Services> {
  const services = start();
  expect(await ask(services, 'account.signIn', typed())).toEqual({ is: 'signed-in' });
  asked = [];
  return services;
}
const kept = async () => JSON.parse(await readFile(join(folder, 'session.json'), 'utf8')) as unknown;
const load = (services: Services) => ask(services, 'session.load');

describe('signing in', () => {
  it('opens no class yet, and is kept without the password', async () => {
    const services = await signedIn();
    expect(await load(services)).toEqual({ is: 'choosing', session: { server: origin } });
    expect(await load(start())).toEqual({ is: 'choosing', session: { server: origin } });
    expect(await kept()).toEqual({ server: origin, refresh: 'r1', personId: 'p1', isChoosing: true });
    expect(await ask(services, 'session.token')).toMatchObject({ is: 'refused' });
  });

  it('takes the address as it is typed, and says what is wrong with it', async () => {
    const port = new URL(origin).port;
    const sloppy = { ...typed(), server: ` 127.0.0.1:${port}/// ` };
    expect(await ask(start(), 'account.signIn', sloppy)).toEqual({ is: 'signed-in' });
    for (const [server, why] of [
      ['', 'empty'],
      ['rostrum://studio?server=x', 'studio-link'],
      ['our server', 'malformed'],
    ])
      expect(await ask(start(), 'account.signIn', { ...typed(), server })).toEqual({
        is: 'bad-address',
        why,
      });
  });

  it('is refused in the server’s words, with the time to wait', async () => {
    const refusal = { code: 'too-fast', text: 'That was too often.', retryAfterMs: 60_000 };
    answers['POST /api/session/account'] = { status: 429, body: { refusal } };
    const services = start();
    expect(await ask(services, 'account.signIn', typed())).toEqual({ is: 'refused', refusal });
    expect(await load(services)).toEqual({ is: 'none' });
  });

  it.each([
    ['a page', { body: '<!doctype html>' }],
    ['an error page', { status: 500, body: 'oh no' }],
    ['something else’s JSON', { body: { hello: 'world' } }],
    ['a list', { body: [] }],
    [
      'the refusal of a server that has no such way in',
      { status: 404, body: { refusal: { code: 'not-found', text: 'No.' } } },
    ],
  ])('meets no Rostrum server where the answer is %s', async (_what, answer) => {
    answers['POST /api/session/account'] = answer;
    expect(await ask(start(), 'account.signIn', typed())).toEqual({ is: 'not-rostrum', server: origin });
  });

  it('gives the password to nobody to whom a server sends it on', async () => {
    answers['POST /api/session/account'] = { status: 307, body: '', location: `${origin}/elsewhere` };
    expect(await ask(start(), 'account.signIn', typed())).toEqual({ is: 'not-rostrum', server: origin });
    expect(asked.map(({ what }) => what)).toEqual(['POST /api/session/account']);
  });

  it('says where nobody answers, a proxy without its server included', async () => {
    answers['POST /api/session/account'] = { status: 502, body: 'Bad Gateway' };
    expect(await ask(start(), 'account.signIn', typed())).toEqual({ is: 'unreachable', server: origin });
    await new Promise((resolve) => server.close(resolve));
    expect(await ask(start(), 'account.signIn', typed())).toEqual({ is: 'unreachable', server: origin });
  });
});

describe('the classes', () => {
  it('are listed by the session, with the one that was open last', async () => {
    const services = await signedIn();
    expect(await ask(services, 'classes.list', { find: 'waves & light' })).toEqual({ is: 'list', list });
    expect(asked).toEqual([{ what: 'GET /api/classes', bearer: 'r1', body: undefined }]);
    await ask(services, 'classes.open', { classId: 'c2' });
    await ask(services, 'classes.leave');
    expect(await ask(services, 'classes.list', { find: '' })).toEqual({ is: 'list', list, lastId: 'c2' });
  });

  it('are opened one at a time, also after a restart, and left for another', async () => {
    const services = await signedIn();
    expect(await ask(services, 'classes.open', { classId: 'c2' })).toEqual({ is: 'done' });
    expect(asked[0]).toMatchObject({ body: { refresh: 'r1', classId: 'c2' } });
    expect(await load(start())).toEqual({ is: 'session', session: { server: origin } });
    expect(await ask(services, 'session.token')).toEqual({ is: 'token', token: 'token of c2' });
    await ask(services, 'classes.leave');
    expect(await load(services)).toMatchObject({ is: 'choosing' });
    expect(await load(start())).toMatchObject({ is: 'choosing' });
  });

  it('stay closed where the server refuses one', async () => {
    const services = await signedIn();
    const refusal = { code: 'not-allowed', text: 'You are not in this class.' };
    answers['POST /api/session/refresh'] = { status: 403, body: { refusal } };
    expect(await ask(services, 'classes.open', { classId: 'c9' })).toEqual({ is: 'refused', refusal });
    expect(await load(services)).toMatchObject({ is: 'choosing' });
  });

  it('are made by the session, and changed by a token of the class', async () => {
    const services = await signedIn();
    const written = { classTitle: 'Waves', course: { is: 'known', courseId: 'o1' }, guestsAllowed: true };
    expect(await ask(services, 'classes.make', written)).toEqual({ is: 'made', made: list.classes[0] });
    const change = { classTitle: 'Light' };
    expect(await ask(services, 'classes.change', { classId: 'c2', change })).toEqual({ is: 'done' });
    expect(asked).toEqual([
      { what: 'POST /api/classes', bearer: 'r1', body: written },
      { what: 'POST /api/session/refresh', bearer: undefined, body: { refresh: 'r1', classId: 'c2' } },
      { what: 'PATCH /api/classes/c2', bearer: 'token of c2', body: change },
    ]);
  });

  it('are asked for by the link once more, where the session that it gave is over', async () => {
    const services = start(KEY);
    await ask(services, 'session.token');
    await ask(services, 'classes.leave');
    answers['GET /api/classes'] = over;
    delete answers['POST /api/session/refresh'];
    asked = [];
    expect(await ask(services, 'classes.list', { find: '' })).toMatchObject({ is: 'refused' });
    expect(asked.map(({ what }) => what)).toEqual([
      'GET /api/classes',
      'POST /api/session/refresh',
      'POST /api/session/link',
      'GET /api/classes',
    ]);
  });

  it('are no more to be had without a link, once the session is over', async () => {
    const services = await signedIn();
    answers['GET /api/classes'] = over;
    expect(await ask(services, 'classes.list', { find: '' })).toMatchObject({
      is: 'refused',
      refusal: { code: 'expired-token' },
    });
    expect(asked).toHaveLength(1);
  });

  it('wait for a server that is away', async () => {
    const services = await signedIn();
    await new Promise((resolve) => server.close(resolve));
    expect(await ask(services, 'classes.list', { find: '' })).toEqual({ is: 'away' });
    expect(await ask(services, 'classes.open', { classId: 'c2' })).toEqual({ is: 'away' });
  });
});

describe('login and password', () => {
  it('are set by who came by a link, whose class stays open', async () => {
    const services = start(KEY);
    await ask(services, 'session.token');
    asked = [];
    const chosen = { login: 'grace', password: 'correct horse' };
    expect(await ask(services, 'account.setPassword', chosen)).toEqual({ is: 'done' });
    expect(asked).toEqual([
      { what: 'PUT /api/session/password', bearer: undefined, body: { ...chosen, refresh: 'from-link' } },
    ]);
    expect(await load(services)).toMatchObject({ is: 'session' });
  });
});

describe('signing out', () => {
  it('ends the session, and keeps nothing but the server’s address', async () => {
    const services = start(KEY);
    await ask(services, 'session.token');
    await ask(services, 'account.signOut');
    expect(asked.at(-1)).toMatchObject({ what: 'DELETE /api/session', body: { refresh: 'from-link' } });
    expect(await kept()).toEqual({ server: origin });
    expect(await load(services)).toEqual({ is: 'none', server: origin });
    expect(await services.currentServer()).toBeUndefined();
    expect(await ask(services, 'session.token')).toMatchObject({ is: 'refused' });
  });

  it('is done here also where the server is away', async () => {
    const services = await signedIn();
    await new Promise((resolve) => server.close(resolve));
    await ask(services, 'account.signOut');
    expect(await load(services)).toEqual({ is: 'none', server: origin });
  });
});

it('goes on with a session that was kept before there were logins', async () => {
  const old = { server: origin, key: KEY, refresh: 'old', personId: 'p1', classId: 'c2' };
  await writeFile(join(folder, 'session.json'), JSON.stringify(old));
  const services = start();
  expect(await load(services)).toEqual({ is: 'session', session: { server: origin } });
  expect(await ask(services, 'session.token')).toEqual({ is: 'token', token: 'token of c2' });
  expect(asked[0]?.body).toEqual({ refresh: 'old', personId: 'p1', classId: 'c2' });
});

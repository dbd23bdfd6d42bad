import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServices } from './services.ts';

const KEY = 'k'.repeat(43);
const OTHER_KEY = 'o'.repeat(43);
const refusal = { code: 'expired-token', text: 'This link was good for one time.' } as const;

/** What was asked, and what is answered: one body for each path. */
interface Asked {
  path: string;
  header: unknown;
  body: Record<string, unknown>;
}

let folder: string;
let server: Server;
let origin: string;
let asked: Asked[];
let answers: Record<string, unknown>;
/** In the place of the first answers to a refresh: what it is refused for, or nothing for the answer above. */
let refreshes: (object | undefined)[];

const sessionWith = (token: string, refresh: string, classId = 'c1') => ({
  ...{
    token,
    refresh,
    classId,
    classTitle: 'Waves',
    personId: 'p1',
    name: 'Grace',
    role: 'instructor',
  },
  ...{ expiresAt: 900_000, at: 0 },
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-sign-in-'));
  asked = [];
  refreshes = [];
  answers = {
    '/api/session/link': sessionWith('first', 'r1'),
    '/api/session/refresh': sessionWith('next', 'r2'),
  };
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      const path = request.url ?? '';
      asked.push({
        path,
        header: request.headers['x-rostrum-session'],
        body: JSON.parse(body) as Asked['body'],
      });
      const no = path === '/api/session/refresh' ? refreshes.shift() : undefined;
      const answer = no ? undefined : answers[path];
      response.statusCode = answer === undefined ? 401 : 200;
      response.end(JSON.stringify(answer ?? { refusal: no ?? refusal }));
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
const token = async (services = start(KEY)) =>
  (await services.handle({ name: 'session.token', body: {} })) as unknown;
const got = (value: string) => ({ ok: true, answer: { is: 'token', token: value } });
const paths = () => asked.map(({ path }) => path.replace('/api/session/', ''));

describe('an access token', () => {
  it('comes by the link’s key at first, and by what that gave from then on', async () => {
    const services = start(KEY);
    expect(await token(services)).toEqual(got('first'));
    expect(await token(services)).toEqual(got('next'));
    expect(asked).toEqual([
      { path: '/api/session/link', header: 'body', body: { key: KEY } },
      {
        path: '/api/session/refresh',
        header: 'body',
        body: { refresh: 'r1', personId: 'p1', classId: 'c1' },
      },
    ]);
  });

  it('needs no key again after a restart, whether the same link is given or none', async () => {
    await token();
    expect(await token(start(KEY))).toEqual(got('next'));
    expect(await token(start())).toEqual(got('next'));
    expect(paths()).toEqual(['link', 'refresh', 'refresh']);
    expect(asked.at(-1)?.body['refresh']).toBe('r2');
  });

  it('comes by the key of another link when one is given', async () => {
    await token();
    await token(start(OTHER_KEY));
    expect(asked.at(-1)?.body).toEqual({ key: OTHER_KEY });
  });

  it('is asked for once when many want it', async () => {
    const services = start(KEY);
    expect(await Promise.all([token(services), token(services)])).toEqual([got('first'), got('first')]);
    expect(paths()).toEqual(['link']);
  });

  it('comes by the key again where the session was ended and the link is still good', async () => {
    const services = start(KEY);
    await token(services);
    delete answers['/api/session/refresh'];
    expect(await token(services)).toEqual(got('first'));
    expect(paths()).toEqual(['link', 'refresh', 'link']);
  });

  it.each(['too-fast', 'server-error', 'not-allowed'])(
    'is asked for by the key only where the session is over, not where a refresh is refused as %s',
    async (code) => {
      const services = start(KEY);
      await token(services);
      refreshes = [{ code, text: 'Not now.' }];
      expect(await token(services)).toMatchObject({ answer: { is: 'refused', refusal: { code } } });
      expect(await token(services)).toEqual(got('next'));
      expect(paths()).toEqual(['link', 'refresh', 'refresh']);
    },
  );

  describe('where the key opens another class than the one that is open', () => {
    beforeEach(() => {
      answers['/api/session/refresh'] = sessionWith('next', 'r2', 'c2');
      refreshes = [refusal];
    });

    async function startInClass() {
      const kept = { server: origin, key: KEY, refresh: 'old', personId: 'p1', classId: 'c2' };
      await writeFile(join(folder, 'session.json'), JSON.stringify(kept));
      return start();
    }
    const kept = async () => JSON.parse(await readFile(join(folder, 'session.json'), 'utf8')) as unknown;

    it('is of the one that is open', async () => {
      expect(await token(await startInClass())).toEqual(got('next'));
      expect(asked.map(({ body }) => body)).toEqual([
        { refresh: 'old', personId: 'p1', classId: 'c2' },
        { key: KEY },
        { refresh: 'r1', personId: 'p1', classId: 'c2' },
      ]);
      expect(await kept()).toMatchObject({ refresh: 'r2', classId: 'c2' });
    });

    it('is refused where that one is closed by now, and what the key gave is kept', async () => {
      const notInClass = { code: 'not-allowed', text: 'You are not in this class.' };
      refreshes = [refusal, notInClass];
      const services = await startInClass();
      expect(await token(services)).toEqual({ ok: true, answer: { is: 'refused', refusal: notInClass } });
      expect(await kept()).toMatchObject({ refresh: 'r1', classId: 'c2' });
      expect(await token(services)).toEqual(got('next'));
      expect(paths()).toEqual(['refresh', 'link', 'refresh', 'refresh']);
    });
  });

  it('is refused in the server’s words', async () => {
    answers = {};
    expect(await token()).toEqual({ ok: true, answer: { is: 'refused', refusal } });
  });

  it('is refused where the answer is none', async () => {
    answers['/api/session/link'] = { hello: 'world' };
    expect(await token()).toMatchObject({ answer: { is: 'refused', refusal: { code: 'server-error' } } });
  });

  it('waits for a server that is away', async () => {
    const services = start(KEY);
    await new Promise((resolve) => server.close(resolve));
    expect(await token(services)).toEqual({ ok: true, answer: { is: 'away' } });
  });

  it('is none without a class', async () => {
    expect(await token(start())).toMatchObject({ answer: { is: 'refused' } });
    expect(asked).toEqual([]);
  });

  it('of an old link never takes the place of a link pasted meanwhile', async () => {
    const services = start(KEY);
    const old = token(services);
    await services.openLink(`rostrum://studio?server=${encodeURIComponent(origin)}&key=${OTHER_KEY}`);
    await old;
    expect(JSON.parse(await readFile(join(folder, 'session.json'), 'utf8'))).toMatchObject({
      key: OTHER_KEY,
    });
  });
});

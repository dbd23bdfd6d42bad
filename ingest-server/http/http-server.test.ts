import {
  type Overview,
  classInfoSchema,
  errorResponseSchema,
  joinResponseSchema,
  overviewSchema,
} from '@rostrum/protocol/http';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Identity, openIdentity } from '../identity/index.ts';
import { type Records, openRecordsInMemory } from '../records/index.ts';
import { isOriginAllowed } from '../room/index.ts';
import { type HttpServer, type HttpServerOptions, createHttpServer } from './http-server.ts';

let folder: string;
let records: Records;
let identity: Identity;
let server: HttpServer;
let base: string;
let isWell = true;

const overview: Overview = {
  institutionName: 'Demo University',
  version: '1',
  startedAt: 1,
  at: 2,
  transcoder: { status: 'missing', reason: 'none' },
  media: { workers: 0, ports: [] },
  classes: [],
};

function options(over: Partial<HttpServerOptions> = {}): HttpServerOptions {
  return {
    identity,
    logger: pino({ level: 'silent' }),
    isLive: () => true,
    overview: () => Promise.resolve(overview),
    isOriginAllowed: (origin, host) => isOriginAllowed(origin, host, []),
    metrics: () => Promise.resolve({ contentType: 'text/plain', body: 'rostrum_sockets 0\n' }),
    checkHealth: () => (isWell ? Promise.resolve() : Promise.reject(new Error('no database'))),
    handleLive: (request, response) => response.end(`live ${request.url}`),
    handleUpgrade: (_request, socket) => socket.end('HTTP/1.1 418 Taken\r\nConnection: close\r\n\r\n'),
    pages: { viewer: join(folder, 'viewer'), dashboard: join(folder, 'dashboard') },
    ...over,
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-http-'));
  records = await openRecordsInMemory();
  const secretKeyPath = join(folder, 'secret.key');
  identity = await openIdentity({ database: records.database, secretKeyPath, now: () => Date.now() });
  server = await createHttpServer(options());
  base = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
});
afterAll(async () => {
  await server.close();
  await records.close();
  await rm(folder, { recursive: true, force: true });
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${base}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function expectRefusal(response: Response, status: number, code: string) {
  expect(response.status).toBe(status);
  const { refusal } = v.parse(errorResponseSchema, await response.json());
  expect(refusal.code).toBe(code);
  expect(refusal.text).toMatch(/\.$/);
}

describe('joining', () => {
  it('gives a guest a token for the class', async () => {
    const response = await post({ code: ' de-mo', name: 'Ada' });
    expect(response.status).toBe(200);
    const joined = v.parse(joinResponseSchema, await response.json());
    expect(joined.classTitle).toBe('Waves and light');
    expect(await identity.verify(joined.token)).toMatchObject({
      ok: true,
      claims: { role: 'guest', name: 'Ada' },
    });
  });

  it.each<[string, unknown, number, string]>([
    ['a wrong code', { code: 'WRONG', name: 'Ada' }, 404, 'unknown-code'],
    ['a code that is none', { code: '../..', name: 'Ada' }, 400, 'malformed'],
    ['no name', { code: 'DEMO' }, 400, 'malformed'],
    ['an empty name', { code: 'DEMO', name: '  ' }, 400, 'malformed'],
    ['a name of nothing that can be seen', { code: 'DEMO', name: '\u200b\u200b' }, 400, 'empty'],
    ['a long name', { code: 'DEMO', name: 'x'.repeat(100) }, 400, 'too-long'],
    ['malformed JSON', '{"code":', 400, 'malformed'],
    ['no object', '[]', 400, 'malformed'],
    [
      'an attempt on the prototype',
      '{"__proto__":{"admin":true},"code":"DEMO","name":"x"}',
      400,
      'malformed',
    ],
    ['a megabyte', { code: 'DEMO', name: 'x'.repeat(1024 * 1024) }, 413, 'too-long'],
  ])('refuses %s in words', async (_what, body, status, code) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    const { refusal } = v.parse(errorResponseSchema, await response.json());
    expect(refusal.code).toBe(code);
  });

  it('refuses another content type', async () => {
    await expectRefusal(
      await post('code=DEMO', { 'content-type': 'application/x-www-form-urlencoded' }),
      400,
      'malformed',
    );
  });
});

describe('what a class is', () => {
  it('is told to whoever knows its code', async () => {
    const response = await fetch(`${base}/api/classes/demo`);
    expect(v.parse(classInfoSchema, await response.json())).toEqual({
      code: 'DEMO',
      classTitle: 'Waves and light',
      courseTitle: 'Physics 101',
      institutionName: 'Demo University',
      live: true,
    });
  });

  it.each(['NOPE', 'x', '%00', '..%2f..%2fetc'])('is refused for the code %s', async (code) => {
    await expectRefusal(await fetch(`${base}/api/classes/${code}`), 404, 'unknown-code');
  });
});

describe('the overview', () => {
  const ask = (authorization?: string) =>
    fetch(`${base}/api/overview`, { headers: authorization === undefined ? {} : { authorization } });

  it('is for admins', async () => {
    const { adminToken, instructorToken } = (await identity.staffLinks())!;
    const response = await ask(`Bearer ${adminToken}`);
    expect(v.parse(overviewSchema, await response.json())).toEqual(overview);
    await expectRefusal(await ask(`Bearer ${instructorToken}`), 403, 'not-allowed');
  });

  it('is not for those without a token, or with a forged one', async () => {
    const { adminToken } = (await identity.staffLinks())!;
    await expectRefusal(await ask(), 401, 'bad-token');
    await expectRefusal(await ask(adminToken), 401, 'bad-token');
    await expectRefusal(await ask(`Bearer ${adminToken.slice(0, -4)}AAAA`), 401, 'bad-token');
  });
});

describe('pages', () => {
  it('that are not built yet say how to build them, and are there once they are', async () => {
    const before = await fetch(`${base}/c/DEMO`);
    expect(before.status).toBe(503);
    expect(await before.text()).toContain('npm run setup');
    await mkdir(join(folder, 'viewer', 'assets'), { recursive: true });
    await writeFile(join(folder, 'viewer', 'index.html'), '<title>viewer</title>');
    await writeFile(join(folder, 'viewer', 'assets', 'main-Ab12.js'), 'run()');
    for (const path of ['/', '/c/DEMO', '/c/anything?x=1']) {
      const response = await fetch(base + path);
      expect(await response.text()).toBe('<title>viewer</title>');
      expect(response.headers.get('content-type')).toContain('text/html');
    }
  });

  it('run nothing that is written into them or comes from elsewhere, and are asked for anew', async () => {
    const { headers } = await fetch(`${base}/`);
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(headers.get('content-security-policy')).toContain("default-src 'self';");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('public, max-age=0');
  });

  it('keep what is named after its content', async () => {
    const response = await fetch(`${base}/assets/main-Ab12.js`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toContain('javascript');
  });

  it('of the dashboard have their own folder', async () => {
    expect((await fetch(`${base}/dashboard`, { redirect: 'manual' })).headers.get('location')).toBe(
      '/dashboard/',
    );
    await mkdir(join(folder, 'dashboard'), { recursive: true });
    await writeFile(join(folder, 'dashboard', 'index.html'), '<title>dashboard</title>');
    expect(await (await fetch(`${base}/dashboard/`)).text()).toBe('<title>dashboard</title>');
  });

  it('are all there is: no file beside them is given out', async () => {
    const { port } = new URL(base);
    for (const path of [
      '/../secret.key',
      '/%2e%2e/secret.key',
      '/..%2fsecret.key',
      '/dashboard/..%2f..%2fsecret.key',
    ]) {
      // fetch() would tidy the path before it is sent.
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      let answer = '';
      for await (const chunk of socket) answer += String(chunk);
      expect(answer, path).toMatch(/^HTTP\/1\.1 40[0-9]/);
    }
    expect((await fetch(`${base}/secret.key`)).status).toBe(404);
  });
});

describe('what isn’t there', () => {
  it('is said in JSON under /api, in a line elsewhere', async () => {
    await expectRefusal(await fetch(`${base}/api/nothing`), 404, 'not-found');
    await expectRefusal(await fetch(`${base}/api/join`), 404, 'not-found');
    const page = await fetch(`${base}/wp-login.php`);
    expect([page.status, await page.text()]).toEqual([404, 'There is nothing at this address.\n']);
  });
});

describe('pages from elsewhere', () => {
  const from = (origin: string) => fetch(`${base}/api/classes/DEMO`, { headers: { origin } });

  it('may use the API when they are the studio’s, and only then', async () => {
    for (const origin of ['http://localhost:4410', 'app://rostrum']) {
      expect((await from(origin)).headers.get('access-control-allow-origin')).toBe(origin);
    }
    expect((await from('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await fetch(`${base}/api/overview`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:4410', 'access-control-request-method': 'GET' },
    });
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type, authorization');
  });
});

describe('media', () => {
  it('is handed on whole', async () => {
    expect(await (await fetch(`${base}/live/c/main.m3u8?_HLS_msn=1`)).text()).toBe(
      'live /live/c/main.m3u8?_HLS_msn=1',
    );
  });

  it('is refused in words where there is none', async () => {
    const without = await createHttpServer(options({ handleLive: undefined }));
    const port = await without.listen('127.0.0.1', 0);
    await expectRefusal(await fetch(`http://127.0.0.1:${port}/live/c/main.m3u8`), 503, 'no-media');
    await without.close();
  });
});

describe('upgrades', () => {
  const upgrade = async (path: string) => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    return answer.split('\r\n')[0];
  };

  it('go to the gateway from its path only', async () => {
    expect(await upgrade('/socket')).toBe('HTTP/1.1 418 Taken');
    for (const path of ['/elsewhere', '//[', '*', 'http://[']) {
      expect(await upgrade(path)).toMatch(/^HTTP\/1\.1 40[04]/);
    }
  });
});

describe('health and figures', () => {
  it('are told as they are', async () => {
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    isWell = false;
    const unwell = await fetch(`${base}/healthz`);
    isWell = true;
    expect([unwell.status, await unwell.json()]).toEqual([503, { status: 'unwell' }]);
  });

  it('are free on the machine itself, and need an admin through a proxy', async () => {
    expect(await (await fetch(`${base}/metrics`)).text()).toContain('rostrum_sockets');
    const forwarded = { 'x-forwarded-for': '203.0.113.9' };
    await expectRefusal(await fetch(`${base}/metrics`, { headers: forwarded }), 401, 'bad-token');
    const { adminToken } = (await identity.staffLinks())!;
    const authorization = `Bearer ${adminToken}`;
    expect((await fetch(`${base}/metrics`, { headers: { ...forwarded, authorization } })).status).toBe(200);
  });
});

describe('a server that can’t listen', () => {
  let taken: Server;
  beforeAll(async () => {
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
  });
  afterAll(() => taken.close());

  it('names the port and what changes it', async () => {
    const { port } = taken.address() as AddressInfo;
    const other = await createHttpServer(options());
    await expect(other.listen('127.0.0.1', port)).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use by another program: stop it, or choose another port with ROSTRUM_PORT.`,
    );
    await other.close();
  });

  it('names the address and what changes it', async () => {
    const other = await createHttpServer(options());
    await expect(other.listen('192.0.2.1', 0)).rejects.toThrow(
      "The address 192.0.2.1 is not one of this machine's: choose another with ROSTRUM_HOST (0.0.0.0 takes all).",
    );
    await other.close();
  });
});

it('closes soon, though a request for media still waits, and twice', async () => {
  let arrived: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (arrived = resolve));
  const slow = await createHttpServer(options({ handleLive: () => arrived() }));
  const port = await slow.listen('127.0.0.1', 0);
  const blocked = fetch(`http://127.0.0.1:${port}/live/c/video.m3u8`).catch(() => 'cut off');
  await waiting;
  const startedAt = performance.now();
  await slow.close();
  await slow.close();
  expect(await blocked).toBe('cut off');
  expect(performance.now() - startedAt).toBeLessThan(1500);
});

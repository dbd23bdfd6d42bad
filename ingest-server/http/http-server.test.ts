import { overviewSchema } from '@rostrum/protocol/http';
import { refuse } from '@rostrum/protocol/room';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer } from './http-server.ts';
import { type Surroundings, expectRefusal, openSurroundings, overview } from './test-surroundings.ts';

let its: Surroundings;
let base: string;

beforeAll(async () => {
  its = await openSurroundings();
  ({ base } = its);
});
afterAll(() => its.close());

describe('the overview', () => {
  const ask = (authorization?: string) =>
    fetch(`${base}/api/overview`, { headers: authorization === undefined ? {} : { authorization } });

  it('is for admins', async () => {
    const response = await ask(`Bearer ${await its.tokenOf('admin')}`);
    expect(v.parse(overviewSchema, await response.json())).toEqual(overview);
    await expectRefusal(await ask(`Bearer ${await its.tokenOf('instructor')}`), 403, 'not-allowed');
  });

  it('is of the institution whose admin asks', async () => {
    const asked: string[] = [];
    const server = await createHttpServer(
      its.options({
        overview: (institutionId) => {
          asked.push(institutionId);
          return Promise.resolve(overview);
        },
      }),
    );
    const port = await server.listen('127.0.0.1', 0);
    const authorization = `Bearer ${await its.tokenOf('admin')}`;
    await fetch(`http://127.0.0.1:${port}/api/overview`, { headers: { authorization } });
    await server.close();
    expect(asked).toEqual([its.identity.findClass(its.classId)!.institutionId]);
  });

  it('is not for those without a token, or with a forged one', async () => {
    const token = await its.tokenOf('admin');
    await expectRefusal(await ask(), 401, 'bad-token');
    await expectRefusal(await ask(token), 401, 'bad-token');
    await expectRefusal(await ask(`Bearer ${token.slice(0, -4)}AAAA`), 401, 'bad-token');
  });
});

describe('pages', () => {
  it('that are not built yet say how to build them, and are there once they are', async () => {
    const before = await fetch(`${base}/c/DEMO`);
    expect(before.status).toBe(503);
    expect(await before.text()).toContain('npm run setup');
    await mkdir(join(its.folder, 'viewer', 'assets'), { recursive: true });
    await writeFile(join(its.folder, 'viewer', 'index.html'), '<title>viewer</title>');
    await writeFile(join(its.folder, 'viewer', 'assets', 'main-Ab12.js'), 'run()');
    for (const path of ['/', '/c/DEMO', '/c/anything?x=1']) {
      const response = await fetch(base + path);
      expect(await response.text()).toContain('<title>viewer</title>');
      expect(response.headers.get('content-type')).toContain('text/html');
    }
  });

  it('of a class come with what they ask for first, as it is at that moment', async () => {
    await writeFile(join(its.folder, 'viewer', 'index.html'), '<head><title>viewer</title></head>');
    const answered = async (path: string) => {
      const response = await fetch(base + path);
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
      const [, json = 'null'] = /id="ahead">(.*)<\/script>/.exec(await response.text()) ?? [];
      return JSON.parse(json) as { url: string; status: number; body: unknown };
    };
    const url = '/api/classes/DEMO';
    const info = await (await fetch(base + url)).json();
    for (const path of ['/c/DEMO', '/c/demo/', '/c/de-mo/recordings?x=1']) {
      expect(await answered(path)).toEqual({ url, status: 200, body: info });
    }
    expect(await answered('/c/x')).toMatchObject({
      status: 404,
      body: { refusal: { code: 'unknown-code' } },
    });
    expect(await answered('/c/NOBODYS')).toMatchObject({ url: '/api/classes/NOBODYS', status: 404 });
    expect(await (await fetch(`${base}/c/DEMO/captions`)).text()).not.toContain('ahead');
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

  it('go out compressed to whoever takes it, where they were built so', async () => {
    const script = join(its.folder, 'viewer', 'assets', 'main-Cd34.js');
    for (const [ending, text] of Object.entries({ '': 'run()', '.br': 'as brotli', '.gz': 'as gzip' })) {
      await writeFile(script + ending, text);
    }
    const { port } = new URL(base);
    const ask = async (file: string, takes: string) => {
      // fetch() would undo it.
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(
        `GET /assets/${file} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: ${takes}\r\nConnection: close\r\n\r\n`,
      );
      let answer = '';
      for await (const chunk of socket) answer += String(chunk);
      return answer;
    };
    const brotli = await ask('main-Cd34.js', 'gzip, deflate, br');
    expect(brotli).toContain('as brotli');
    expect(brotli).toMatch(/content-encoding: br/i);
    expect(brotli).toMatch(/vary: accept-encoding/i);
    expect(brotli).toMatch(/content-type: [a-z]+\/javascript/i);
    expect(brotli).toMatch(/immutable/);
    expect(await ask('main-Cd34.js', 'gzip')).toContain('as gzip');
    expect(await ask('main-Cd34.js', 'identity')).toContain('run()');
    expect(await ask('main-Ab12.js', 'gzip, deflate, br')).toContain('run()');
  });

  it('of the dashboard have their own folder', async () => {
    expect((await fetch(`${base}/dashboard`, { redirect: 'manual' })).headers.get('location')).toBe(
      '/dashboard/',
    );
    await mkdir(join(its.folder, 'dashboard'), { recursive: true });
    await writeFile(join(its.folder, 'dashboard', 'index.html'), '<title>dashboard</title>');
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
    expect(preflight.headers.get('access-control-allow-headers')).toBe(
      'content-type, authorization, x-rostrum-session, x-title',
    );
    // Without this a browser would keep the session's cookie to itself.
    expect(preflight.headers.get('access-control-allow-credentials')).toBe('true');
  });
});

describe('media', () => {
  it('is handed on whole', async () => {
    expect(await (await fetch(`${base}/live/c/main.m3u8?_HLS_msn=1`)).text()).toBe(
      'live /live/c/main.m3u8?_HLS_msn=1',
    );
  });

  it('is refused in words where there is none', async () => {
    const without = await createHttpServer(its.options({ handleLive: undefined }));
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

it('a page that got no socket is told why at the same address, and when to try again', async () => {
  expect((await fetch(`${base}/socket`)).status).toBe(200);
  const full = refuse('full', 'The server is full. Try again in a moment.', 4000);
  const server = await createHttpServer(its.options({ refusalOfUpgrade: () => full }));
  const port = await server.listen('127.0.0.1', 0);
  const answer = await fetch(`http://127.0.0.1:${port}/socket`);
  expect(answer.headers.get('retry-after')).toBe('4');
  expect([answer.status, await answer.json()]).toEqual([503, { refusal: full }]);
  await server.close();
});

describe('health and figures', () => {
  it('are told as they are', async () => {
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    its.isWell = false;
    const unwell = await fetch(`${base}/healthz`);
    its.isWell = true;
    expect([unwell.status, await unwell.json()]).toEqual([503, { status: 'unwell' }]);
  });

  it('say whether new work may be sent here, by a status that a load balancer understands', async () => {
    const checks = { database: { ok: false, words: 'The database does not answer.' } };
    let status: 'ready' | 'not-ready' = 'ready';
    const server = await createHttpServer(
      its.options({ checkReadiness: () => Promise.resolve({ status, checks }) }),
    );
    const port = await server.listen('127.0.0.1', 0);
    const ask = (method: string) => fetch(`http://127.0.0.1:${port}/readyz`, { method });
    expect((await ask('GET')).status).toBe(200);
    status = 'not-ready';
    const unready = await ask('GET');
    expect([unready.status, await unready.json()]).toEqual([503, { status, checks }]);
    expect(unready.headers.get('cache-control')).toBe('no-store');
    expect((await ask('HEAD')).status).toBe(503);
    await server.close();
  });

  it('are free on the machine itself, and need an admin through a proxy', async () => {
    expect(await (await fetch(`${base}/metrics`)).text()).toContain('rostrum_sockets');
    const forwarded = { 'x-forwarded-for': '203.0.113.9' };
    await expectRefusal(await fetch(`${base}/metrics`, { headers: forwarded }), 401, 'bad-token');
    const authorization = `Bearer ${await its.tokenOf('admin')}`;
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
    const other = await createHttpServer(its.options());
    await expect(other.listen('127.0.0.1', port)).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use by another program: stop it, or choose another port with ROSTRUM_PORT.`,
    );
    await other.close();
  });

  it('names the address and what changes it', async () => {
    const other = await createHttpServer(its.options());
    await expect(other.listen('192.0.2.1', 0)).rejects.toThrow(
      "The address 192.0.2.1 is not one of this machine's: choose another with ROSTRUM_HOST (0.0.0.0 takes all).",
    );
    await other.close();
  });
});

it('closes soon, though a request for media still waits, and twice', async () => {
  let arrived: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (arrived = resolve));
  const slow = await createHttpServer(its.options({ handleLive: () => arrived() }));
  const port = await slow.listen('127.0.0.1', 0);
  const blocked = fetch(`http://127.0.0.1:${port}/live/c/video.m3u8`).catch(() => 'cut off');
  await waiting;
  const startedAt = performance.now();
  await slow.close();
  await slow.close();
  expect(await blocked).toBe('cut off');
  expect(performance.now() - startedAt).toBeLessThan(1500);
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createServices } from '../services/index.ts';
import { type Host, startHost } from './host.ts';

let folder: string;
let host: Host;
const noReport = () => {};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-host-'));
  await mkdir(join(folder, 'dist', 'assets'), { recursive: true });
  await writeFile(join(folder, 'dist', 'index.html'), '<!doctype html><title>Studio</title>');
  await writeFile(join(folder, 'dist', 'assets', 'index-a1.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'not for the web');
  const services = createServices({
    folder,
    shell: 'browser',
    version: '1.0.0',
    given: { server: 'http://localhost:4400', key: 'a-key-of-a-studio-link' },
    report: noReport,
  });
  host = await startHost({
    port: 0,
    pagesFolder: join(folder, 'dist'),
    pagesOrigin: undefined,
    services,
    report: noReport,
  });
});

afterEach(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

const keyOf = (url: string) => new URLSearchParams(new URL(url).hash.slice(1)).get('key') ?? '';
const at = (path: string) => `http://127.0.0.1:${host.port}${path}`;

/** fetch() would tidy the path up before it is sent. */
function getRaw(path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port: host.port, path }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => (body += piece));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asking.on('error', reject);
    asking.end();
  });
}

/** The first line of the answer to a request whose target is sent exactly as it is here; empty where it was cut off. */
function statusLineOf(target: string, headers: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(host.port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1').on('data', (piece: string) => (answer += piece));
    // A server that refuses while we still write resets the connection.
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
    socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`);
  });
}

describe('a request whose target is no address', () => {
  const targets: [string, string, RegExp][] = [
    ['//', '//', / 404 /],
    ['*', '*', / 404 /],
    ['an empty one', '', / 400 /],
    ['one of 100 kB', `/${'x'.repeat(100_000)}`, / 431 |^$/],
  ];

  it.each(targets)('is refused, and the host goes on: an upgrade to %s', async (_, target, status) => {
    const headers = 'Connection: Upgrade\r\nUpgrade: websocket\r\nOrigin: https://evil.example\r\n';
    expect(await statusLineOf(target, headers)).toMatch(status);
    expect((await fetch(at('/'))).status).toBe(200);
  });

  it.each(targets)('is refused, and the host goes on: a page at %s', async (_, target, status) => {
    expect(await statusLineOf(target, 'Connection: close\r\n')).toMatch(status);
    expect((await fetch(at('/'))).status).toBe(200);
  });
});

describe('the page', () => {
  it('comes with a policy that names its one server', async () => {
    const response = await fetch(at('/'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain(
      "connect-src 'self' http://localhost:4400 ws://localhost:4400",
    );
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('Studio');
  });

  it('has its hashed files kept by the browser', async () => {
    const response = await fetch(at('/assets/index-a1.js'));
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  it.each(['/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '/assets', '/no-such.js'])(
    'is not %s',
    async (path) => {
      const { status, body } = await getRaw(path);
      expect(status).toBe(404);
      expect(body).not.toContain('not for the web');
    },
  );

  it('is only read, never written', async () => {
    expect((await fetch(at('/'), { method: 'POST', body: 'x' })).status).toBe(405);
  });
});

describe('the bridge', () => {
  const open = (origin: string, protocols: string[]) =>
    new Promise<WebSocket | string>((resolve) => {
      const socket = new WebSocket(at('/bridge').replace('http', 'ws'), protocols, { origin });
      socket.once('open', () => resolve(socket));
      socket.once('error', (error) => resolve(error.message));
    });
  const ours = () => `http://localhost:${host.port}`;

  it('answers the page that has the key', async () => {
    const socket = await open(ours(), ['rostrum.bridge', keyOf(host.url)]);
    if (typeof socket === 'string') throw new Error(socket);
    expect(socket.protocol).toBe('rostrum.bridge');
    const reply = new Promise((resolve) =>
      socket.once('message', (data) => resolve(JSON.parse(String(data)))),
    );
    socket.send(JSON.stringify({ id: 4, request: { name: 'app.info', body: {} } }));
    expect(await reply).toEqual({
      id: 4,
      reply: { ok: true, answer: { shell: 'browser', version: '1.0.0' } },
    });
    socket.close();
  });

  it.each([
    ['a wrong key', ours, () => ['rostrum.bridge', 'x'.repeat(43)]],
    ['a key that is too short', ours, () => ['rostrum.bridge', 'x']],
    ['no key', ours, () => ['rostrum.bridge']],
    [
      'another site’s page, even with the key',
      () => 'https://evil.example',
      () => ['rostrum.bridge', keyOf(host.url)],
    ],
    ['another port’s page', () => 'http://localhost:1', () => ['rostrum.bridge', keyOf(host.url)]],
  ])('is closed to %s', async (_, origin, protocols) => {
    expect(await open(origin(), protocols())).toContain('403');
  });

  it('is ended by what is no request, with a reason', async () => {
    const socket = await open(ours(), ['rostrum.bridge', keyOf(host.url)]);
    if (typeof socket === 'string') throw new Error(socket);
    const closed = new Promise((resolve) => socket.once('close', (code) => resolve(code)));
    socket.send('{"id":1}');
    expect(await closed).toBe(1007);
  });

  it('ends with the host, which can be closed twice', async () => {
    const socket = await open(ours(), ['rostrum.bridge', keyOf(host.url)]);
    if (typeof socket === 'string') throw new Error(socket);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await Promise.all([host.close(), host.close()]);
    await closed;
  });
});

describe('starting', () => {
  it('makes another key each time', async () => {
    const services = createServices({
      folder,
      shell: 'browser',
      version: '1',
      given: undefined,
      report: noReport,
    });
    const other = await startHost({
      port: 0,
      pagesFolder: folder,
      pagesOrigin: 'http://localhost:5175',
      services,
      report: noReport,
    });
    expect(keyOf(other.url)).not.toBe(keyOf(host.url));
    expect(other.url).toMatch(/^http:\/\/localhost:5175\/#key=[\w-]{43}$/);
    await other.close();
  });

  it('says which port is in use and what changes it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const services = createServices({
      folder,
      shell: 'browser',
      version: '1',
      given: undefined,
      report: noReport,
    });
    await expect(
      startHost({ port, pagesFolder: folder, pagesOrigin: undefined, services, report: noReport }),
    ).rejects.toThrow(new RegExp(`Port ${port}.*in use.*ROSTRUM_STUDIO_PORT`));
    other.close();
  });
});

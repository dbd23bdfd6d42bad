import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:http2';
import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Certificate } from './certificate.ts';
import { type HttpServer, createHttpServer } from './http-server.ts';
import { type Surroundings, openSurroundings } from './test-surroundings.ts';

const openssl = promisify(execFile);
const canMakeCertificates = await openssl('openssl', ['version']).then(
  () => true,
  () => false,
);

let its: Surroundings;
let folder: string;
let paths: { certPath: string; keyPath: string };
let certificate: Certificate | undefined;
const logger = pino({ level: 'silent' });

/** A pair of its own for so many days, in these files. */
async function make({ keyPath, certPath }: typeof paths, days: number): Promise<void> {
  await openssl('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-days', String(days), '-subj', '/CN=localhost', '-keyout', keyPath, '-out', certPath],
  ]);
}

beforeAll(async () => {
  its = await openSurroundings();
  folder = await mkdtemp(join(tmpdir(), 'rostrum-tls-'));
  paths = { certPath: join(folder, 'cert.pem'), keyPath: join(folder, 'key.pem') };
  if (!canMakeCertificates) return;
  await make(paths, 2);
  certificate = await Certificate.open(paths, logger);
});
afterAll(async () => {
  certificate?.close();
  await its.close();
  await rm(folder, { recursive: true, force: true });
});

let server: HttpServer | undefined;
beforeEach((context) => context.skip(!canMakeCertificates, 'needs openssl'));
afterEach(() => server?.close());

async function listen(): Promise<number> {
  server = await createHttpServer(its.options({ certificate }));
  return server.listen('127.0.0.1', 0);
}

describe('a server with a certificate', () => {
  it('speaks HTTP/2: many questions on one connection', async () => {
    const session = connect(`https://127.0.0.1:${await listen()}`, { rejectUnauthorized: false });
    const ask = (path: string) =>
      new Promise<{ status: unknown; body: string }>((resolve, reject) => {
        const stream = session.request({ ':path': path });
        let status: unknown;
        let body = '';
        stream.on('response', (headers) => (status = headers[':status']));
        stream.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        stream.once('error', reject).once('end', () => resolve({ status, body }));
      });
    const [live, health, unknown] = await Promise.all([
      ask('/live/c/main.m3u8'),
      ask('/healthz'),
      ask('/api/x'),
    ]);
    session.destroy();
    expect(live).toEqual({ status: 200, body: 'live /live/c/main.m3u8' });
    expect(health).toEqual({ status: 200, body: '{"status":"well"}' });
    expect(unknown.status).toBe(404);
  });

  it('speaks HTTP/1.1 to whoever knows no other, and hands sockets over', async () => {
    const to = { host: '127.0.0.1', port: await listen(), rejectUnauthorized: false };
    const status = await new Promise((resolve, reject) => {
      const asking = request({ ...to, path: '/healthz' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asking.once('error', reject).end();
    });
    const taken = await new Promise((resolve, reject) => {
      const headers = { connection: 'upgrade', upgrade: 'websocket' };
      const asking = request({ ...to, path: '/socket', headers }, (answer) => {
        answer.resume();
        resolve(`${answer.statusCode} ${answer.statusMessage}`);
      });
      asking.once('error', reject).end();
    });
    expect([status, taken]).toEqual([200, '418 Taken']);
  });

  it('closes although somebody is still connected', async () => {
    const session = connect(`https://127.0.0.1:${await listen()}`, { rejectUnauthorized: false });
    session.on('error', () => undefined);
    await new Promise((resolve) => session.once('connect', resolve));
    const closed = new Promise((resolve) => session.once('close', resolve));
    await server?.close();
    await closed;
  });

  it('says in words what is wrong with it', async () => {
    const missing = { ...paths, keyPath: join(folder, 'nothing.pem') };
    await expect(Certificate.open(missing, logger)).rejects.toThrow(
      /^ROSTRUM_TLS_KEY names .*nothing\.pem, which can't be read/,
    );
    const torn = { ...paths, certPath: join(folder, 'torn.pem') };
    await writeFile(torn.certPath, 'nothing');
    await expect(Certificate.open(torn, logger)).rejects.toThrow(/both must be PEM files/);
  });

  it('shows a renewed one to who comes, without a restart, and goes on with the one before while the files are torn', async () => {
    const files = { certPath: join(folder, 'renewed-cert.pem'), keyPath: join(folder, 'renewed-key.pem') };
    await make(files, 2);
    const renewed = await Certificate.open(files, logger);
    server = await createHttpServer(its.options({ certificate: renewed }));
    const port = await server.listen('127.0.0.1', 0);
    /** In how many days what is shown ends. */
    const shownDays = () =>
      new Promise<number>((resolve, reject) => {
        const to = { host: '127.0.0.1', port, path: '/healthz', rejectUnauthorized: false, agent: false };
        const asking = request(to);
        asking.once('response', (answer) => {
          const { valid_to } = (answer.socket as TLSSocket).getPeerCertificate();
          answer.resume();
          resolve(Math.round((Date.parse(valid_to) - Date.now()) / 86_400_000));
        });
        asking.once('error', reject).end();
      });
    const toldDays = () => Math.round(((renewed.endsAt ?? 0) - Date.now()) / 86_400_000);
    expect([await shownDays(), toldDays()]).toEqual([2, 2]);
    await writeFile(files.certPath, 'half of a cert');
    await renewed.look();
    expect([await shownDays(), toldDays()]).toEqual([2, 2]);
    await make(files, 90);
    await renewed.look();
    expect([await shownDays(), toldDays()]).toEqual([90, 90]);
    renewed.close();
  });
});

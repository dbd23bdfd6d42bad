import { type IncomingMessage, type ServerResponse, request } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PlainAsk } from './live-lane.ts';
import { type Listener, createListener } from './listener.ts';

let listener: Listener;
let asks: PlainAsk[];
let answered: string[];
let port: number;
let clients: Socket[];

beforeEach(async () => {
  [asks, answered, clients] = [[], [], []];
  listener = createListener({
    certificate: undefined,
    handle: (asked: IncomingMessage, response: ServerResponse) => {
      const chunks: Buffer[] = [];
      asked.on('data', (chunk: Buffer) => chunks.push(chunk));
      asked.on('end', () => {
        answered.push(`${asked.method} ${asked.url} ${Buffer.concat(chunks).toString()}`);
        response.end('whole');
      });
    },
    handleUpgrade: (_asked, socket) => socket.end('HTTP/1.1 418 Taken\r\nConnection: close\r\n\r\n'),
    lane: { under: '/live/', handle: (ask) => asks.push(ask) },
  });
  listener.server.listen(0, '127.0.0.1');
  await once(listener.server, 'listening');
  ({ port } = listener.server.address() as AddressInfo);
});
afterEach(async () => {
  for (const client of clients) client.destroy();
  const closed = once(listener.server, 'close');
  listener.server.close();
  listener.cutOff();
  await closed;
});

const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
const answer = (text: string) => [
  Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`),
];

async function open(): Promise<Socket> {
  const client = connect(port, '127.0.0.1').setEncoding('latin1');
  clients.push(client);
  await once(client, 'connect');
  return client;
}

/** What came until the pattern was in it. */
function until(client: Socket, pattern: RegExp): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const read = (chunk: string) => {
      text += chunk;
      if (!pattern.test(text)) return;
      client.off('data', read);
      resolve(text);
    };
    client.on('data', read);
  });
}

async function asked(count: number): Promise<PlainAsk> {
  await expect.poll(() => asks.length).toBe(count);
  return asks[count - 1]!;
}

it('a connection that asks for the next part again and again stays in the lane', async () => {
  const client = await open();
  for (const [i, text] of ['one', 'two'].entries()) {
    client.write(get(`/live/c/${text}`));
    const ask = await asked(i + 1);
    expect([ask.address, ask.isGone]).toEqual([`/live/c/${text}`, false]);
    const came = until(client, new RegExp(text));
    ask.write(answer(text));
    ask.write(answer('twice'));
    expect(await came).not.toContain('twice');
    expect(ask.isGone).toBe(true);
  }
});

it('one that asks for something else is taken over with every byte, and stays there', async () => {
  const client = await open();
  client.write(get('/live/c/one'));
  (await asked(1)).write(answer('one'));
  await until(client, /one/);
  const body = 'x'.repeat(3000);
  client.write(`POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length + 3}\r\n\r\n${body}`);
  client.write('end');
  await until(client, /whole/);
  client.write(get('/live/c/two'));
  await until(client, /whole/);
  expect(answered).toEqual([`POST /api/x ${body}end`, 'GET /live/c/two ']);
});

it('heads that come in pieces are for the whole server', async () => {
  const arriving = once(listener.server, 'connection') as Promise<[Socket]>;
  const client = await open();
  const [arrived] = await arriving;
  const head = get('/live/c/one');
  const firstPiece = once(arrived, 'data');
  client.write(head.slice(0, 20));
  await firstPiece;
  client.write(head.slice(20));
  await until(client, /whole/);
  expect([answered, asks]).toEqual([['GET /live/c/one '], []]);
});

it('a question that comes before the last was answered waits for its turn', async () => {
  const client = await open();
  client.write(get('/live/c/one'));
  const first = await asked(1);
  client.write(get('/live/c/two'));
  client.write(get('/healthz'));
  // Where both come at once they are more than the lane understands, and for the whole server.
  const all = until(client, /one.*(two|whole).*whole/s);
  await expect.poll(() => client.bytesWritten).toBeGreaterThan(0);
  first.write(answer('one'));
  const waiting = setInterval(() => asks[1]?.write(answer('two')), 5);
  expect(await all).toMatch(/one.*(two|whole).*whole/s);
  clearInterval(waiting);
});

it('whoever sends and sends without waiting for answers is cut off', async () => {
  const client = await open();
  client.write(get('/live/c/one'));
  const ask = await asked(1);
  const closed = once(client, 'close');
  client.on('error', () => undefined);
  client.write('x'.repeat(20_000));
  await closed;
  expect(ask.isGone).toBe(true);
});

it('whoever has gone is given nothing', async () => {
  const client = await open();
  client.write(get('/live/c/one'));
  const ask = await asked(1);
  client.destroy();
  await expect.poll(() => ask.isGone).toBe(true);
  ask.write(answer('one'));
});

it('browsers’ requests and upgrades go on as before', async () => {
  const upgraded = await new Promise((resolve, reject) => {
    const headers = { connection: 'upgrade', upgrade: 'websocket' };
    const asking = request({ host: '127.0.0.1', port, path: '/socket', headers }, (response) => {
      response.resume();
      resolve(response.statusMessage);
    });
    asking.once('error', reject).end();
  });
  expect(upgraded).toBe('Taken');
  expect(await (await fetch(`http://127.0.0.1:${port}/x`)).text()).toBe('whole');
});

it('whoever asks on without taking what was asked for before is not heard until they have', async () => {
  const client = await open();
  client.pause();
  client.write(get('/live/c/large'));
  const large = 16 * 1024 * 1024;
  (await asked(1)).write([
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${large}\r\n\r\n`),
    Buffer.alloc(large),
  ]);
  client.write(get('/live/c/next'));
  // Another connection's question, answered after this one's would have been.
  const other = await open();
  other.write(get('/live/c/other'));
  expect((await asked(2)).address).toBe('/live/c/other');
  client.resume();
  expect((await asked(3)).address).toBe('/live/c/next');
});

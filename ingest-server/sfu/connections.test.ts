import type { types } from 'mediasoup';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Connections } from './connections.ts';
import { Desk, session } from './test-support/desk.ts';
import { missingWorker, startWorker, workerBin } from './test-support/worker.ts';

let worker: types.Worker;
let router: types.Router;
let server: types.WebRtcServer;
let said: string[];
let timers: (() => void)[];
let connections: Connections;

beforeAll(async () => {
  if (missingWorker) return;
  ({ worker, router } = await startWorker());
  server = await worker.createWebRtcServer({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }] });
});
afterAll(() => worker?.close());
beforeEach((context) => {
  context.skip(missingWorker !== undefined, missingWorker);
  [said, timers] = [[], []];
  connections = new Connections({
    handleConnection: (outcome) => said.push(outcome),
    after(_, call) {
      timers.push(call);
      return () => void (timers = timers.filter((one) => one !== call));
    },
  });
});

/** Real, but for what its worker tells of it: that is told here. */
async function transport(): Promise<types.WebRtcTransport> {
  return router.createWebRtcTransport({ webRtcServer: server, enableUdp: true });
}

describe('a transport that somebody connects', () => {
  it('is counted while it is connected, and told of once', async () => {
    const [one, two] = [await transport(), await transport()];
    for (const each of [one, two]) connections.watch(each);
    connections.watch(one);
    expect([connections.count, said, timers.length]).toEqual([0, [], 2]);
    one.emit('dtlsstatechange', 'connecting');
    one.emit('dtlsstatechange', 'connected');
    two.emit('dtlsstatechange', 'connected');
    one.emit('icestatechange', 'disconnected');
    expect([connections.count, said, timers]).toEqual([2, ['connected', 'connected'], []]);
    one.close();
    expect(connections.count).toBe(1);
    two.close();
    expect([connections.count, said]).toEqual([0, ['connected', 'connected']]);
  });

  it('has failed when its handshake has, though that closes it', async () => {
    const one = await transport();
    one.on('dtlsstatechange', () => one.close());
    connections.watch(one);
    one.emit('dtlsstatechange', 'failed');
    expect([said, one.closed, timers]).toEqual([['failed'], true, []]);
  });

  it('has failed when it was not heard of for some seconds, and is counted when it comes after all', async () => {
    const one = await transport();
    connections.watch(one);
    for (const call of [...timers]) call();
    expect(said).toEqual(['failed']);
    one.emit('dtlsstatechange', 'connected');
    expect([said, connections.count]).toEqual([['failed'], 1]);
    one.close();
  });

  it('is not told of when its own side gives it up, or its worker goes', async () => {
    const one = await transport();
    connections.watch(one);
    one.close();
    connections.watch(one);
    expect([said, timers, connections.count]).toEqual([[], [], 0]);
  });
});

it('a page that begins to connect and is never heard of is told of, and one that only made ready is not', async () => {
  if (!workerBin) return;
  const desk = await Desk.open({
    ...{ workerBin, workers: 1, handleConnection: (outcome) => said.push(outcome) },
    after(_, call) {
      timers.push(call);
      return () => void (timers = timers.filter((one) => one !== call));
    },
  });
  const who = session();
  await desk.createTransport(who);
  expect(timers).toEqual([]);
  const transportId = await desk.createTransport(who);
  const value = Array.from({ length: 32 }, () => 'AB').join(':');
  const dtlsParameters = { role: 'client', fingerprints: [{ algorithm: 'sha-256', value }] };
  const reply = await desk.ask(who, { type: 'media.transport.connect', transportId, dtlsParameters });
  expect(reply.ok).toBe(true);
  for (const call of [...timers]) call();
  expect([said, desk.sfu.connections()]).toEqual([['failed'], 0]);
  desk.leave(who);
  desk.sfu.close();
});

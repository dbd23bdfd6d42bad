import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { SocketCarrier } from './socket-carrier.ts';

let server: WebSocketServer;
let reply: string;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => socket.on('message', () => socket.send(reply)));
  await new Promise((resolve) => server.once('listening', resolve));
});

afterEach(() => {
  for (const socket of server.clients) socket.terminate();
  server.close();
});

it.each([
  ['whose number can be read is refused', '{"id":1,"reply":7}', { reason: 'refused', code: 'malformed' }],
  ['that is nothing closes the socket, and the shell is away', 'nonsense', { reason: 'away' }],
])('a reply %s', async (_, sent, error) => {
  reply = sent;
  const { port } = server.address() as AddressInfo;
  const carrier = new SocketCarrier(`ws://127.0.0.1:${port}/bridge`, 'key');
  await expect(carrier.carry({ name: 'app.info', body: {} })).rejects.toMatchObject(error);
  carrier.close();
});

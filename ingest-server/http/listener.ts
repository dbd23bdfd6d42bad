import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Certificate } from './certificate.ts';
import { LiveLane, type PlainAsk } from './live-lane.ts';

export interface ListenerOptions {
  /** With it HTTP/2 is spoken, and HTTP/1.1 to whoever knows no other; without, HTTP/1.1 in the clear. */
  readonly certificate: Pick<Certificate, 'pair' | 'onRenewed'> | undefined;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  readonly handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Takes the plainest questions under this path, where they come in the clear. */
  readonly lane?: { readonly under: string; handle(ask: PlainAsk): void } | undefined;
}

export interface Listener {
  readonly server: Server;
  /** Whoever is still connected is cut off. */
  cutOff(): void;
}

export function createListener({ certificate, handle, handleUpgrade, lane }: ListenerOptions): Listener {
  const server = certificate ? secure(certificate, handle) : createServer(handle);
  if (lane && !certificate) letBeginIn(lane, server);
  // An HTTP/2 server knows of no way to close its connections.
  const connections = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  // Sockets that are taken over are spoken to in HTTP/1.1, whatever else is spoken here.
  server.on('upgrade', handleUpgrade);
  return {
    server,
    cutOff() {
      for (const socket of connections) socket.destroy();
    },
  };
}

/** Every connection begins in the lane; what it hands over is taken as if it had just come. */
function letBeginIn(lane: NonNullable<ListenerOptions['lane']>, server: Server): void {
  const takers = server.listeners('connection');
  server.removeAllListeners('connection');
  const handOver = (socket: Socket) => {
    for (const take of takers) take.call(server, socket);
  };
  server.on('connection', (socket: Socket) => new LiveLane(socket, { ...lane, handOver }));
}

/** HTTP/2 as the compatibility layer shows it is answered by the same code; what differs is none that we use. */
function secure(
  certificate: NonNullable<ListenerOptions['certificate']>,
  handle: ListenerOptions['handle'],
): Server {
  const server = createSecureServer({ ...certificate.pair, allowHTTP1: true }, (request, response) =>
    handle(request as unknown as IncomingMessage, response as unknown as ServerResponse),
  );
  // Whoever is connected stays so; who comes from now on is shown the renewed one.
  certificate.onRenewed((pair) => server.setSecureContext(pair));
  return server as unknown as Server;
}

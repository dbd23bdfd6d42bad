import { readFile } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { StartError } from '../config/index.ts';
import { LiveLane, type PlainAsk } from './live-lane.ts';

/** PEM files. */
export interface CertificatePaths {
  readonly certPath: string;
  readonly keyPath: string;
}

export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

export interface ListenerOptions {
  /** With it HTTP/2 is spoken, and HTTP/1.1 to whoever knows no other; without, HTTP/1.1 in the clear. */
  readonly certificate: Certificate | undefined;
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

export async function readCertificate({ certPath, keyPath }: CertificatePaths): Promise<Certificate> {
  return { cert: await read(certPath, 'ROSTRUM_TLS_CERT'), key: await read(keyPath, 'ROSTRUM_TLS_KEY') };
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
function secure(certificate: Certificate, handle: ListenerOptions['handle']): Server {
  try {
    const server = createSecureServer({ ...certificate, allowHTTP1: true }, (request, response) =>
      handle(request as unknown as IncomingMessage, response as unknown as ServerResponse),
    );
    return server as unknown as Server;
  } catch (error) {
    throw new StartError(
      `The certificate of ROSTRUM_TLS_CERT and the key of ROSTRUM_TLS_KEY can't be used (${wordsOf(error)}): both must be PEM files, and belong together.`,
      error,
    );
  }
}

async function read(path: string, variable: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new StartError(`${variable} names ${path}, which can't be read (${wordsOf(error)}).`, error);
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

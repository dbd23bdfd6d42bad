import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LiveAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
  text: string;
  /** When the last byte was there. */
  at: number;
}

/** A real HTTP server with nothing but the live addresses, and one who asks it. */
export interface LiveClient {
  readonly origin: string;
  get(path: string, method?: 'GET' | 'HEAD' | 'OPTIONS' | 'POST', signal?: AbortSignal): Promise<LiveAnswer>;
  close(): Promise<void>;
}

export async function openLiveClient(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<LiveClient> {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async get(path, method = 'GET', signal) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        ...(signal ? { signal } : {}),
      });
      const body = Buffer.from(await response.arrayBuffer());
      const { status, headers } = response;
      return { status, headers, body, text: body.toString(), at: Date.now() };
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

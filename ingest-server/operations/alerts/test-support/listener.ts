import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface Listener {
  readonly url: string;
  /** What came, in order, with what was answered. */
  readonly heard: { readonly body: unknown; readonly answered: number; readonly type: string | undefined }[];
  /** Resolves once so many came. */
  came(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A real HTTP server that answers with these statuses one after the other, then with the last of them; 0: never. */
export async function listen(...statuses: readonly number[]): Promise<Listener> {
  const heard: Listener['heard'] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server: Server = createServer((request, response) => {
    void json(request).then((body) => {
      const answered = statuses[Math.min(heard.length, statuses.length - 1)] ?? 204;
      heard.push({ body, answered, type: request.headers['content-type'] });
      for (const { count, resolve } of waiting) if (heard.length >= count) resolve();
      if (answered !== 0) response.writeHead(answered, { location: '/elsewhere' }).end('said');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=north`,
    heard,
    came: (count) =>
      new Promise((resolve) => {
        if (heard.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    async close() {
      server.closeAllConnections();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}

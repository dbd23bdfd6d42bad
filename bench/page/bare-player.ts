import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The least that plays a lecture: a video element and hls.js with nothing set, at an origin of its own. */
export interface BarePlayer {
  /** Plays it as large as that. */
  addressOf(playlist: string, size: { width: number; height: number }): string;
  close(): void;
}

const files: Readonly<Record<string, { type: string; place: URL }>> = {
  '/': { type: 'text/html', place: new URL('bare.html', import.meta.url) },
  '/hls.mjs': {
    type: 'text/javascript',
    place: new URL('../../node_modules/hls.js/dist/hls.min.mjs', import.meta.url),
  },
};

export async function serveBarePlayer(): Promise<BarePlayer> {
  const server = createServer((request, response) => {
    const file = files[request.url?.split('?')[0] ?? ''];
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    readFile(file.place).then(
      (bytes) => response.setHeader('content-type', file.type).end(bytes),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    addressOf: (playlist, { width, height }) =>
      `http://localhost:${port}/?${new URLSearchParams({ playlist, width: `${width}`, height: `${height}` })}`,
    close: () => server.close(),
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Child, ready, startNode } from './child.ts';

const serverReadySchema = v.object({
  type: v.literal('ready'),
  port: v.number(),
  links: v.object({ viewer: v.string(), dashboard: v.string(), studio: v.string() }),
});
const hostReadySchema = v.object({ type: v.literal('ready'), port: v.number(), url: v.string() });

const root = new URL('../../', import.meta.url).pathname;

/** A server over its own data folder, which outlives restarts of the server. */
export interface House {
  readonly origin: string;
  readonly links: { viewer: string; dashboard: string; studio: string };
  /** The studio's browser shell, on its own port. */
  readonly studioUrl: string;
  readonly server: Child;
  /** A new server process over the same data, on the same port; the old one must be gone. */
  restartServer(): Promise<void>;
  close(): Promise<void>;
}

const READY_MAX_MS = 30_000;

export async function startHouse(env: Readonly<Record<string, string>> = {}): Promise<House> {
  const data = await mkdtemp(join(tmpdir(), 'rostrum-e2e-'));
  const base = { ROSTRUM_DATA: data, ROSTRUM_LOG: 'info', ...env };
  const startServer = async (port: number) => {
    const child = startNode(join(root, 'ingest-server/main.ts'), {
      ...{ ROSTRUM_PORT: String(port), ROSTRUM_RTC_PORT: '0' },
      ...base,
    });
    return { child, said: v.parse(serverReadySchema, await ready(child, READY_MAX_MS)) };
  };
  let server = await startServer(0);
  const { port, links } = server.said;
  const host = startNode(join(root, 'studio/host/main.ts'), {
    ...base,
    ROSTRUM_STUDIO_PORT: '0',
    ROSTRUM_STUDIO_LINK: links.studio,
  });
  const { url: studioUrl } = v.parse(hostReadySchema, await ready(host, READY_MAX_MS));
  return {
    origin: `http://localhost:${port}`,
    links,
    studioUrl,
    get server() {
      return server.child;
    },
    async restartServer() {
      server = await startServer(port);
    },
    async close() {
      await Promise.all([host.stop(), server.child.stop()]);
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Query goes before the fragment that carries the shell's key. */
export function withQuery(url: string, query: string): string {
  const [address = '', fragment = ''] = url.split('#');
  return `${address}?${query}#${fragment}`;
}

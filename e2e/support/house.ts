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
export interface ServerAlone {
  readonly origin: string;
  readonly links: { viewer: string; dashboard: string; studio: string };
  readonly server: Child;
  /** A new server process over the same data, on the same port; the old one must be gone. */
  restartServer(handleStarted?: (child: Child) => void): Promise<void>;
  close(): Promise<void>;
}

export interface House extends ServerAlone {
  /** The studio's browser shell, on its own port. */
  readonly studioUrl: string;
}

const READY_MAX_MS = 60_000;

type Env = Readonly<Record<string, string>>;

export async function startServerAlone(env: Env = {}): Promise<ServerAlone> {
  const data = await mkdtemp(join(tmpdir(), 'rostrum-e2e-'));
  const start = async (port: number, handleStarted?: (child: Child) => void) => {
    const child = startNode(join(root, 'ingest-server/main.ts'), {
      ...{ ROSTRUM_PORT: String(port), ROSTRUM_RTC_PORT: '0', ROSTRUM_DATA: data, ROSTRUM_LOG: 'info' },
      ...env,
    });
    handleStarted?.(child);
    return { child, said: v.parse(serverReadySchema, await ready(child, READY_MAX_MS)) };
  };
  let server = await start(0);
  const { port, links } = server.said;
  return {
    origin: `http://localhost:${port}`,
    links,
    get server() {
      return server.child;
    },
    async restartServer(handleStarted) {
      server = await start(port, handleStarted);
    },
    async close() {
      await server.child.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** `studioThrough`: a program, with its options, that starts the studio's shell somewhere else. */
export async function startHouse(env: Env = {}, studioThrough: readonly string[] = []): Promise<House> {
  const alone = await startServerAlone(env);
  const data = await mkdtemp(join(tmpdir(), 'rostrum-e2e-studio-'));
  const studioEnv = { ROSTRUM_DATA: data, ROSTRUM_STUDIO_PORT: '0', ROSTRUM_STUDIO_LINK: alone.links.studio };
  const host = startNode(join(root, 'studio/host/main.ts'), { ...studioEnv, ...env }, [], studioThrough);
  const { url: studioUrl } = v.parse(hostReadySchema, await ready(host, READY_MAX_MS));
  return {
    origin: alone.origin,
    links: alone.links,
    studioUrl,
    get server() {
      return alone.server;
    },
    restartServer: (handleStarted) => alone.restartServer(handleStarted),
    async close() {
      await Promise.all([host.stop(), alone.close()]);
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Query goes before the fragment that carries the shell's key. */
export function withQuery(url: string, query: string): string {
  const [address = '', fragment = ''] = url.split('#');
  return `${address}?${query}#${fragment}`;
}

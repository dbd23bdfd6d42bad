// `npm run dev`: the server and the studio's shell start again when their code changes, the pages change in place.
import path from 'node:path';
import type { Child } from '../start/child.ts';
import { Children } from '../start/children.ts';
import { readHostReady, readServerReady } from '../start/messages.ts';
import { untilServed } from './until-served.ts';

const root = path.resolve(import.meta.dirname, '../..');
const pages = {
  viewer: { folder: 'viewer-web', port: 5173, path: '/' },
  dashboard: { folder: 'ingest-server/dashboard', port: 5174, path: '/dashboard/' },
  studio: { folder: 'studio/renderer', port: 5175, path: '/' },
} as const;
const children = new Children();

function watch(name: string, file: string, env: Record<string, string>): Child {
  const args = ['--watch', '--watch-preserve-output', path.join(root, file)];
  const plan = { name, command: process.execPath, args, env, channel: 'ipc', stderr: 'shown' } as const;
  return children.start(plan, 'vital');
}

function serve(name: string, { folder, port }: { folder: string; port: number }, server: string): void {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const flags = ['--host', '127.0.0.1', '--port', String(port), '--strictPort', '--clearScreen', 'false'];
  const args = [
    vite,
    path.join(root, folder),
    '--config',
    path.join(root, folder, 'vite.config.ts'),
    ...flags,
  ];
  const env = { ROSTRUM_SERVER: server };
  const plan = {
    name: `${name} page`,
    command: process.execPath,
    args,
    env,
    channel: 'none',
    stderr: 'shown',
  } as const;
  children.start(plan, 'vital');
}

/** The server's own link, on the port where Vite serves the page. */
function atPort(link: string, port: number): string {
  const url = new URL(link);
  url.port = String(port);
  return url.href;
}

async function run(): Promise<void> {
  const server = watch('server', 'ingest-server/main.ts', {});
  const { here: links } = await server.ready(readServerReady);
  const { origin } = new URL(links.viewer);
  for (const [name, page] of Object.entries(pages)) serve(name, page, origin);
  const host = watch('studio host', 'studio/host/main.ts', {
    ROSTRUM_STUDIO_LINK: links.studio,
    ROSTRUM_STUDIO_PAGES: `http://localhost:${pages.studio.port}`,
  });
  const { url: studioUrl } = await host.ready(readHostReady);
  const addresses = Object.values(pages).map(({ port, path }) => `http://127.0.0.1:${port}${path}`);
  await Promise.all(addresses.map((address) => untilServed(address, children.signal)));
  console.log(`studio    ${studioUrl}`);
  console.log(`viewer    ${atPort(links.viewer, pages.viewer.port)}`);
  console.log(`dashboard ${atPort(links.dashboard, pages.dashboard.port)}`);
}

run().catch((error: unknown) => children.fail(error instanceof Error ? error.message : String(error)));

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { type Child, ready, startNode } from '@rostrum/e2e/support';
import * as v from 'valibot';
import { type ViteDevServer, createServer as createPages } from 'vite';

const root = new URL('../../', import.meta.url).pathname;
const page = new URL('./page.ts', import.meta.url).pathname;
const hostReadySchema = v.object({ type: v.literal('ready'), port: v.number(), url: v.string() });
const READY_MAX_MS = 30_000;

/** The browser shell, and a page of the studio's own parts that records through it. */
export interface StudioParts {
  readonly shell: Child;
  readonly recordingsFolder: string;
  /** A page that has the parts ready, and records nothing yet. */
  openPage(browser: Browser): Promise<Page>;
  /** Another shell over the same folder, with another key; the one before must be gone. */
  restartShell(): Promise<void>;
  close(): Promise<void>;
}

export async function startStudioParts(): Promise<StudioParts> {
  const data = await mkdtemp(join(tmpdir(), 'rostrum-recording-'));
  const shellPort = await freePort();
  const pages = await startPages(shellPort, data);
  const pagesUrl = pages.resolvedUrls?.local[0] ?? '';
  const start = async () => {
    const child = startNode(join(root, 'studio/host/main.ts'), {
      ...{ ROSTRUM_DATA: data, ROSTRUM_STUDIO_PORT: String(shellPort), ROSTRUM_STUDIO_PAGES: pagesUrl },
    });
    return { child, url: v.parse(hostReadySchema, await ready(child, READY_MAX_MS)).url };
  };
  let shell = await start();
  return {
    get shell() {
      return shell.child;
    },
    recordingsFolder: join(data, 'studio', 'recordings'),
    async openPage(browser) {
      const opened = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
      opened.on('pageerror', (error) => console.error(error));
      await opened.goto(`${pagesUrl}trial${new URL(shell.url).hash}`);
      await opened.waitForFunction(() => 'trial' in window, undefined, { timeout: READY_MAX_MS });
      return opened;
    },
    async restartShell() {
      shell = await start();
    },
    async close() {
      await shell.child.stop();
      await pages.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** From the sources, as in development: nothing has to be built before. */
async function startPages(shellPort: number, data: string): Promise<ViteDevServer> {
  const html = `<!doctype html><html lang="en"><head><title>Recording</title></head><body><div id="app"></div><script type="module" src="/@fs${page}"></script></body></html>`;
  const server = await createPages({
    configFile: join(root, 'studio/renderer/vite.config.ts'),
    cacheDir: join(data, 'vite'),
    // A shell that is killed would be told by its proxy at length.
    logLevel: 'silent',
    server: {
      ...{ port: await freePort(), strictPort: true, host: 'localhost', hmr: false, watch: null },
      proxy: { '^/bridge$': { target: `http://127.0.0.1:${shellPort}`, ws: true } },
    },
    plugins: [
      {
        name: 'trial-page',
        configureServer({ middlewares }) {
          middlewares.use('/trial', (_request, response) => {
            response.setHeader('Content-Type', 'text/html; charset=utf-8');
            response.end(html);
          });
        },
      },
    ],
  });
  return server.listen();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

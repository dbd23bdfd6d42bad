import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');
const at = (path: string) => JSON.stringify(join(root, path));

/** The whiteboard by itself, with a class; what it hands to the programme is kept where a test can look. */
const component = `
<script lang="ts">
  import { ClassConnection, socketUrlOf } from ${at('ui/index.ts')};
  import { Whiteboard } from ${at('ui/board/index.ts')};

  const asked = new URLSearchParams(location.hash.slice(1));
  const connection = new ClassConnection({ socketUrl: socketUrlOf(asked.get('server')), token: asked.get('token') });
  let over = $state.raw(undefined);
  const seen = { pictures: 0, inks: 0, hasInk: false, latencies: [] };

  function show(id, picture) {
    const canvas = document.querySelector(id);
    const context = canvas.getContext('2d');
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (picture) context.drawImage(picture, 0, 0);
    picture?.close();
  }
  const layers = { finished: undefined, live: undefined };
  function showInk(changes) {
    for (const { layer, piece } of changes) {
      layers[layer]?.picture.close();
      layers[layer] = piece;
    }
    const pieces = [layers.finished, layers.live].filter((piece) => piece !== undefined);
    const canvas = document.querySelector('#ink');
    const context = canvas.getContext('2d');
    context.clearRect(0, 0, canvas.width, canvas.height);
    for (const { picture, x, y } of pieces) context.drawImage(picture, x, y);
    seen.inks += 1;
    seen.hasInk = pieces.length > 0;
  }
  window.whiteboard = { seen, connection, setOver: (what) => (over = what) };
</script>

{#if connection.you}
  <Whiteboard
    client={connection.client}
    status={connection.status}
    room={connection.room}
    you={connection.you}
    programme={{
      size: { width: 1280, height: 720 },
      onPicture: (picture) => { seen.pictures += 1; show('#programme', picture); },
      onInk: showInk,
    }}
    {over}
    onInkDrawn={(ms) => seen.latencies.push(ms)}
  />
{/if}
`;

const source = `
import ${at('ui/tokens.css')};
import ${at('ui/base.css')};
import { mount } from 'svelte';
import Page from './Page.svelte';
mount(Page, { target: document.querySelector('#board') });
`;

const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Whiteboard</title><link rel="icon" href="data:,">
<style>body { margin: 0 } #board { height: 44rem; padding: 1rem; box-sizing: border-box }</style></head><body>
<main><h1 class="only-read-aloud">Whiteboard</h1><div id="board"></div>
<canvas id="programme" width="1280" height="720" hidden></canvas><canvas id="ink" width="1280" height="720" hidden></canvas></main>
<script type="module" src="./main.js"></script></body></html>`;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export interface WhiteboardPage {
  readonly origin: string;
  close(): Promise<void>;
}

/** The page, from an origin of its own. */
export async function startWhiteboardPage(): Promise<WhiteboardPage> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-whiteboard-'));
  // Inside the checkout, so that its packages are found.
  const page = await mkdtemp(join(root, 'node_modules', '.vite-whiteboard-'));
  await writeFile(join(page, 'index.html'), html);
  await writeFile(join(page, 'main.js'), source);
  await writeFile(join(page, 'Page.svelte'), component);
  await build({
    ...{ root: page, configFile: false, base: './', logLevel: 'error' },
    plugins: [svelte({ configFile: false })],
    build: { outDir: folder, emptyOutDir: true, target: 'chrome130', minify: false },
  });
  await rm(page, { recursive: true });

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = join(folder, normalize(pathname === '/' ? '/index.html' : pathname));
    readFile(file).then(
      (body) => response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain').end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

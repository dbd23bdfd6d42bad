import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { type Host, startHost } from '../../studio/host/host.ts';
import { pdfFiles } from '../../studio/renderer/slides/pdf-files-plugin.ts';
import { type Desktop, createServices } from '../../studio/services/index.ts';

const root = join(import.meta.dirname, '..', '..');
const at = (path: string) => JSON.stringify(join(root, path));

/** The slides, and the choice of a screen, by themselves: what they send and show is kept where a test can look. */
const source = `
import ${at('ui/tokens.css')};
import ${at('ui/base.css')};
import { mount } from 'svelte';
import { findBridge } from ${at('studio/renderer/bridge/index.ts')};
import ScreenPicker from ${at('studio/renderer/sources/ScreenPicker.svelte')};
import { DeckShelf, PresenterView, SlideKeys, SlideShow, Slides } from ${at('studio/renderer/slides/index.ts')};

const bridge = findBridge();
const seen = { commands: [], pictures: [] };
const canvas = document.querySelector('#programme');
const show = new SlideShow({
  shelf: new DeckShelf(bridge),
  size: { width: 1280, height: 720 },
  send: async (command) => { seen.commands.push(command); return { ok: true, seq: seen.commands.length }; },
  onPicture: (picture) => {
    seen.pictures.push(picture ? [picture.width, picture.height] : undefined);
    if (!picture) return;
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('2d').drawImage(picture, 0, 0);
    picture.close();
  },
});
const picker = mount(ScreenPicker, { target: document.body, props: { bridge } });
window.slides = { seen, show, picker };
show.setMayTell(true);
void show.restore();
mount(SlideKeys, { target: document.body, props: { show } });
mount(Slides, { target: document.querySelector('#slides'), props: { show } });
mount(PresenterView, { target: document.querySelector('#presenter'), props: { show, onAirSince: Date.now() } });
`;

const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Slides</title><link rel="icon" href="data:,"></head><body>
<main><h1 class="only-read-aloud">Slides</h1><div id="slides"></div><div id="presenter"></div>
<label>Message <input id="field"></label><canvas id="programme" width="1280" height="720"></canvas></main>
<script type="module" src="./main.js"></script></body></html>`;

export interface SlidesPage {
  readonly url: string;
  /** What the shell has written about its decks. */
  written(): Promise<string>;
  /** A new shell over the same folder, as after a crash. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** In the real browser shell, with its services and its security policy; `desktop` stands for Electron's. */
export async function startSlidesPage(desktop?: Desktop): Promise<SlidesPage> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-slides-'));
  // Inside the checkout, so that its packages are found.
  const page = await mkdtemp(join(root, 'node_modules', '.vite-slides-'));
  await writeFile(join(page, 'index.html'), html);
  await writeFile(join(page, 'main.js'), source);
  const pagesFolder = join(folder, 'pages');
  await build({
    root: page,
    configFile: false,
    base: './',
    logLevel: 'error',
    plugins: [svelte({ configFile: false }), pdfFiles()],
    worker: { format: 'es' },
    build: { outDir: pagesFolder, emptyOutDir: true, target: 'chrome130', minify: false },
  });
  await rm(page, { recursive: true });
  const start = (): Promise<Host> => {
    const report = (text: string, cause: unknown) => console.error(text, cause);
    const services = createServices({
      ...{ folder, shell: 'browser', version: '1.0.0', given: undefined, report },
      ...(desktop ? { desktop } : {}),
    });
    return startHost({ port: 0, pagesFolder, pagesOrigin: undefined, services, report });
  };
  let host = await start();
  return {
    get url() {
      return host.url;
    },
    async written() {
      const files = await readdir(join(folder, 'decks'), { recursive: true });
      const records = files
        .filter((name) => name.endsWith('.json'))
        .map((name) => join(folder, 'decks', name));
      return (await Promise.all(records.map((file) => readFile(file, 'utf8')))).join('');
    },
    async restart() {
      await host.close();
      host = await start();
    },
    async close() {
      await host.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

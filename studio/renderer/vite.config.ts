import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { pdfFiles } from './slides/pdf-files-plugin.ts';

const port = 5175;
// The browser shell runs beside; it lets this development server's pages open its bridge.
const host = `http://127.0.0.1:${process.env.ROSTRUM_STUDIO_PORT || '4410'}`;

export default defineConfig({
  root: import.meta.dirname,
  // Electron serves the page from a scheme of its own: no address may begin at a root.
  base: './',
  plugins: [svelte({ configFile: false }), pdfFiles()],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'chrome130',
  },
  server: {
    port,
    strictPort: true,
    // The whole path and no more: the page's own folder of that name is served here.
    proxy: { '^/bridge$': { target: host, ws: true } },
  },
});

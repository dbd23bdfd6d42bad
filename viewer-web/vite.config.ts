import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { compressed } from '../build/pages/compressed.ts';

const server = process.env.ROSTRUM_SERVER || 'http://127.0.0.1:4400';

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [svelte({ configFile: false }), compressed()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // hls.js is 0.6 MB in a chunk of its own, loaded when there is something to play.
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 5173,
    proxy: {
      '/api': server,
      '/live': server,
      '/healthz': server,
      '/socket': { target: server, ws: true },
    },
  },
});

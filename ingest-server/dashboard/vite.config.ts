import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { compressed } from '../../build/pages/compressed.ts';

const server = process.env.ROSTRUM_SERVER || 'http://127.0.0.1:4400';

export default defineConfig({
  root: import.meta.dirname,
  base: '/dashboard/',
  plugins: [svelte({ configFile: false }), compressed()],
  build: { outDir: 'dist', emptyOutDir: true },
  server: {
    port: 5174,
    proxy: {
      '/api': server,
      '/live': server,
      '/healthz': server,
      '/socket': { target: server, ws: true },
    },
  },
});

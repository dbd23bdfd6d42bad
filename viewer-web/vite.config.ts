import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { compressed } from '../build/pages/compressed.ts';
import { leanHls } from '../build/pages/lean-hls.ts';
import { leanSvelte } from '../build/pages/lean-svelte.ts';

const server = process.env.ROSTRUM_SERVER || 'http://127.0.0.1:4400';

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [
    svelte({ configFile: false, compilerOptions: { runes: true } }),
    leanSvelte(),
    leanHls(),
    compressed(),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Browsers that lack it load one file after the other: there are only few.
    modulePreload: { polyfill: false },
    // hls.js is half a megabyte in a chunk of its own, loaded beside the page.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What is there before the first picture is one file: each more would wait for a place on the line. With
            // it goes what is needed of it, not all that it names.
            {
              name: 'index',
              tags: ['$initial'],
              includeDependenciesRecursively: false,
            },
            // What several parts of the class’s page have in common, in one file too; the stage and the board keep theirs.
            {
              name: 'shared',
              test: /\/(?:protocol|viewer-web\/(?!stage)|ui\/(?!board|stage)|svelte|@lucide)/,
              minShareCount: 2,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
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

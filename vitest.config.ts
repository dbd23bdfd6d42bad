import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const notTests = ['**/node_modules/**', '**/dist/**', 'data/**', 'e2e/**'];
const pages = ['ui', 'viewer-web', 'studio/renderer', 'ingest-server/dashboard'].map(
  (folder) => `${folder}/**/*.test.ts`,
);
/** Real media in real time: FFmpeg keeps up with the clock only where nobody else takes its cores. */
const realTime = [
  'ingest-server/broadcast/*.test.ts',
  'ingest-server/sfu/*.test.ts',
  'ingest-server/*.test.ts',
  'bench/game-day/game-day.test.ts',
];
/** Each runs a whole tool over a whole copy of the tree. */
const gates = ['build/check/gates.test.ts'];

const WHOLE_TOOL_MS = 180_000;
const PROCESS_MS = 30_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['**/*.test.ts'],
          exclude: [...notTests, ...pages, ...realTime, ...gates],
          testTimeout: PROCESS_MS,
          hookTimeout: PROCESS_MS,
          maxWorkers: 2,
        },
      },
      {
        plugins: [svelte({ configFile: false })],
        // Runes come alive only in Svelte's browser build.
        resolve: { conditions: ['browser'] },
        test: {
          ...{ name: 'pages', include: pages, exclude: notTests, testTimeout: PROCESS_MS, maxWorkers: 2 },
          // Icons are Svelte files in a package: they must be compiled too.
          server: { deps: { inline: [/@lucide\/svelte/] } },
        },
      },
      {
        test: {
          name: 'real time',
          include: realTime,
          exclude: notTests,
          // A second try tells a fault from a machine that stood still for a moment; the tally counts those, and takes a few.
          retry: 1,
          testTimeout: 2 * PROCESS_MS,
          hookTimeout: 2 * PROCESS_MS,
          maxWorkers: 1,
          maxConcurrency: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'gates',
          include: gates,
          exclude: notTests,
          testTimeout: WHOLE_TOOL_MS,
          hookTimeout: PROCESS_MS,
          maxWorkers: 1,
          maxConcurrency: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
    pool: 'forks',
  },
});

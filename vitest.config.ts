import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const pages = ['ui', 'viewer-web', 'studio/renderer', 'ingest-server/dashboard'];
const notTests = ['**/node_modules/**', '**/dist/**', 'data/**', 'e2e/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['**/*.test.ts'],
          exclude: [...notTests, ...pages.map((folder) => `${folder}/**`)],
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [svelte({ configFile: false })],
        // Runes come alive only in Svelte's browser build.
        resolve: { conditions: ['browser'] },
        test: {
          name: 'pages',
          include: pages.map((folder) => `${folder}/**/*.test.ts`),
          exclude: notTests,
          environment: 'node',
          testTimeout: 30_000,
        },
      },
    ],
    pool: 'forks',
    maxWorkers: 2,
  },
});

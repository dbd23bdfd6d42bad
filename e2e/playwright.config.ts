import { defineConfig } from '@playwright/test';

/** A stored programme plays in them, without camera or encoder: two fit beside each other. */
const stored = ['**/hls-checker.spec.ts', '**/hls-rules.spec.ts', '**/interop.spec.ts'];
/** A page at work with a server, whose timing nobody measures. */
const pages = [
  'accessibility',
  'administration',
  'breakouts-desk',
  'by-keyboard',
  'chat-long',
  'checks',
  'control-room',
  'files-and-reactions',
  'for-everyone',
  'getting-in',
  'language',
  'sign-in',
  'slides',
  'sources',
  'taking-part',
  'whiteboard',
].map((name) => `**/${name}.spec.ts`);
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: '../test-results/e2e',
  workers: 2,
  projects: [
    { name: 'stored', testMatch: stored },
    { name: 'pages', testMatch: pages },
    // One lecture at a time: composing, encoding and transcoding fill two cores by themselves.
    { name: 'lectures', testMatch: '**/*.spec.ts', testIgnore: [...stored, ...pages], workers: 1 },
  ],
  fullyParallel: false,
  // A second try tells a fault from a machine that stood still for a moment; the tally counts those, and takes a few.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] || '/usr/bin/chromium',
      args: [
        // Chromium refuses its sandbox to root.
        ...(isRoot ? ['--no-sandbox'] : []),
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--auto-select-desktop-capture-source=Entire screen',
        '--autoplay-policy=no-user-gesture-required',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
        '--disable-features=WebRtcHideLocalIpsWithMdns',
      ],
    },
  },
});

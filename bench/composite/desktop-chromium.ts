import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, chromium } from '@playwright/test';
import { chromiumPath } from '@rostrum/e2e/support';

const START_MAX_MS = 20_000;

/** A Chromium as people run it: a page in a window that is minimised is hidden, and slowed down as such. */
export interface DesktopChromium {
  readonly page: Page;
  /** Resolves when the page has been told. */
  setHidden(isHidden: boolean): Promise<void>;
  close(): Promise<void>;
}

export async function startDesktopChromium(): Promise<DesktopChromium> {
  const profile = await mkdtemp(join(tmpdir(), 'rostrum-bench-chromium-'));
  const child = spawn(
    chromiumPath,
    [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--window-size=1440,1000',
      '--no-sandbox',
      '--use-fake-device-for-media-stream=fps=30,display-media-type=monitor',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const gone = once(child, 'exit');
  async function end() {
    child.kill('SIGKILL');
    await gone;
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  try {
    const port = await debuggingPort(profile);
    // Without Playwright's own ideas of a page, which is always in front and in focus.
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
    const [context] = browser.contexts();
    const page = context?.pages()[0] ?? (await context?.newPage());
    if (!page) throw new Error('Chromium opened no page');
    const cdp = await page.context().newCDPSession(page);
    const { windowId } = await cdp.send('Browser.getWindowForTarget');
    return {
      page,
      async setHidden(isHidden) {
        const windowState = isHidden ? 'minimized' : 'normal';
        await cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
        const wanted = isHidden ? 'hidden' : 'visible';
        await page.waitForFunction((state) => document.visibilityState === state, wanted, { polling: 100 });
      },
      async close() {
        await browser.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Chromium writes it into its profile once it listens. */
async function debuggingPort(profile: string): Promise<number> {
  const file = join(profile, 'DevToolsActivePort');
  for (const untilMs = Date.now() + START_MAX_MS; Date.now() < untilMs;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const port = Number(text.split('\n')[0]);
    if (text.includes('\n') && port > 0) return port;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Chromium did not listen within ${START_MAX_MS} ms`);
}

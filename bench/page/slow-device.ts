import type { CDPSession, Page } from '@playwright/test';

export interface SlowDevice {
  /** Both ways. */
  readonly kbps: number;
  /** From a question to its answer's first byte. */
  readonly latencyMs: number;
  /** How many times slower the page's own thread gets on. */
  readonly cpuSlowdown: number;
}

/** Chromium's own picture of a slow line and a slow device, and nothing from its cache. To be had before a page is opened. */
export async function slowDown(
  page: Page,
  { kbps, latencyMs, cpuSlowdown }: SlowDevice,
): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  const bytesPerS = (kbps * 1000) / 8;
  await cdp.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: latencyMs },
    ...{ downloadThroughput: bytesPerS, uploadThroughput: bytesPerS },
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
  return cdp;
}

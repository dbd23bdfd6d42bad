import { setTimeout as wait } from 'node:timers/promises';

const LOOK_AGAIN_MS = 250;
/** A first start on a slow machine: the browser's profile, the page, two encoders. */
const ON_AIR_MAX_MS = 90_000;

async function isLive(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(url, { signal });
  if (!response.ok) return false;
  const info = (await response.json()) as { live?: unknown } | null;
  return info?.live === true;
}

/** Resolves when the server itself says that the class is live; rejects when it takes too long. */
export async function untilLive(url: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + ON_AIR_MAX_MS;
  while (!(await isLive(url, signal))) {
    if (Date.now() > deadline) {
      throw new Error(
        `The synthetic instructor did not get on air within ${ON_AIR_MAX_MS / 1000} s. The server's warnings above may say why; without FFmpeg or mediasoup's worker nobody can be on air.`,
      );
    }
    await wait(LOOK_AGAIN_MS, undefined, { signal });
  }
}

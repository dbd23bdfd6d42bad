import { setTimeout as wait } from 'node:timers/promises';

const LOOK_AGAIN_MS = 250;
/** A first start on a slow machine: the browser's profile, the page, two encoders. */
const USUALLY_WITHIN_MS = 90_000;

async function isLive(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(url, { signal });
  if (!response.ok) return false;
  const info = (await response.json()) as { live?: unknown } | null;
  return info?.live === true;
}

/** Resolves to true when the server itself says that the class is live, to false when `signal` ends the waiting. */
export async function untilLive(url: string, signal: AbortSignal, tellLate: () => void): Promise<boolean> {
  const late = setTimeout(tellLate, USUALLY_WITHIN_MS);
  try {
    while (!(await isLive(url, signal))) await wait(LOOK_AGAIN_MS, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  } finally {
    clearTimeout(late);
  }
}

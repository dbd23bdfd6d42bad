import { setTimeout as wait } from 'node:timers/promises';

const LOOK_AGAIN_MS = 200;

/** Vite says nothing to its parent when it listens; it is asked until it answers. */
export async function untilServed(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const response = await fetch(url, { signal }).catch((error: unknown) => {
      if (signal.aborted) throw error;
      return undefined;
    });
    if (response?.ok) return;
    await wait(LOOK_AGAIN_MS, undefined, { signal });
  }
}

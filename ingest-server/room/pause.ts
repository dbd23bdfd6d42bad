import { setTimeout as wait } from 'node:timers/promises';

/** Waits, or until `signal`: cut short is as good as waited for. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}

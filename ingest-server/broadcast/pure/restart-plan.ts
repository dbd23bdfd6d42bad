/** Waits before each new life of a transcoder that keeps dying; after the last one it is given up. */
const WAITS_MS = [100, 250, 500, 1_000, 2_000, 4_000, 8_000] as const;

/** A life this long was a healthy one: the next death is the first again. */
export const HEALTHY_LIFE_MS = 20_000;

export type RestartPlan = { again: true; waitMs: number; deaths: number } | { again: false };

export function planRestart(deathsBefore: number, livedMs: number): RestartPlan {
  const deaths = livedMs >= HEALTHY_LIFE_MS ? 1 : deathsBefore + 1;
  const waitMs = WAITS_MS[deaths - 1];
  return waitMs === undefined ? { again: false } : { again: true, waitMs, deaths };
}

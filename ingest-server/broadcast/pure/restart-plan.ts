/**
 * Waits before each new life of a transcoder that keeps dying; the last one is kept to. A first death costs no wait, and
 * whoever mended what killed it is told within twenty seconds that all is well.
 */
const WAITS_MS = [0, 250, 500, 1_000, 2_000, 4_000, 6_000] as const;

/** A life that gave parts for this long was a healthy one: the next death is the first again. */
export const HEALTHY_LIFE_MS = 5_000;

/** From this many deaths on it is no bad luck any more. */
const ALARM_AT = 3;

export interface RestartPlan {
  waitMs: number;
  deaths: number;
  /** Somebody should look. */
  alarm: boolean;
}

/** It is never given up while the class is live. `gaveMs`: from its first part to its last; 0 where there was none. */
export function planRestart(deathsBefore: number, gaveMs: number): RestartPlan {
  const deaths = gaveMs >= HEALTHY_LIFE_MS ? 1 : deathsBefore + 1;
  const waitMs = WAITS_MS[Math.min(deaths, WAITS_MS.length) - 1] ?? 0;
  return { waitMs, deaths, alarm: deaths >= ALARM_AT };
}

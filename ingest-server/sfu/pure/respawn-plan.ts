/** Waits before a worker that died is made again; the last one is repeated, since without workers nothing comes in. */
const WAITS_MS = [0, 250, 1_000, 4_000, 10_000] as const;

/** A life this long was a healthy one: the next death is the first again. */
const HEALTHY_LIFE_MS = 20_000;

export interface RespawnPlan {
  waitMs: number;
  deaths: number;
}

export function planRespawn(deathsBefore: number, livedMs: number): RespawnPlan {
  const deaths = livedMs >= HEALTHY_LIFE_MS ? 1 : deathsBefore + 1;
  return { waitMs: WAITS_MS[Math.min(deaths, WAITS_MS.length) - 1] ?? 0, deaths };
}

/** What became of one alert whose fault was made. */
export interface AlertSeen {
  readonly kind: string;
  /** From the fault; undefined: it was never told. */
  readonly firedMs: number | undefined;
  /** From the repair; undefined: it was not over as long as anybody waited. */
  readonly clearedMs: number | undefined;
}

/** Flat, for a line of JSON: each alert's own, and the worst of all. */
export function alertFigures(seen: readonly AlertSeen[]): Record<string, number | string> {
  const figures: Record<string, number | string> = {};
  for (const { kind, firedMs, clearedMs } of seen) {
    const name = kind.replaceAll('-', '_');
    figures[`${name}_fire_s`] = firedMs === undefined ? 'missed' : tenths(firedMs);
    figures[`${name}_clear_s`] = clearedMs === undefined ? 'open' : tenths(clearedMs);
  }
  const fired = seen.flatMap(({ firedMs }) => firedMs ?? []);
  const cleared = seen.flatMap(({ clearedMs }) => clearedMs ?? []);
  return {
    injected: seen.length,
    missed: seen.length - fired.length,
    stayed_open: seen.filter(({ clearedMs }) => clearedMs === undefined).length,
    fire_max_s: tenths(Math.max(0, ...fired)),
    clear_max_s: tenths(Math.max(0, ...cleared)),
    ...figures,
  };
}

function tenths(ms: number): number {
  return Math.round(ms / 100) / 10;
}

/** What a stream's rung came to so far. */
export interface RungBytes {
  /** `v540` in H.264, `av1-540` in AV1. */
  readonly rung: string;
  readonly bytes: number;
  readonly durationMs: number;
}

/**
 * How many bytes H.264 takes for one of AV1: of the same pictures in the same size, as they really came out. Undefined
 * where no size went out in both.
 */
export function h264PerAv1(rungs: readonly RungBytes[]): number | undefined {
  let h264 = 0;
  let av1 = 0;
  for (const { rung, bytes, durationMs } of rungs) {
    const height = /^av1-(\d+)$/.exec(rung)?.[1];
    const same = rungs.find((other) => other.rung === `v${height}`);
    if (height === undefined || !same || durationMs <= 0 || same.durationMs <= 0) continue;
    av1 += bytes / durationMs;
    h264 += same.bytes / same.durationMs;
  }
  return av1 > 0 ? h264 / av1 : undefined;
}

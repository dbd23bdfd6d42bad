import { rules } from './rules.ts';

const { overMs } = rules['spool-growing'];

/** How many segments waited for the store, in the last seconds; the oldest first. */
export type SpoolTrend = readonly { readonly at: number; readonly segments: number }[];

/** The newest reading that is old enough to be compared with; undefined until there is one. */
export function waitingBefore(trend: SpoolTrend, at: number): number | undefined {
  return trend.findLast((reading) => at - reading.at >= overMs)?.segments;
}

export function addReading(trend: SpoolTrend, at: number, segments: number): SpoolTrend {
  return [...trend.filter((reading) => at - reading.at <= 2 * overMs), { at, segments }];
}

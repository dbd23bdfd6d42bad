// The trail of a laser pointer: it follows for a moment, and is gone.
import type { Place } from './element.ts';

export interface TrailPoint extends Place {
  readonly at: number;
}

const TRAIL_MS = 700;

export function trailAfter(trail: readonly TrailPoint[], point: TrailPoint): TrailPoint[] {
  return [...trailNow(trail, point.at), point];
}

export function trailNow(trail: readonly TrailPoint[], now: number): TrailPoint[] {
  return trail.filter(({ at }) => now - at < TRAIL_MS);
}

/** 1 where it is fresh, 0 where it is gone. */
export function freshness({ at }: TrailPoint, now: number): number {
  return Math.min(1, Math.max(0, 1 - (now - at) / TRAIL_MS));
}

export interface FrameTurn {
  /** Which frame comes next, counted from the start. */
  index: number;
  waitMs: number;
  /** Frames whose time went by while something else ran. */
  missed: number;
}

/**
 * Frame n belongs at start + n × period, whenever the last one was drawn: timers that fire late don't add up to a
 * slower picture. A frame that is late by less than a period is drawn at once, older ones are given up.
 */
export function nextFrameTurn(
  startMs: number,
  periodMs: number,
  lastIndex: number,
  nowMs: number,
): FrameTurn {
  const current = Math.floor((nowMs - startMs) / periodMs);
  const index = Math.max(lastIndex + 1, current);
  return {
    index,
    waitMs: Math.max(0, startMs + index * periodMs - nowMs),
    missed: index - lastIndex - 1,
  };
}

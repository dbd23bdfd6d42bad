import type { Rect, Size } from './picture.ts';

/** Of the last eight turns, which showed the same picture as the one before: a bit for each, the latest the lowest. */
export type Turns = number;

const TURNS_KEPT = 0b1111_1111;
/** A copy costs a little at each new picture: fewer that are saved are not worth it. */
const SAME_LEAST = 3;
/** Of the programme: what is larger costs as much to copy as to draw. */
const TILE_MOST = 0.25;

export function afterTurn(turns: Turns, isSame: boolean): Turns {
  return ((turns << 1) | (isSame ? 1 : 0)) & TURNS_KEPT;
}

/**
 * Whether a small picture is worth keeping as it was drawn, in the programme's colours and at its size: that of a
 * camera which gives fewer pictures than the programme has, as in the dark, would be turned and scaled twice and more.
 */
export function isWorthATile(turns: Turns, to: Rect, programme: Size): boolean {
  if (![to.x, to.y, to.width, to.height].every(Number.isInteger)) return false;
  if (to.width * to.height > TILE_MOST * programme.width * programme.height) return false;
  let same = 0;
  for (let rest = turns; rest > 0; rest >>= 1) same += rest & 1;
  return same >= SAME_LEAST;
}

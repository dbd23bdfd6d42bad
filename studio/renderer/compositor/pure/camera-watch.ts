/** A few of a picture's pixels, as bytes. */
export type Sample = ArrayLike<number>;

/** What was seen of the camera when it was looked at every now and then. */
export interface CameraWatch {
  readonly last: Sample | undefined;
  /** How often in a row it was exactly the same. */
  readonly same: number;
  readonly isFrozen: boolean;
}

export const UNSEEN: CameraWatch = { last: undefined, same: 0, isFrozen: false };

/** A lens that looks at a wall gives noise, never twice the same: one that does hangs, is covered, or is no camera. */
const FROZEN_AFTER = 3;

export function afterLook({ last, same }: CameraWatch, now: Sample): CameraWatch {
  const count = last && isSame(last, now) ? same + 1 : 0;
  return { last: now, same: count, isFrozen: count >= FROZEN_AFTER };
}

function isSame(a: Sample, b: Sample): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

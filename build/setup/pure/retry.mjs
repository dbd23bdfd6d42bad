/** A machine that can't have something isn't made to wait for it at every start. */
const AGAIN_MS = 60 * 60 * 1000;

/** @param {{ at: number, now: number }} times @returns {boolean} */
export function triedLately({ at, now }) {
  return now - at < AGAIN_MS && now >= at;
}

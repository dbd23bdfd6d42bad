/**
 * A camera's picture is painted this long after it came: by so much the voice is later through the mixer than the
 * picture through the painter, and a picture that is late by a few milliseconds is shown all the same.
 */
const AFTER_MS = 10;
/** Of what is off, this share is made good at a time: a picture that came late by chance changes little. */
const SHARE = 0.05;
/** And never more, so that the programme's rate stays within half a percent of what was asked for. */
const MOST_MS = 0.15;
/** The first ones are followed at once, by their mean: else face and voice would be apart for the first seconds. */
const FIRST = 30;

/**
 * When frame 0 would have begun, for the frames to come a little after the camera's pictures: on their own they would
 * drift past each other, and the face be up to a whole frame older than the voice, now more and now less. A camera
 * of another rate comes now before, now after, and moves nothing in the end.
 *
 * @param seen how many pictures were followed before.
 */
export function withCamera(startMs: number, periodMs: number, cameMs: number, seen: number): number {
  const off = cameMs + AFTER_MS - startMs;
  const nearest = off - Math.round(off / periodMs) * periodMs;
  if (seen < FIRST) return startMs + nearest / (seen + 1);
  return startMs + Math.max(-MOST_MS, Math.min(MOST_MS, nearest * SHARE));
}

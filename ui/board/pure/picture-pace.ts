// When the next picture is due: at once after a pause, and no more often than a programme has frames.

const BETWEEN_MS = 1000 / 30;

export function waitForPicture(lastAt: number | undefined, now: number): number {
  if (lastAt === undefined || now < lastAt) return 0;
  return Math.max(0, BETWEEN_MS - (now - lastAt));
}

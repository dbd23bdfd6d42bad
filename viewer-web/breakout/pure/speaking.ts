/** Of 0 to 1, as an ear hears it: above a room’s own noise, below a voice. */
const LOUD = 0.2;
/** Between two words nobody has stopped to speak. */
const GOES_ON_MS = 700;

/** When each of those who are listened to was loud last. */
export function loudAt(
  before: ReadonlyMap<string, number>,
  levels: ReadonlyMap<string, number>,
  nowMs: number,
): ReadonlyMap<string, number> {
  const after = new Map<string, number>();
  for (const [personId, level] of levels) {
    const at = level >= LOUD ? nowMs : before.get(personId);
    if (at !== undefined) after.set(personId, at);
  }
  return after;
}

export function speakersOf(loud: ReadonlyMap<string, number>, nowMs: number): string[] {
  return [...loud].flatMap(([personId, at]) => (nowMs - at <= GOES_ON_MS ? [personId] : []));
}

/** Held so long, it mutes only while it is held. */
const HELD_MS = 400;

/** The key that mutes: a tap changes over, holding it covers a cough. */
export type MuteKey = { is: 'up' } | { is: 'down'; sinceMs: number; before: boolean };

export interface MuteStep {
  key: MuteKey;
  muted: boolean;
}

export const restingKey: MuteKey = { is: 'up' };

export function pressMute(key: MuteKey, muted: boolean, nowMs: number): MuteStep {
  // A key that is held repeats itself.
  if (key.is === 'down') return { key, muted };
  return { key: { is: 'down', sinceMs: nowMs, before: muted }, muted: !muted };
}

/** Also when the window is left: the release would never be told. */
export function releaseMute(key: MuteKey, muted: boolean, nowMs: number): MuteStep {
  if (key.is === 'up') return { key, muted };
  return { key: restingKey, muted: nowMs - key.sinceMs >= HELD_MS ? key.before : muted };
}

/** Below this a meter shows nothing. */
export const SILENCE_DB = -60;

/** The loudest sample's distance from full scale, in decibels: 0 is the limit, silence is SILENCE_DB. */
export function peakDb(samples: Float32Array): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return peak === 0 ? SILENCE_DB : Math.max(SILENCE_DB, Math.min(0, 20 * Math.log10(peak)));
}

/** Up at once, down slowly: a meter that can be read. */
export function meterDb(shownDb: number, measuredDb: number, elapsedMs: number): number {
  const FALL_DB_PER_S = 24;
  return Math.max(measuredDb, shownDb - (FALL_DB_PER_S * elapsedMs) / 1000);
}

export type LoudnessWord = 'silent' | 'quiet' | 'good' | 'loud';

export function loudnessWord(levelDb: number): LoudnessWord {
  if (levelDb <= -55) return 'silent';
  if (levelDb < -32) return 'quiet';
  return levelDb > -3 ? 'loud' : 'good';
}

export type Vowel = 'a' | 'e' | 'i' | 'o' | 'u';

export interface Syllable {
  /** From the script's start. */
  startMs: number;
  durationMs: number;
  vowel: Vowel;
  pitchHz: number;
  loudness: number;
  /** How long the noise before the vowel is; none for a syllable that begins with one. */
  consonantMs: number;
  consonantHz: number;
}

/** One phrase fills one slot of this length, pause included, so that any moment's phrase is found by division. */
export const PHRASE_SLOT_MS = 4000;

/** How wide a mouth opens for a vowel, 0 to 1. */
const OPENNESS: Readonly<Record<Vowel, number>> = { a: 1, e: 0.65, i: 0.4, o: 0.75, u: 0.35 };

const VOWELS: readonly Vowel[] = ['a', 'e', 'i', 'o', 'e', 'a', 'u', 'i'];
const ATTACK_MS = 45;
const RELEASE_MS = 90;

/** The same phrase for the same number, always: sound and picture are made apart and must agree. */
export function phraseAt(index: number): readonly Syllable[] {
  const chance = chances(index);
  const speakForMs = 2700 + chance() * 700;
  const basePitchHz = 104 + chance() * 14;
  const syllables: Syllable[] = [];
  let atMs = 120 + chance() * 200;
  while (atMs < speakForMs) {
    const isStressed = chance() > 0.62;
    const durationMs = (isStressed ? 190 : 130) + chance() * 70;
    const progress = atMs / speakForMs;
    syllables.push({
      startMs: index * PHRASE_SLOT_MS + atMs,
      durationMs,
      vowel: VOWELS[Math.floor(chance() * VOWELS.length)] ?? 'a',
      // A voice falls towards the end of a sentence, and rises on what it stresses.
      pitchHz: basePitchHz * (1.16 - 0.3 * progress) * (isStressed ? 1.12 : 1),
      loudness: (isStressed ? 1 : 0.72) * (1 - 0.25 * progress),
      consonantMs: chance() > 0.3 ? 35 + chance() * 45 : 0,
      consonantHz: 1800 + chance() * 4200,
    });
    // Words have small gaps between them, syllables have none.
    atMs += durationMs + (chance() > 0.7 ? 60 + chance() * 90 : 12);
  }
  return syllables;
}

/** How wide the mouth is open at a moment of the script, 0 to 1. */
export function mouthOpening(atMs: number): number {
  if (atMs < 0) return 0;
  const phrase = phraseAt(Math.floor(atMs / PHRASE_SLOT_MS));
  let opening = 0;
  for (const syllable of phrase) {
    const sinceMs = atMs - syllable.startMs;
    if (sinceMs < 0 || sinceMs > syllable.durationMs + RELEASE_MS) continue;
    const rise = Math.min(1, sinceMs / ATTACK_MS);
    const fall = Math.min(1, (syllable.durationMs + RELEASE_MS - sinceMs) / RELEASE_MS);
    opening = Math.max(opening, OPENNESS[syllable.vowel] * syllable.loudness * rise * fall);
  }
  return opening;
}

/** A row of numbers from 0 to 1 that looks random and is the same for the same seed. */
function chances(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

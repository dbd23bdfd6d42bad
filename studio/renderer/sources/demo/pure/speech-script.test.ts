import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PHRASE_SLOT_MS, mouthOpening, phraseAt } from './speech-script.ts';

const anyPhrase = fc.nat({ max: 100_000 });

describe('the speech script', () => {
  it('says the same phrase for the same number, and different ones after each other', () => {
    expect(phraseAt(7)).toEqual(phraseAt(7));
    expect(phraseAt(7)).not.toEqual(phraseAt(8));
  });

  it('keeps every phrase in its slot, syllable after syllable, with a pause at the end', () => {
    fc.assert(
      fc.property(anyPhrase, (index) => {
        const phrase = phraseAt(index);
        expect(phrase.length).toBeGreaterThan(7);
        let endMs = index * PHRASE_SLOT_MS;
        for (const syllable of phrase) {
          expect(syllable.startMs).toBeGreaterThanOrEqual(endMs);
          endMs = syllable.startMs + syllable.durationMs;
        }
        expect((index + 1) * PHRASE_SLOT_MS - endMs).toBeGreaterThan(250);
      }),
    );
  });

  it('stays within what a human voice does', () => {
    fc.assert(
      fc.property(anyPhrase, (index) => {
        for (const { pitchHz, loudness, consonantMs, durationMs } of phraseAt(index)) {
          expect(pitchHz).toBeGreaterThan(70);
          expect(pitchHz).toBeLessThan(180);
          expect(loudness).toBeGreaterThan(0);
          expect(loudness).toBeLessThanOrEqual(1);
          expect(consonantMs).toBeLessThan(durationMs);
        }
      }),
    );
  });

  it('opens the mouth while something is said and closes it in the pauses', () => {
    const [first] = phraseAt(3);
    if (!first) throw new Error('a phrase without a syllable');
    expect(mouthOpening(first.startMs + first.durationMs / 2)).toBeGreaterThan(0.15);
    expect(mouthOpening(4 * PHRASE_SLOT_MS - 20)).toBe(0);
    expect(mouthOpening(-5)).toBe(0);
  });
});

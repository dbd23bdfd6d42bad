/** Read from a slide and typed by hundreds: no two look alike, and without vowels no code is a word. */
const LETTERS = 'CDFGHJKMNPQRTVWX34679';
const LENGTH = 6;

/** `pick` gives a whole number from 0 up to its limit, which is not reached; each as likely as the other. */
export function classCode(pick: (limit: number) => number): string {
  return Array.from({ length: LENGTH }, () => LETTERS[pick(LETTERS.length)]).join('');
}

const WORDS_MAX = 8;

/** What was typed to search, word by word; a page of text finds no more than its first words do. */
export function wordsOf(find: string): string[] {
  return find.split(/\s+/).filter(Boolean).slice(0, WORDS_MAX);
}

/** For SQL's `ilike`: the word anywhere, with nothing in it that means something there. */
export function likePattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Whether all the words are in it; whoever searches leaves accents and capitals out. */
export function hasWords(text: string, words: readonly string[]): boolean {
  const whole = folded(text);
  return words.every((word) => whole.includes(folded(word)));
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

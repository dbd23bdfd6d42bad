/** The pages that say all the words that are looked for, in their order. */
export function findPages(texts: ReadonlyMap<number, string>, asked: string): number[] {
  const words = fold(asked).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return [...texts]
    .filter(([, text]) => {
      const folded = fold(text);
      return words.every((word) => folded.includes(word));
    })
    .map(([page]) => page)
    .sort((a, b) => a - b);
}

/** Without regard to case and accents: who looks for 'schrodinger' means Schrödinger. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

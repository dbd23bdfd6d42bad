/** Nobody looks for something shorter: of two that begin closer to each other the first stays. */
export const CHAPTER_MIN_MS = 15_000;

import type { Handout, SlidesState } from '@rostrum/protocol/room';

/** What a student's picture has reached: what is handed out later would tell what comes. */
export function reachedHandouts(
  handouts: readonly Handout[],
  momentMs: number | undefined,
): readonly Handout[] {
  return momentMs === undefined ? handouts : handouts.filter(({ at }) => at <= momentMs);
}

/** Which of them the lecture is at: the page that is shown, else the one that was shown last; -1 without any. */
export function lectureIndex(handouts: readonly Handout[], slides: SlidesState): number {
  if (slides.is === 'open') {
    const { deckId, page } = slides;
    const index = handouts.findIndex((handout) => handout.deckId === deckId && handout.page === page);
    if (index >= 0) return index;
  }
  return handouts.length - 1;
}

/** Where a key leads from there; undefined for keys that lead nowhere. */
export function indexByKey(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'PageUp':
      return Math.max(0, index - 1);
    case 'ArrowRight':
    case 'PageDown':
      return Math.min(count - 1, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

import type { Handout, SlidesState } from '@rostrum/protocol/room';

/** A page stands for a moment before its picture is made and brought. */
export const CAME_LATER_MS = 2_500;
/** Whoever was led to a page's moment is there, give or take this. */
const NEARLY_MS = 500;

/** What a student's picture has reached: what is handed out later would tell what comes. */
export function reachedHandouts(
  handouts: readonly Handout[],
  momentMs: number | undefined,
): readonly Handout[] {
  return momentMs === undefined ? handouts : handouts.filter(({ at }) => at <= momentMs);
}

/**
 * Which of them the picture is at: the page that is shown, else the one that was shown last; -1 without any. Who has gone
 * back is where a page was shown first.
 */
export function lectureIndex(
  handouts: readonly Handout[],
  slides: SlidesState,
  momentMs: number | undefined,
): number {
  const reachedMs = momentMs ?? Infinity;
  if (slides.is === 'open' && slides.turnedAt <= reachedMs) {
    const { deckId, page } = slides;
    const index = handouts.findIndex((handout) => handout.deckId === deckId && handout.page === page);
    if (index >= 0) return index;
  }
  const last = handouts.findLastIndex(({ at }) => at - CAME_LATER_MS - NEARLY_MS <= reachedMs);
  return handouts.length > 0 ? Math.max(0, last) : -1;
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

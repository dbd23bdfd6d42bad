/** A key that was pressed, and where the person was at that moment. */
export interface KeyFacts {
  readonly key: string;
  /** Ctrl, Alt or the Windows or Apple key: that is a command of somebody else's. */
  readonly hasModifier: boolean;
  readonly hasShift: boolean;
  /** What has the focus. A field takes text; a control has a use for some keys of its own. */
  readonly focus: 'field' | 'control' | 'nothing';
  /** Whether that is among the slides, or somewhere else on the page. */
  readonly isInSlides: boolean;
}

export type SlideKey =
  | { does: 'next' }
  | { does: 'previous' }
  | { does: 'first' }
  | { does: 'last' }
  | { does: 'black' }
  | { does: 'jump'; page: number }
  /** Digits of a page number, until Enter is pressed. */
  | { does: 'type'; digits: string }
  | { does: 'nothing' };

const NOTHING: SlideKey = { does: 'nothing' };
const DIGITS_MAX = 4;

/**
 * What a key does to the slides. Presenter clickers send page keys and the full stop, wherever the focus is; the keys
 * that other things on the page have a use for count only among the slides, or where nothing has the focus.
 */
export function slideKeyOf(facts: KeyFacts, typed: string): SlideKey {
  const { key, hasModifier, hasShift, focus, isInSlides } = facts;
  if (hasModifier || focus === 'field') return NOTHING;
  switch (key) {
    case 'PageDown':
      return { does: 'next' };
    case 'PageUp':
      return { does: 'previous' };
    case '.':
      return { does: 'black' };
  }
  if (isInSlides) {
    if (/^\d$/.test(key)) return { does: 'type', digits: (typed + key).slice(-DIGITS_MAX) };
    if (typed !== '' && key === 'Backspace') return { does: 'type', digits: typed.slice(0, -1) };
    if (typed !== '' && key === 'Escape') return { does: 'type', digits: '' };
    if (typed !== '' && key === 'Enter') return { does: 'jump', page: Number(typed) };
  }
  // Space and Enter press a button, also one among the slides; arrows move within a group of choices elsewhere.
  if (key === ' ') return focus === 'control' ? NOTHING : { does: hasShift ? 'previous' : 'next' };
  if (focus === 'control' && !isInSlides) return NOTHING;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return { does: 'next' };
    case 'ArrowLeft':
    case 'ArrowUp':
      return { does: 'previous' };
    case 'Home':
      return { does: 'first' };
    case 'End':
      return { does: 'last' };
    default:
      return NOTHING;
  }
}

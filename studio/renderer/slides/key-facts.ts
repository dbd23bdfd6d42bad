import type { KeyFacts } from './pure/slide-keys.ts';

const FIELDS =
  'input:not([type=button], [type=submit], [type=checkbox], [type=radio], [type=range]), textarea, select';
const CONTROLS =
  'button, a[href], input, summary, [role=slider], [role=tab], [role=radio], [role=menuitem], [tabindex]';

/** Marks what belongs to the slides. */
const SLIDES_MARK = 'data-slides';

/** Undefined where the key is not for the slides at all: somebody has used it, or a dialog stands before them. */
export function keyFactsOf(event: KeyboardEvent): KeyFacts | undefined {
  if (event.defaultPrevented || event.isComposing) return undefined;
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  const marked = target?.closest(`[${SLIDES_MARK}]`);
  const dialog = document.querySelector('dialog:modal');
  if (dialog && !(marked && dialog.contains(marked))) return undefined;
  return {
    key: event.key,
    hasModifier: event.ctrlKey || event.altKey || event.metaKey,
    hasShift: event.shiftKey,
    focus: focusOf(target),
    isInSlides: marked !== null && marked !== undefined,
  };
}

function focusOf(target: HTMLElement | undefined): KeyFacts['focus'] {
  if (!target || target === document.body) return 'nothing';
  if (target.isContentEditable || target.matches(FIELDS)) return 'field';
  return target.matches(CONTROLS) && !target.matches('[tabindex="-1"]:not(button)') ? 'control' : 'nothing';
}

import { CONTENT_SLOTS, type ContentSlot, type Slot } from '../../compositor/pure/picture.ts';
import type { SceneId } from '../../compositor/pure/scene.ts';

/** The slots that something stands in. */
export type Filled = readonly Slot[];

export type Missing = 'camera' | ContentSlot | 'guests';

/** The source without which this scene shows nothing but the card. */
export function missingIn(scene: SceneId, filled: Filled): Missing | undefined {
  switch (scene) {
    case 'camera':
      return filled.includes('camera') ? undefined : 'camera';
    case 'slides':
    case 'screen':
      return filled.includes('slides') || filled.includes('screen') ? undefined : scene;
    case 'board':
      return filled.includes('board') ? undefined : 'board';
    case 'guests':
      return hasGuests(filled) || filled.includes('camera') ? undefined : 'guests';
    default:
      return undefined;
  }
}

export function hasGuests(filled: Filled): boolean {
  return filled.some((slot) => slot.startsWith('guest:'));
}

export function contentAmong(filled: Filled): ContentSlot[] {
  return CONTENT_SLOTS.filter((slot) => filled.includes(slot));
}

/**
 * What is taught from, once this slot has been filled. Slides and screens come into the picture as they are opened; a
 * whiteboard stands open from the beginning, and comes when it is wanted.
 */
export function contentAfter(content: ContentSlot, filledNow: Slot): ContentSlot {
  return filledNow === 'slides' || filledNow === 'screen' ? filledNow : content;
}

export function withSlot(filled: Filled, slot: Slot, isFilled: boolean): Filled {
  if (filled.includes(slot) === isFilled) return filled;
  return isFilled ? [...filled, slot] : filled.filter((other) => other !== slot);
}

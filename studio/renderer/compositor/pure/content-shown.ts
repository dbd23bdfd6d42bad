import { CONTENT_SLOTS, type ContentSlot } from './picture.ts';

/** Whether anything stands in a slot. */
type Has = (slot: ContentSlot) => boolean;

/** What a scene of content and camera shows as its content. */
export function contentIn(wanted: ContentSlot, has: Has): ContentSlot | undefined {
  return [wanted, ...CONTENT_SLOTS].find((slot) => has(slot));
}

/** A shared screen and slides stand in for each other; a whiteboard is only itself. */
export function alikeIn(wanted: ContentSlot, has: Has): ContentSlot | undefined {
  const alike = { slides: ['slides', 'screen'], screen: ['screen', 'slides'], board: ['board'] } as const;
  return alike[wanted].find((slot) => has(slot));
}

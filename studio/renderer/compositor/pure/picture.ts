export interface Size {
  width: number;
  height: number;
}

export interface Rect extends Size {
  x: number;
  y: number;
}

export type GuestSlot = `guest:${string}`;

/** What a lecture is about, as opposed to who speaks. */
export const CONTENT_SLOTS = ['slides', 'screen', 'board'] as const;
export type ContentSlot = (typeof CONTENT_SLOTS)[number];

/** A place in a scene that a source fills. */
export type Slot = 'camera' | ContentSlot | GuestSlot;

/** The pictures there are just now, guests in the order they came; a slot without one is missing. */
export type Pictures = Readonly<Partial<Record<Slot, Size>>>;

export function guestSlot(id: string): GuestSlot {
  return `guest:${id}`;
}

export function guestsAmong(pictures: Pictures): GuestSlot[] {
  return Object.keys(pictures).filter((slot): slot is GuestSlot => slot.startsWith('guest:'));
}

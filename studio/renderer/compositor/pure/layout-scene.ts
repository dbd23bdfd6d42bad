import { alikeIn, contentIn } from './content-shown.ts';
import { type Fitted, contain, cover } from './fit.ts';
import { gridOf } from './grid.ts';
import { INK_LAYERS, type InkLayer } from './ink.ts';
import { insetRect } from './inset.ts';
import { type ContentSlot, type Pictures, type Rect, type Size, type Slot, guestsAmong } from './picture.ts';
import type { Place, Scene } from './scene.ts';

export type { Size } from './picture.ts';

export type DrawStep =
  | { draw: 'backdrop' }
  | { draw: 'picture'; slot: Slot; from: Rect; to: Rect; cornerRadius: number }
  /** What has been drawn over; `from` is in the programme's pixels, whatever the ink's own size. */
  | { draw: 'ink'; layer: InkLayer; from: Rect; to: Rect }
  /** Whose picture this is, where it has a name; within `on`. */
  | { draw: 'name'; slot: Slot; on: Rect }
  /** Nothing to show in this scene: the lecture's title stands in. */
  | { draw: 'card' };

type Steps = readonly DrawStep[];
const CARD: Steps = [{ draw: 'card' }];
/** More would hide what is taught from; all are in the grid. */
const STRIP_MOST = 4;
const STRIP_TILE = 0.17;

/** What to draw, from the back to the front. Guests are in every scene, for a class wants to see who speaks. */
export function layoutScene(scene: Scene, size: Size, pictures: Pictures): Steps {
  const steps = sceneAlone(scene, size, pictures);
  // The grid has them, and one's own scenes say themselves what is in them.
  if (scene.is === 'guests' || scene.is === 'custom') return steps;
  const isLeftTaken = scene.is === 'picture-in-picture' && isLeft(insetRect(scene.inset, size), size);
  return [...steps, ...guestStrip(size, pictures, isLeftTaken ? 'right' : 'left')];
}

function sceneAlone(scene: Scene, size: Size, pictures: Pictures): Steps {
  const has = (slot: ContentSlot) => pictures[slot] !== undefined;
  switch (scene.is) {
    case 'camera':
      return cameraAlone(size, pictures);
    case 'content': {
      const content = alikeIn(scene.content, has);
      return content ? contentAlone(content, size, pictures) : CARD;
    }
    case 'guests':
      return guestsGrid(size, pictures);
    case 'custom':
      return customScene(scene.places, size, pictures);
    case 'side-by-side':
    case 'picture-in-picture': {
      const content = contentIn(scene.content, has);
      // A scene of two with one source shows that one whole, so that a camera that fails leaves no hole.
      if (!content) return cameraAlone(size, pictures);
      const { camera } = pictures;
      if (!camera) return contentAlone(content, size, pictures);
      if (scene.is === 'side-by-side') return sideBySide(content, size, pictures, camera);
      const inset = picture('camera', cover(camera, insetRect(scene.inset, size)), size.width / 96);
      return [...contentAlone(content, size, pictures), inset];
    }
  }
}

function cameraAlone(size: Size, { camera }: Pictures): Steps {
  return camera ? [picture('camera', cover(camera, whole(size)))] : CARD;
}

function contentAlone(slot: ContentSlot, size: Size, pictures: Pictures): Steps {
  const { [slot]: content } = pictures;
  if (!content) return CARD;
  const steps: Steps = [{ draw: 'backdrop' }, picture(slot, contain(content, whole(size)))];
  return canBeDrawnOver(slot) ? [...steps, ...inkSteps(whole(size), whole(size))] : steps;
}

/** The slides get two thirds; the camera stands beside them, upright, because a speaker is taller than wide. */
function sideBySide(slot: ContentSlot, size: Size, pictures: Pictures, camera: Size): Steps {
  const { width, height } = size;
  const gap = Math.round(width / 60);
  const cameraWidth = Math.round(width * 0.28);
  const contentArea = { x: gap, y: gap, width: width - cameraWidth - 3 * gap, height: height - 2 * gap };
  const cameraHeight = Math.min(height - 2 * gap, Math.round((cameraWidth * 4) / 3));
  const cameraArea = {
    x: width - gap - cameraWidth,
    y: Math.round((height - cameraHeight) / 2),
    width: cameraWidth,
    height: cameraHeight,
  };
  return [
    { draw: 'backdrop' },
    ...contentInside(slot, size, pictures, contentArea),
    picture('camera', cover(camera, cameraArea), width / 160),
  ];
}

function contentInside(slot: ContentSlot, size: Size, pictures: Pictures, area: Rect): Steps {
  const { [slot]: content } = pictures;
  if (!content) return [];
  const fitted = contain(content, area);
  const step = picture(slot, fitted, size.width / 160);
  return canBeDrawnOver(slot) ? [step, ...inkOver(content, fitted, size)] : [step];
}

/** What is drawn on the whiteboard is in its own picture. */
function canBeDrawnOver(slot: Slot): boolean {
  return slot === 'slides' || slot === 'screen';
}

/**
 * The pen draws over the content as it is alone in the programme. Where the content is smaller, the ink over it moves
 * and shrinks with it.
 */
function inkOver(content: Size, { from, to }: Fitted, size: Size): Steps {
  const alone = contain(content, whole(size)).to;
  const scale = alone.width / content.width;
  const inkFrom = {
    x: alone.x + from.x * scale,
    y: alone.y + from.y * scale,
    width: from.width * scale,
    height: from.height * scale,
  };
  return inkSteps(inkFrom, to);
}

function inkSteps(from: Rect, to: Rect): Steps {
  return INK_LAYERS.map((layer): DrawStep => ({ draw: 'ink', layer, from, to }));
}

function guestsGrid(size: Size, pictures: Pictures): Steps {
  const guests = guestsAmong(pictures);
  if (guests.length === 0) return cameraAlone(size, pictures);
  const gap = Math.round(size.width / 80);
  const area = { x: gap, y: gap, width: size.width - 2 * gap, height: size.height - 2 * gap };
  const slots: Slot[] = pictures.camera ? ['camera', ...guests] : guests;
  return [{ draw: 'backdrop' }, ...tiles(slots, area, gap, size, pictures)];
}

function tiles(slots: readonly Slot[], area: Rect, gap: number, size: Size, pictures: Pictures): Steps {
  const places = gridOf(slots.length, area, gap);
  return slots.flatMap((slot, index) => {
    const { [slot]: shown } = pictures;
    const place = places[index];
    if (!shown || !place) return [];
    return [picture(slot, cover(shown, place), size.width / 160), { draw: 'name' as const, slot, on: place }];
  });
}

/** A row at the bottom, away from the camera. */
function guestStrip(size: Size, pictures: Pictures, side: 'left' | 'right'): Steps {
  const guests = guestsAmong(pictures).slice(0, STRIP_MOST);
  const gap = Math.round(size.width / 80);
  const width = Math.round(Math.min(size.width, (size.height * 16) / 9) * STRIP_TILE);
  const height = Math.round((width * 9) / 16);
  return guests.flatMap((slot, index) => {
    const { [slot]: shown } = pictures;
    if (!shown) return [];
    const offset = gap + index * (width + gap);
    const x = side === 'left' ? offset : size.width - offset - width;
    const place = { x, y: size.height - gap - height, width, height };
    return [picture(slot, cover(shown, place), size.width / 160), { draw: 'name' as const, slot, on: place }];
  });
}

function isLeft({ x, width }: Rect, size: Size): boolean {
  return x + width / 2 < size.width / 2;
}

function customScene(places: readonly Place[], size: Size, pictures: Pictures): Steps {
  const steps = places.flatMap((place) => placed(place, size, pictures));
  return steps.length > 0 ? [{ draw: 'backdrop' }, ...steps] : CARD;
}

function placed(place: Place, size: Size, pictures: Pictures): Steps {
  const area = {
    x: Math.round(place.x * size.width),
    y: Math.round(place.y * size.height),
    width: Math.min(Math.round(place.width * size.width), size.width - Math.round(place.x * size.width)),
    height: Math.min(Math.round(place.height * size.height), size.height - Math.round(place.y * size.height)),
  };
  if (place.slot === 'guests') {
    return tiles(guestsAmong(pictures), area, Math.round(size.width / 160), size, pictures);
  }
  const { [place.slot]: shown } = pictures;
  if (!shown) return [];
  const fitted = place.fit === 'cover' ? cover(shown, area) : contain(shown, area);
  const step = picture(place.slot, fitted);
  return canBeDrawnOver(place.slot) ? [step, ...inkOver(shown, fitted, size)] : [step];
}

function picture(slot: Slot, { from, to }: Fitted, cornerRadius = 0): DrawStep {
  return { draw: 'picture', slot, from, to, cornerRadius };
}

function whole({ width, height }: Size): Rect {
  return { x: 0, y: 0, width, height };
}

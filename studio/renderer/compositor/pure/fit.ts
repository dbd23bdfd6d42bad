import type { Rect, Size } from './picture.ts';

export interface Fitted {
  /** The part of the picture that is shown. */
  from: Rect;
  to: Rect;
}

/** Fills the whole place; what stands over is cut off evenly on both sides. */
export function cover(picture: Size, to: Rect): Fitted {
  const scale = Math.max(to.width / picture.width, to.height / picture.height);
  const width = to.width / scale;
  const height = to.height / scale;
  return { from: { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height }, to };
}

/** Shows the whole picture, as large as it fits: nothing of a slide may be cut off. */
export function contain(picture: Size, place: Rect): Fitted {
  const scale = Math.min(place.width / picture.width, place.height / picture.height);
  const width = Math.round(picture.width * scale);
  const height = Math.round(picture.height * scale);
  const to = {
    x: place.x + Math.round((place.width - width) / 2),
    y: place.y + Math.round((place.height - height) / 2),
    width,
    height,
  };
  return { from: { x: 0, y: 0, width: picture.width, height: picture.height }, to };
}

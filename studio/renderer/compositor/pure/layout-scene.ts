export const SCENES = ['picture-in-picture', 'side-by-side', 'slides', 'camera'] as const;
export type Scene = (typeof SCENES)[number];

/** A place in a scene that a source fills. A shared screen stands where slides do. */
export type Slot = 'camera' | 'slides';

export interface Size {
  width: number;
  height: number;
}

export interface Rect extends Size {
  x: number;
  y: number;
}

/** The pictures there are just now; a slot without one is missing. */
export type Pictures = Readonly<Partial<Record<Slot, Size>>>;

export type DrawStep =
  | { draw: 'backdrop' }
  | { draw: 'picture'; slot: Slot; from: Rect; to: Rect; cornerRadius: number }
  /** Nothing to show in this scene: the lecture's title stands in. */
  | { draw: 'card' };

/** What to draw, from the back to the front. */
export function layoutScene(scene: Scene, size: Size, pictures: Pictures): readonly DrawStep[] {
  const whole = { x: 0, y: 0, ...size };
  const { camera, slides } = pictures;
  switch (scene) {
    case 'camera':
      return camera ? [covering('camera', camera, whole)] : [{ draw: 'card' }];
    case 'slides':
      return slides ? [{ draw: 'backdrop' }, containing('slides', slides, whole)] : [{ draw: 'card' }];
    case 'side-by-side':
      if (!camera || !slides) return onlyOne(whole, pictures);
      return [{ draw: 'backdrop' }, ...sideBySide(size, slides, camera)];
    case 'picture-in-picture':
      if (!camera || !slides) return onlyOne(whole, pictures);
      return [
        { draw: 'backdrop' },
        containing('slides', slides, whole),
        covering('camera', camera, insetOf(size), size.width / 96),
      ];
  }
}

// A scene of two with one source shows that one whole, so that a camera that fails leaves no hole.
function onlyOne(whole: Rect, { camera, slides }: Pictures): readonly DrawStep[] {
  if (slides) return [{ draw: 'backdrop' }, containing('slides', slides, whole)];
  return camera ? [covering('camera', camera, whole)] : [{ draw: 'card' }];
}

/** The slides get two thirds; the camera stands beside them, upright, because a speaker is taller than wide. */
function sideBySide({ width, height }: Size, slides: Size, camera: Size): readonly DrawStep[] {
  const gap = Math.round(width / 60);
  const cameraWidth = Math.round(width * 0.28);
  const slidesArea = { x: gap, y: gap, width: width - cameraWidth - 3 * gap, height: height - 2 * gap };
  const cameraHeight = Math.min(height - 2 * gap, Math.round((cameraWidth * 4) / 3));
  const cameraArea = {
    x: width - gap - cameraWidth,
    y: Math.round((height - cameraHeight) / 2),
    width: cameraWidth,
    height: cameraHeight,
  };
  return [
    containing('slides', slides, slidesArea, width / 160),
    covering('camera', camera, cameraArea, width / 160),
  ];
}

/** Bottom right: the burned-in clock and a slide's heading are at the top left. */
function insetOf({ width, height }: Size): Rect {
  const margin = Math.round(width / 48);
  const insetHeight = Math.round(Math.min(width * 0.18, height * 0.4));
  const insetWidth = Math.round((insetHeight * 4) / 3);
  return {
    x: width - margin - insetWidth,
    y: height - margin - insetHeight,
    width: insetWidth,
    height: insetHeight,
  };
}

/** Fills the whole place; what stands over is cut off evenly on both sides. */
function covering(slot: Slot, picture: Size, to: Rect, cornerRadius = 0): DrawStep {
  const scale = Math.max(to.width / picture.width, to.height / picture.height);
  const width = to.width / scale;
  const height = to.height / scale;
  const from = { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
  return { draw: 'picture', slot, from, to, cornerRadius };
}

/** Shows the whole picture, as large as it fits: nothing of a slide may be cut off. */
function containing(slot: Slot, picture: Size, place: Rect, cornerRadius = 0): DrawStep {
  const scale = Math.min(place.width / picture.width, place.height / picture.height);
  const width = Math.round(picture.width * scale);
  const height = Math.round(picture.height * scale);
  const to = {
    x: place.x + Math.round((place.width - width) / 2),
    y: place.y + Math.round((place.height - height) / 2),
    width,
    height,
  };
  return { draw: 'picture', slot, from: { x: 0, y: 0, ...picture }, to, cornerRadius };
}

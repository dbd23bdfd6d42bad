import { type CustomScene, type Place, type PlaceSlot, customId } from '../../compositor/pure/scene.ts';

/** Less can't be seen. */
const LEAST = 0.05;
/** Nearer to an edge than this, it goes to the edge. */
const SNAP = 0.02;
const KEY_STEP = 0.02;
const KEY_STEP_LARGE = 0.1;

/** Beside one another at first, so that a new place never hides all of another one. */
const FIRST_PLACES: Readonly<Record<PlaceSlot, Omit<Place, 'slot'>>> = {
  slides: { fit: 'contain', x: 0, y: 0, width: 0.75, height: 0.75 },
  screen: { fit: 'contain', x: 0, y: 0, width: 0.75, height: 0.75 },
  board: { fit: 'contain', x: 0, y: 0, width: 0.75, height: 0.75 },
  camera: { fit: 'cover', x: 0.75, y: 0.5, width: 0.25, height: 0.5 },
  guests: { fit: 'cover', x: 0.75, y: 0, width: 0.25, height: 0.5 },
};

export function newScene(key: string, name: string): CustomScene {
  return {
    id: customId(key),
    name,
    places: [
      { slot: 'slides', ...FIRST_PLACES.slides },
      { slot: 'camera', ...FIRST_PLACES.camera },
    ],
  };
}

export function withPlace(scene: CustomScene, slot: PlaceSlot): CustomScene {
  return { ...scene, places: [...scene.places, { slot, ...FIRST_PLACES[slot] }] };
}

export function withoutPlace(scene: CustomScene, index: number): CustomScene {
  return { ...scene, places: scene.places.filter((_, at) => at !== index) };
}

/** One step to the front. */
export function broughtForward(scene: CustomScene, index: number): CustomScene {
  const places = [...scene.places];
  const [moved] = places.splice(index, 1);
  if (moved) places.splice(index + 1, 0, moved);
  return { ...scene, places };
}

export function withPlaceChanged(scene: CustomScene, index: number, change: Partial<Place>): CustomScene {
  return {
    ...scene,
    places: scene.places.map((place, at) => (at === index ? insidePicture({ ...place, ...change }) : place)),
  };
}

/** By shares of the picture; it stops at the edges. */
export function movedPlace(place: Place, dx: number, dy: number): Place {
  return insidePicture({ ...place, x: place.x + dx, y: place.y + dy });
}

/** By its lower right corner: the upper left one stays where it is. */
export function resizedPlace(place: Place, dx: number, dy: number): Place {
  const side = (length: number, start: number) => Math.min(1 - start, Math.max(LEAST, length));
  return { ...place, width: side(place.width + dx, place.x), height: side(place.height + dy, place.y) };
}

/** Where it comes to rest when it is let go: at an edge that it is nearly at. */
export function restingPlace(place: Place): Place {
  const [width, height] = [rounded(place.width), rounded(place.height)];
  const at = (start: number, length: number) =>
    start < SNAP ? 0 : 1 - start - length < SNAP ? 1 - length : rounded(start);
  return insidePicture({ ...place, width, height, x: at(place.x, width), y: at(place.y, height) });
}

/** Arrows move it, plus and minus resize it in its shape; nothing for any other key. */
export function placeByKey(place: Place, key: string, isLarge: boolean): Place | undefined {
  const step = isLarge ? KEY_STEP_LARGE : KEY_STEP;
  switch (key) {
    case 'ArrowLeft':
      return roundedPlace(movedPlace(place, -step, 0));
    case 'ArrowRight':
      return roundedPlace(movedPlace(place, step, 0));
    case 'ArrowUp':
      return roundedPlace(movedPlace(place, 0, -step));
    case 'ArrowDown':
      return roundedPlace(movedPlace(place, 0, step));
    case '+':
    case '=':
      return roundedPlace(scaledPlace(place, step));
    case '-':
    case '_':
      return roundedPlace(scaledPlace(place, -step));
    default:
      return undefined;
  }
}

/** Wider by so much and higher to match, until one side can go no further. */
function scaledPlace(place: Place, by: number): Place {
  const most = Math.min((1 - place.x) / place.width, (1 - place.y) / place.height);
  const least = Math.max(LEAST / place.width, LEAST / place.height);
  const times = Math.max(Math.min(1 + by / place.width, most), Math.min(1, least));
  return { ...place, width: place.width * times, height: place.height * times };
}

/** It is kept in a file: no more digits than can be seen. */
function roundedPlace(place: Place): Place {
  const { x, y, width, height } = place;
  return insidePicture({
    ...{ ...place, x: rounded(x), y: rounded(y) },
    ...{ width: rounded(width), height: rounded(height) },
  });
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** What was typed, as a share; nothing where it is no number. */
export function shareOf(percent: string): number | undefined {
  const number = Number(percent);
  return percent.trim() === '' || !Number.isFinite(number) ? undefined : number / 100;
}

/** Pushed back where it stands over an edge: first its place gives way, then its size. */
function insidePicture(place: Place): Place {
  const side = (length: number) => Math.min(1, Math.max(LEAST, length));
  const width = side(place.width);
  const height = side(place.height);
  const at = (start: number, length: number) => Math.min(1 - length, Math.max(0, start));
  return { ...place, width, height, x: at(place.x, width), y: at(place.y, height) };
}

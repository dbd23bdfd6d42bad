import { type CustomScene, type Place, type PlaceSlot, customId } from '../../compositor/pure/scene.ts';

const PERCENT_LEAST = 5;

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

/** What was typed, as a share; nothing where it is no number. */
export function shareOf(percent: string): number | undefined {
  const number = Number(percent);
  return percent.trim() === '' || !Number.isFinite(number) ? undefined : number / 100;
}

/** Pushed back where it stands over an edge: first its place gives way, then its size. */
function insidePicture(place: Place): Place {
  const side = (length: number) => Math.min(1, Math.max(PERCENT_LEAST / 100, length));
  const width = side(place.width);
  const height = side(place.height);
  const at = (start: number, length: number) => Math.min(1 - length, Math.max(0, start));
  return { ...place, width, height, x: at(place.x, width), y: at(place.y, height) };
}

import * as v from 'valibot';
import type { Inset } from './inset.ts';
import { CONTENT_SLOTS, type ContentSlot } from './picture.ts';

/** The scenes that are always there, in the order of their keys. */
export const SCENES = [
  'picture-in-picture',
  'side-by-side',
  'slides',
  'camera',
  'screen',
  'board',
  'guests',
] as const;
export type SceneName = (typeof SCENES)[number];

const CUSTOM_PREFIX = 'custom:';
export type CustomSceneId = `${typeof CUSTOM_PREFIX}${string}`;
export type SceneId = SceneName | CustomSceneId;

export const PLACE_SLOTS = ['camera', ...CONTENT_SLOTS, 'guests'] as const;
export const PLACE_LIMITS = { placesMost: 12, nameMost: 40 } as const;
/** Less can't be seen. */
const SIDE_LEAST = 0.05;

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const side = v.pipe(v.number(), v.minValue(SIDE_LEAST), v.maxValue(1));

/** Lengths are shares of the programme’s. `guests` is the grid of all of them. */
const placeSchema = v.pipe(
  v.object({
    slot: v.picklist(PLACE_SLOTS),
    fit: v.picklist(['cover', 'contain']),
    x: share,
    y: share,
    width: side,
    height: side,
  }),
  v.check(({ x, y, width, height }) => x + width <= 1.0001 && y + height <= 1.0001, 'stands over the edge'),
);
export type Place = v.InferOutput<typeof placeSchema>;
export type PlaceSlot = Place['slot'];

export const customSceneSchema = v.object({
  id: v.custom<CustomSceneId>((id) => typeof id === 'string' && isCustom(id) && id.length <= 60),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(PLACE_LIMITS.nameMost)),
  /** From the back to the front. */
  places: v.pipe(v.array(placeSchema), v.maxLength(PLACE_LIMITS.placesMost)),
});
export type CustomScene = v.InferOutput<typeof customSceneSchema>;

/** All that a scene is painted by. */
export type Scene =
  | { is: 'camera' | 'guests' }
  | { is: 'content'; content: ContentSlot }
  | { is: 'side-by-side'; content: ContentSlot }
  | { is: 'picture-in-picture'; content: ContentSlot; inset: Inset }
  | { is: 'custom'; places: readonly Place[] };

export interface SceneSurroundings {
  inset: Inset;
  custom: readonly CustomScene[];
  /** What is taught from just now. */
  content: ContentSlot;
}

function isCustom(id: string): id is CustomSceneId {
  return id.startsWith(CUSTOM_PREFIX) && id.length > CUSTOM_PREFIX.length;
}

export function customId(key: string): CustomSceneId {
  return `${CUSTOM_PREFIX}${key}`;
}

export function sceneOf(id: SceneId, { inset, custom, content }: SceneSurroundings): Scene {
  switch (id) {
    case 'camera':
    case 'guests':
      return { is: id };
    case 'slides':
    case 'screen':
    case 'board':
      return { is: 'content', content: id };
    case 'side-by-side':
      return { is: id, content };
    case 'picture-in-picture':
      return { is: id, content, inset };
    default:
      // One that was deleted meanwhile shows what there is.
      return {
        is: 'custom',
        places: custom.find((scene) => scene.id === id)?.places ?? [],
      };
  }
}

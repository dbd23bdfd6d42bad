import * as v from 'valibot';
import { CHAPTER_MIN_MS } from '../chapters/chapter-min.ts';
import { personIdSchema } from '../ids.ts';
import { SCENE_NAME_MAX } from '../limits.ts';
import type { StreamEvent } from '../stream/index.ts';
import { textOf } from '../text.ts';

/** What a lecture is about, as opposed to who speaks. */
const contentSchema = v.picklist(['slides', 'screen', 'board']);

/** What the programme shows, by the studio's own kinds of scenes. */
export const sceneSchema = v.variant('kind', [
  v.object({ kind: v.picklist(['camera', 'guests', ...contentSchema.options]) }),
  v.object({ kind: v.picklist(['picture-in-picture', 'side-by-side']), content: contentSchema }),
  /** The instructor's own, under the name that they gave it. */
  v.object({ kind: v.literal('custom'), name: textOf(SCENE_NAME_MAX) }),
]);

/** What is looked at in a scene: slides are slides, whether they fill the picture or share it with who speaks. */
export const subjectSchema = v.variant('is', [
  v.object({ is: v.literal('scene'), shows: v.picklist(['camera', 'guests', ...contentSchema.options]) }),
  v.object({ is: v.literal('own-scene'), title: v.string() }),
]);

export const sceneCommands = [v.object({ type: v.literal('scene.show'), scene: sceneSchema })] as const;

export const sceneEvents = [
  v.object({ type: v.literal('scene.shown'), scene: sceneSchema, personId: personIdSchema }),
] as const;

/** Unknown until a studio has said it of the stream that is on air. */
export const sceneStateSchema = v.variant('is', [
  v.object({ is: v.literal('unknown') }),
  v.object({
    is: v.literal('known'),
    scene: sceneSchema,
    /** Its subject is looked at since then, through whatever scenes. */
    since: v.number(),
    /** What was looked at before, for long enough to be remembered. */
    before: v.optional(subjectSchema),
  }),
]);

export type Scene = v.InferOutput<typeof sceneSchema>;
export type Subject = v.InferOutput<typeof subjectSchema>;
export type SceneState = v.InferOutput<typeof sceneStateSchema>;
export type SceneEvent = v.InferOutput<(typeof sceneEvents)[number]>;
/** With these the programme is another one, of which nobody has said what it shows. */
type NewProgramme = Extract<StreamEvent, { type: 'stream.started' | 'stream.source-changed' }>;

export const unknownScene: SceneState = { is: 'unknown' };

export function foldScene(state: SceneState, event: SceneEvent | NewProgramme, at: number): SceneState {
  if (event.type !== 'scene.shown') return unknownScene;
  const { scene } = event;
  if (state.is === 'unknown') return { is: 'known', scene, since: at };
  if (isSameSubject(subjectOf(state.scene), subjectOf(scene))) return { ...state, scene };
  const before = lastingSubject(state, at);
  return { is: 'known', scene, since: at, ...(before ? { before } : {}) };
}

/** What was looked at up to `at` for a while, and not only in passing. */
export function lastingSubject(state: SceneState, at: number): Subject | undefined {
  if (state.is === 'unknown') return undefined;
  return at - state.since < CHAPTER_MIN_MS ? state.before : subjectOf(state.scene);
}

export function subjectOf(scene: Scene): Subject {
  switch (scene.kind) {
    case 'picture-in-picture':
    case 'side-by-side':
      return { is: 'scene', shows: scene.content };
    case 'custom':
      return { is: 'own-scene', title: scene.name };
    default:
      return { is: 'scene', shows: scene.kind };
  }
}

export function isSameSubject(one: Subject, other: Subject): boolean {
  if (one.is === 'scene') return other.is === 'scene' && one.shows === other.shows;
  return other.is === 'own-scene' && one.title === other.title;
}

export function isSameScene(one: Scene, other: Scene): boolean {
  return one.kind === other.kind && isSameSubject(subjectOf(one), subjectOf(other));
}

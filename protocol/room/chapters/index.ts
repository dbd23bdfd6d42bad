import * as v from 'valibot';
import type { Event, LoggedEvent } from '../event.ts';
import type { Phase } from '../lifecycle/index.ts';
import {
  type SceneState,
  type Subject,
  foldScene,
  isSameSubject,
  lastingSubject,
  subjectOf,
  subjectSchema,
  unknownScene,
} from '../scene/index.ts';
import { CHAPTER_MIN_MS } from './chapter-min.ts';

export { CHAPTER_MIN_MS } from './chapter-min.ts';

const TITLE_MAX = 80;
const KEPT = 500;

/** What a chapter is called: each page says it in its reader's language. */
export const chapterNameSchema = v.variant('is', [
  v.object({ is: v.literal('beginning') }),
  /** Somebody's own words. */
  v.object({ is: v.literal('titled'), title: v.string() }),
  /** `title`: its first line, where it has one; of slides that were just opened theirs. */
  v.object({ is: v.literal('slide'), page: v.number(), title: v.optional(v.string()) }),
  v.object({ is: v.literal('poll'), question: v.string() }),
  v.object({ is: v.literal('break') }),
  v.object({ is: v.literal('after-break') }),
  /** What is looked at from then on. */
  ...subjectSchema.options,
]);

const chapterSchema = v.object({ at: v.number(), name: chapterNameSchema });

/** In their order, since the stream on air began; of slides and scenes those that were not only shown in passing. */
export const chaptersStateSchema = v.array(chapterSchema);

export type ChapterName = v.InferOutput<typeof chapterNameSchema>;
export type Chapter = v.InferOutput<typeof chapterSchema>;

/** How the class was before an event. */
interface Before {
  readonly phase: Phase;
  readonly scene: SceneState;
}

export function foldChapters(chapters: Chapter[], event: Event, at: number, before: Before): Chapter[] {
  // What is live can only be gone back in to its beginning.
  if (event.type === 'stream.started') return [];
  const next = withEvent(chapters, event, at, before);
  return next.length > KEPT ? next.slice(-KEPT) : next;
}

/** Of a whole log, whatever was on air. */
export function chaptersIn(events: Iterable<LoggedEvent>): Chapter[] {
  let chapters: Chapter[] = [];
  let before: Before = { phase: 'scheduled', scene: unknownScene };
  for (const { at, event } of events) {
    chapters = withEvent(chapters, event, at, before);
    before = after(before, event, at);
  }
  return chapters;
}

function after(before: Before, event: Event, at: number): Before {
  switch (event.type) {
    case 'class.phase-changed':
      return { ...before, phase: event.phase };
    case 'scene.shown':
    case 'stream.started':
    case 'stream.source-changed':
      return { ...before, scene: foldScene(before.scene, event, at) };
    default:
      return before;
  }
}

function withEvent(chapters: Chapter[], event: Event, at: number, { phase, scene }: Before): Chapter[] {
  switch (event.type) {
    case 'slides.opened':
    case 'slides.turned': {
      const title = shortened(event.title ?? '');
      const name: ChapterName = { is: 'slide', page: event.page, ...(title === '' ? {} : { title }) };
      return [...withoutPassing(chapters, isSlide, at), { at, name }];
    }
    case 'slides.closed':
      return withoutPassing(chapters, isSlide, at);
    case 'scene.shown':
      return withSubject(chapters, subjectOf(event.scene), at, scene);
    case 'announcement.made':
      return [...chapters, { at, name: { is: 'titled', title: shortened(event.text) } }];
    case 'share.added':
      return [...chapters, { at, name: { is: 'titled', title: shortened(event.item.title) } }];
    case 'poll.opened':
      return [...chapters, { at, name: { is: 'poll', question: shortened(event.draft.question) } }];
    case 'class.phase-changed':
      if (event.phase === 'paused') return [...chapters, { at, name: { is: 'break' } }];
      if (event.phase !== 'live' || phase !== 'paused') return chapters;
      return [...chapters, { at, name: { is: 'after-break' } }];
    default:
      return chapters;
  }
}

/** Where something else is looked at: not where the same is shown larger, nor what the programme began with. */
function withSubject(chapters: Chapter[], name: Subject, at: number, scene: SceneState): Chapter[] {
  if (scene.is === 'unknown' || isSameSubject(subjectOf(scene.scene), name)) return chapters;
  const settled = withoutPassing(chapters, isSubject, at);
  const lasting = lastingSubject(scene, at);
  return !lasting || isSameSubject(lasting, name) ? settled : [...settled, { at, name }];
}

function isSlide({ is }: ChapterName): boolean {
  return is === 'slide';
}

function isSubject({ is }: ChapterName): boolean {
  return is === 'scene' || is === 'own-scene';
}

/**
 * A page that soon gave way to another was on the way to it, or an illustration that moves; a scene that did was a look
 * aside.
 */
function withoutPassing(
  chapters: Chapter[],
  isOfKind: (name: ChapterName) => boolean,
  at: number,
): Chapter[] {
  const last = chapters.findLastIndex(({ name }) => isOfKind(name));
  const shown = chapters[last];
  return shown && at - shown.at < CHAPTER_MIN_MS ? chapters.filter((_, i) => i !== last) : chapters;
}

function shortened(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= TITLE_MAX ? line : `${characters.slice(0, TITLE_MAX - 1).join('')}…`;
}

/** What is watched of a class, and where in it a moment stands. */
export interface WatchedStretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly placeOf: (at: number) => number;
}

export interface PlacedChapter {
  readonly placeMs: number;
  readonly name: ChapterName;
}

/** The places to go to: the beginning, and what lies far enough behind the one before. */
export function placeChapters(chapters: readonly Chapter[], stretch: WatchedStretch): PlacedChapter[] {
  const { fromMs, toMs, placeOf } = stretch;
  const placed: PlacedChapter[] = [{ placeMs: placeOf(fromMs), name: { is: 'beginning' } }];
  for (const { at, name } of chapters) {
    const before = placed.at(-1);
    if (!before || at < fromMs || at > toMs || isSameSlide(before.name, name)) continue;
    // Whether it stays, nobody knows yet.
    if (isSubject(name) && toMs - at < CHAPTER_MIN_MS) continue;
    const placeMs = Math.round(placeOf(at));
    if (placeMs - before.placeMs >= CHAPTER_MIN_MS) placed.push({ placeMs, name });
    else if (givesWay(before.name, name)) placed[placed.length - 1] = { placeMs: before.placeMs, name };
  }
  return placed;
}

/** What happens right at the start is what the lecture begins with, and what happens in a new scene says more than that. */
function givesWay(one: ChapterName, other: ChapterName): boolean {
  return one.is === 'beginning' || (isSubject(one) && !isSubject(other));
}

/** Slides that build up page by page say the same first line on each of them. */
function isSameSlide(one: ChapterName, other: ChapterName): boolean {
  if (one.is !== 'slide' || other.is !== 'slide') return false;
  return one.title === other.title && (one.title !== undefined || one.page === other.page);
}

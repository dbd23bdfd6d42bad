import * as v from 'valibot';
import { deckIdSchema, personIdSchema, sharedIdSchema } from '../ids.ts';
import { HANDOUTS_MAX, SLIDE_PAGES_MAX, SLIDE_TEXT_MAX, SLIDE_TITLE_MAX, TITLE_MAX } from '../limits.ts';
import { textOf } from '../text.ts';

const pageNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(SLIDE_PAGES_MAX));

const deck = { deckId: deckIdSchema, title: textOf(TITLE_MAX), pages: pageNumber, page: pageNumber };

/** `title`: the page's first line. `text`: all of it, for whoever looks for it later. */
const turn = {
  page: pageNumber,
  title: v.optional(textOf(SLIDE_TITLE_MAX)),
  text: v.optional(textOf(SLIDE_TEXT_MAX)),
};

/** A picture of a page that was shown, among the class's files: whoever watches can look at it again by themselves. */
const handout = {
  deckId: deckIdSchema,
  page: pageNumber,
  fileId: sharedIdSchema,
  title: v.optional(textOf(SLIDE_TITLE_MAX)),
};

export const slidesCommands = [
  v.object({ type: v.literal('slides.open'), ...deck }),
  v.object({ type: v.literal('slides.turn'), ...turn }),
  v.object({ type: v.literal('slides.close') }),
  v.object({ type: v.literal('slides.hand-out'), ...handout }),
  v.object({ type: v.literal('slides.take-back'), deckId: deckIdSchema }),
] as const;

export const slidesEvents = [
  v.object({ type: v.literal('slides.opened'), ...deck, personId: personIdSchema }),
  v.object({ type: v.literal('slides.turned'), ...turn, personId: personIdSchema }),
  v.object({ type: v.literal('slides.closed'), personId: personIdSchema }),
  v.object({ type: v.literal('slides.handed-out'), ...handout, personId: personIdSchema }),
  v.object({ type: v.literal('slides.taken-back'), deckId: deckIdSchema, personId: personIdSchema }),
] as const;

/** Which page of which deck the class is at; `turnedAt` by the server's clock. */
export const slidesStateSchema = v.variant('is', [
  v.object({ is: v.literal('closed') }),
  v.object({ is: v.literal('open'), ...deck, turnedAt: v.number() }),
]);

const handoutSchema = v.object({ ...handout, at: v.number() });

/** In the order in which they were first shown; a page that is handed out again keeps its place. */
export const handoutsStateSchema = v.array(handoutSchema);

export type Handout = v.InferOutput<typeof handoutSchema>;
export type SlidesState = v.InferOutput<typeof slidesStateSchema>;
export type SlidesEvent = v.InferOutput<(typeof slidesEvents)[number]>;
type HandoutEvent = Extract<SlidesEvent, { type: 'slides.handed-out' | 'slides.taken-back' }>;
type TurnEvent = Exclude<SlidesEvent, HandoutEvent>;

export const noSlides: SlidesState = { is: 'closed' };

export function foldSlides(slides: SlidesState, event: TurnEvent, at: number): SlidesState {
  switch (event.type) {
    case 'slides.opened': {
      const { deckId, title, pages, page } = event;
      return { is: 'open', deckId, title, pages, page, turnedAt: at };
    }
    case 'slides.turned':
      return slides.is === 'open' ? { ...slides, page: event.page, turnedAt: at } : slides;
    case 'slides.closed':
      return noSlides;
  }
}

export function foldHandouts(handouts: readonly Handout[], event: HandoutEvent, at: number): Handout[] {
  if (event.type === 'slides.taken-back') return handouts.filter(({ deckId }) => deckId !== event.deckId);
  const { type: _type, personId: _person, ...told } = event;
  const isSame = ({ deckId, page }: Handout) => deckId === told.deckId && page === told.page;
  if (handouts.some(isSame)) {
    return handouts.map((handout) => (isSame(handout) ? { ...told, at: handout.at } : handout));
  }
  return [...handouts, { ...told, at }].slice(-HANDOUTS_MAX);
}

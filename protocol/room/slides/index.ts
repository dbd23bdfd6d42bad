import * as v from 'valibot';
import { deckIdSchema, personIdSchema } from '../ids.ts';
import { SLIDE_PAGES_MAX, SLIDE_TEXT_MAX, SLIDE_TITLE_MAX, TITLE_MAX } from '../limits.ts';
import { textOf } from '../text.ts';

const pageNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(SLIDE_PAGES_MAX));

const deck = { deckId: deckIdSchema, title: textOf(TITLE_MAX), pages: pageNumber, page: pageNumber };

/** `title`: the page's first line. `text`: all of it, for whoever looks for it later. */
const turn = {
  page: pageNumber,
  title: v.optional(textOf(SLIDE_TITLE_MAX)),
  text: v.optional(textOf(SLIDE_TEXT_MAX)),
};

export const slidesCommands = [
  v.object({ type: v.literal('slides.open'), ...deck }),
  v.object({ type: v.literal('slides.turn'), ...turn }),
  v.object({ type: v.literal('slides.close') }),
] as const;

export const slidesEvents = [
  v.object({ type: v.literal('slides.opened'), ...deck, personId: personIdSchema }),
  v.object({ type: v.literal('slides.turned'), ...turn, personId: personIdSchema }),
  v.object({ type: v.literal('slides.closed'), personId: personIdSchema }),
] as const;

/** Which page of which deck the class is at; `turnedAt` by the server's clock. */
export const slidesStateSchema = v.variant('is', [
  v.object({ is: v.literal('closed') }),
  v.object({ is: v.literal('open'), ...deck, turnedAt: v.number() }),
]);

export type SlidesState = v.InferOutput<typeof slidesStateSchema>;
export type SlidesEvent = v.InferOutput<(typeof slidesEvents)[number]>;

export const noSlides: SlidesState = { is: 'closed' };

export function foldSlides(slides: SlidesState, event: SlidesEvent, at: number): SlidesState {
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

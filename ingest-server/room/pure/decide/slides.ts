import type { CommandOf } from '@rostrum/protocol/room';
import { cleanText } from '../clean-text.ts';
import { type Context, type Decision, events, no } from './context.ts';

export function openSlides({ state, actor }: Context, command: CommandOf<'slides.open'>): Decision {
  const { deckId, pages, page } = command;
  const title = cleanText(command.title);
  if (title === '') return no('empty', 'Slides need a title.');
  if (page > pages) return no('malformed', `These slides have ${pages} pages.`);
  const { slides } = state;
  const isSame =
    slides.is === 'open' &&
    slides.deckId === deckId &&
    slides.title === title &&
    slides.pages === pages &&
    slides.page === page;
  if (isSame) return events();
  return events({ type: 'slides.opened', deckId, title, pages, page, personId: actor.personId });
}

export function turnSlides({ state, actor }: Context, command: CommandOf<'slides.turn'>): Decision {
  const { slides } = state;
  if (slides.is !== 'open') return no('not-yet', 'No slides are open.');
  const { page } = command;
  if (page > slides.pages) return no('malformed', `These slides have ${slides.pages} pages.`);
  if (page === slides.page) return events();
  const title = cleanText(command.title ?? '');
  const text = cleanText(command.text ?? '');
  return events({
    ...{ type: 'slides.turned', page, personId: actor.personId },
    ...(title === '' ? {} : { title }),
    ...(text === '' ? {} : { text }),
  });
}

export function closeSlides({ state, actor }: Context): Decision {
  if (state.slides.is === 'closed') return events();
  return events({ type: 'slides.closed', personId: actor.personId });
}

/** Only of slides that are open: what was never shown is nobody's to look at. */
export function handOutSlide({ state, actor }: Context, command: CommandOf<'slides.hand-out'>): Decision {
  const { slides, handouts } = state;
  const { deckId, page, fileId } = command;
  if (slides.is !== 'open' || slides.deckId !== deckId) return no('not-yet', 'These slides are not open.');
  if (page > slides.pages) return no('malformed', `These slides have ${slides.pages} pages.`);
  if (handouts.some((handout) => handout.fileId === fileId)) return events();
  const title = cleanText(command.title ?? '');
  return events({
    ...{ type: 'slides.handed-out', deckId, page, fileId, personId: actor.personId },
    ...(title === '' ? {} : { title }),
  });
}

export function takeBackSlides(
  { state, actor }: Context,
  { deckId }: CommandOf<'slides.take-back'>,
): Decision {
  if (!state.handouts.some((handout) => handout.deckId === deckId)) return events();
  return events({ type: 'slides.taken-back', deckId, personId: actor.personId });
}

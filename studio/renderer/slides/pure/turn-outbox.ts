import type { Command, DeckId } from '@rostrum/protocol/room';

/** Where the instructor's slides are; the class is to know it. */
export type Place =
  { is: 'closed' } | { is: 'open'; deckId: DeckId; title: string; pages: number; page: number };

/**
 * What the class was told and what it should know. One command at a time is under way, so that whoever leafs through
 * twenty pages sends the page where they stop, and not twenty.
 */
export interface Outbox {
  readonly wanted: Place;
  readonly told: Place;
  readonly sending: Place | undefined;
}

/** The class may have slides open of which this studio knows nothing: it closes none that it did not open. */
export const emptyOutbox: Outbox = { wanted: { is: 'closed' }, told: { is: 'closed' }, sending: undefined };

export function want(outbox: Outbox, wanted: Place): Outbox {
  return { ...outbox, wanted };
}

export function nextCommand({ wanted, told, sending }: Outbox): Command | undefined {
  if (sending) return undefined;
  if (wanted.is === 'closed') return told.is === 'closed' ? undefined : { type: 'slides.close' };
  const { deckId, title, pages, page } = wanted;
  const isSameDeck =
    told.is === 'open' && told.deckId === deckId && told.title === title && told.pages === pages;
  if (!isSameDeck) return { type: 'slides.open', deckId, title, pages, page };
  return told.page === page ? undefined : { type: 'slides.turn', page };
}

export function sent(outbox: Outbox): Outbox {
  return { ...outbox, sending: outbox.wanted };
}

/**
 * `no`: asking for the same again would be in vain. `again`: it is worth another try. `anew`: the class has no slides
 * open any more, somebody else has closed them.
 */
export type TurnAnswer = 'yes' | 'no' | 'again' | 'anew';

export function answered(outbox: Outbox, answer: TurnAnswer): Outbox {
  const { sending, wanted, told } = outbox;
  if (!sending) return outbox;
  switch (answer) {
    case 'yes':
    case 'no':
      return { wanted, told: sending, sending: undefined };
    case 'again':
      return { wanted, told, sending: undefined };
    case 'anew':
      return { wanted, told: { is: 'closed' }, sending: undefined };
  }
}

/** Nobody is to be told for now (a rehearsal), or the class has another log: it begins afresh. */
export function forget(outbox: Outbox): Outbox {
  return { ...emptyOutbox, wanted: outbox.wanted };
}

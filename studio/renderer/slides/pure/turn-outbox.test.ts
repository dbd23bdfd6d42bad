import type { DeckId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import {
  type Outbox,
  type Place,
  answered,
  emptyOutbox,
  forget,
  nextCommand,
  sent,
  want,
} from './turn-outbox.ts';

const deck = { deckId: 'waves' as DeckId, title: 'Waves', pages: 12 };
const at = (page: number, more: Partial<typeof deck> = {}): Place => ({ is: 'open', ...deck, ...more, page });
const toldOf = (place: Place): Outbox => answered(sent(want(emptyOutbox, place)), 'yes');

describe('what the class is told of the slides', () => {
  it('is that they are opened, turned and closed', () => {
    expect(nextCommand(emptyOutbox)).toBeUndefined();
    expect(nextCommand(want(emptyOutbox, at(3)))).toEqual({ type: 'slides.open', ...deck, page: 3 });
    expect(nextCommand(toldOf(at(3)))).toBeUndefined();
    expect(nextCommand(want(toldOf(at(3)), at(4)))).toEqual({ type: 'slides.turn', page: 4 });
    expect(nextCommand(want(toldOf(at(3)), { is: 'closed' }))).toEqual({ type: 'slides.close' });
  });

  it('is another deck, or the same under another name, as an opening', () => {
    const renamed = want(toldOf(at(3)), at(3, { title: 'Waves II' }));
    expect(nextCommand(renamed)).toMatchObject({ type: 'slides.open', title: 'Waves II', page: 3 });
    const other = want(toldOf(at(3)), at(1, { deckId: 'light' as DeckId }));
    expect(nextCommand(other)).toMatchObject({ type: 'slides.open', deckId: 'light', page: 1 });
  });

  it('is only the page where somebody stops who leafs on while the last turn is under way', () => {
    const leafing = [5, 6, 7].reduce(
      (outbox, page) => want(outbox, at(page)),
      sent(want(toldOf(at(3)), at(4))),
    );
    expect(nextCommand(leafing)).toBeUndefined();
    const after = answered(leafing, 'yes');
    expect(after.told).toEqual(at(4));
    expect(nextCommand(after)).toEqual({ type: 'slides.turn', page: 7 });
  });

  it('is tried again where the answer asks for patience, and left where it is no', () => {
    const turning = sent(want(toldOf(at(3)), at(4)));
    expect(nextCommand(answered(turning, 'again'))).toEqual({ type: 'slides.turn', page: 4 });
    expect(nextCommand(answered(turning, 'no'))).toBeUndefined();
    expect(nextCommand(want(answered(turning, 'no'), at(5)))).toEqual({ type: 'slides.turn', page: 5 });
  });

  it('is an opening where somebody else has closed them meanwhile', () => {
    const turning = sent(want(toldOf(at(3)), at(4)));
    expect(nextCommand(answered(turning, 'anew'))).toEqual({ type: 'slides.open', ...deck, page: 4 });
  });

  it('begins with an opening again after a rehearsal', () => {
    expect(nextCommand(forget(toldOf(at(3))))).toEqual({ type: 'slides.open', ...deck, page: 3 });
    expect(nextCommand(forget(toldOf({ is: 'closed' })))).toBeUndefined();
  });
});

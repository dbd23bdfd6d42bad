import {
  BOARD_OPEN_MAX,
  type BoardInk,
  type BoardSay,
  type BoardTold,
  type BreakoutId,
  type LoggedEvent,
  type Refusal,
  boardOf,
  mayDraw,
  refuse,
} from '@rostrum/protocol/room';
import type { You } from '@rostrum/protocol/wire';
import type { Room } from '../room.ts';

/** A page at the board. */
export interface BoardPlace {
  /** Who it is, as they are in the class now. */
  readonly you: () => You;
  /** As JSON; the same text for many. `isLong`: it may be more than waits for a reader otherwise. */
  readonly tell: (frame: string, isLong: boolean) => void;
}

const notAllowed = refuse('not-allowed', 'Only staff see and draw on the board, and whom they allow to.');
const notInRoom = refuse('not-allowed', 'You are not in this breakout room, or it has ended.');
const full = refuse('full', `The board is open on ${BOARD_OPEN_MAX} pages, and no more can have it open.`);

/** Of which breakout room it is the board; undefined: the class's. */
type Which = BreakoutId | undefined;

/**
 * Those who have a board of one class open, its own or that of a breakout room: what is drawn is told to them, and what
 * is shown while it happens.
 */
export class BoardTable {
  readonly #room: Room;
  /** Of each board that anybody has open. */
  readonly #places = new Map<Which, Set<BoardPlace>>();
  readonly #unfollow: () => void;
  readonly #wholes = new WeakMap<BoardInk, string>();

  constructor(room: Room) {
    this.#room = room;
    this.#unfollow = room.follow((events) => this.#handleLogged(events));
  }

  handle(place: BoardPlace, say: BoardSay): void {
    switch (say.is) {
      case 'open':
        this.#open(place, say.breakoutId);
        return;
      case 'show':
        this.#show(place, say);
        return;
      case 'close':
        this.#remove(place, say.breakoutId);
        return;
    }
  }

  /** The page is gone, from whatever it had open. */
  leave(place: BoardPlace): void {
    for (const which of [...this.#places.keys()]) this.#remove(place, which);
  }

  close(): void {
    this.#unfollow();
    this.#places.clear();
  }

  // From the look at the board to the place at it nothing may be awaited: a line would be missed.
  #open(place: BoardPlace, which: Which): void {
    const places = this.#places.get(which) ?? new Set<BoardPlace>();
    const isFull = places.size >= BOARD_OPEN_MAX && !places.has(place);
    const refusal = this.#refusalTo(place, which) ?? (isFull ? full : undefined);
    if (refusal) {
      this.#remove(place, which);
      place.tell(frameOf(which, { is: 'closed', refusal }), false);
      return;
    }
    // Before they are told: whoever can't keep up leaves with it.
    this.#places.set(which, places.add(place));
    const ink = boardOf(this.#room.state.board, which);
    const told: BoardTold =
      ink.updates.length === 0 ? { is: 'whole' } : { is: 'whole', update: this.#wholeOf(ink, which) };
    place.tell(frameOf(which, told), true);
  }

  #show(place: BoardPlace, { breakoutId, showing }: Extract<BoardSay, { is: 'show' }>): void {
    // Sent before it heard that it was closed: no wrong to complain of.
    if (!this.#places.get(breakoutId)?.has(place)) return;
    const { personId, name } = place.you();
    this.#tellAll(breakoutId, { is: 'shown', personId, name, showing }, place);
  }

  #handleLogged(events: readonly LoggedEvent[]): void {
    for (const { event } of events) {
      switch (event.type) {
        case 'board.drawn':
          this.#tellAll(event.breakoutId, { is: 'drawn', update: event.update, personId: event.personId });
          break;
        case 'board.all-allowed':
        case 'person.allowed':
        case 'person.muted':
        case 'person.role-set':
        case 'person.removed':
        case 'class.phase-changed':
        case 'breakouts.opened':
        case 'breakouts.moved':
        case 'breakouts.ended':
          this.#sendAway();
          break;
        default:
          break;
      }
    }
  }

  #sendAway(): void {
    for (const [which, places] of [...this.#places]) {
      for (const place of [...places]) {
        const refusal = this.#refusalTo(place, which);
        if (!refusal) continue;
        this.#remove(place, which);
        place.tell(frameOf(which, { is: 'closed', refusal }), false);
      }
    }
  }

  #refusalTo(place: BoardPlace, which: Which): Refusal | undefined {
    if (mayDraw(this.#room.state, place.you(), which)) return undefined;
    return which === undefined ? notAllowed : notInRoom;
  }

  #remove(place: BoardPlace, which: Which): void {
    const places = this.#places.get(which);
    if (places?.delete(place) && places.size === 0) this.#places.delete(which);
  }

  #tellAll(which: Which, told: BoardTold, except?: BoardPlace): void {
    const places = this.#places.get(which);
    if (!places) return;
    const frame = frameOf(which, told);
    // Whoever can't keep up leaves while they are told.
    for (const place of [...places]) if (place !== except) place.tell(frame, false);
  }

  /** Made once for all who come before it changes. */
  #wholeOf(ink: BoardInk, which: Which): string {
    const known = this.#wholes.get(ink);
    if (known !== undefined) return known;
    const whole = this.#room.boardWhole(which);
    this.#wholes.set(ink, whole);
    return whole;
  }
}

function frameOf(breakoutId: Which, told: BoardTold): string {
  return JSON.stringify({ t: 'board', told: { ...told, breakoutId } });
}

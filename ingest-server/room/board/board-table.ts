import {
  BOARD_OPEN_MAX,
  type BoardSay,
  type BoardState,
  type BoardTold,
  type LoggedEvent,
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
const full = refuse('full', `The board is open on ${BOARD_OPEN_MAX} pages, and no more can have it open.`);

/** Those who have the board of one class open: what is drawn is told to them, and what is shown while it happens. */
export class BoardTable {
  readonly #room: Room;
  readonly #places = new Set<BoardPlace>();
  readonly #unfollow: () => void;
  #whole: { readonly of: BoardState; readonly update: string } | undefined;

  constructor(room: Room) {
    this.#room = room;
    this.#unfollow = room.follow((events) => this.#handleLogged(events));
  }

  handle(place: BoardPlace, say: BoardSay): void {
    switch (say.is) {
      case 'open':
        this.#open(place);
        return;
      case 'show':
        this.#show(place, say);
        return;
      case 'close':
        this.leave(place);
        return;
    }
  }

  leave(place: BoardPlace): void {
    this.#places.delete(place);
  }

  close(): void {
    this.#unfollow();
    this.#places.clear();
  }

  // From the look at the board to the place at it nothing may be awaited: a line would be missed.
  #open(place: BoardPlace): void {
    const refusal = !mayDraw(this.#room.state, place.you())
      ? notAllowed
      : this.#places.size >= BOARD_OPEN_MAX && !this.#places.has(place)
        ? full
        : undefined;
    if (refusal) {
      this.#places.delete(place);
      place.tell(frameOf({ is: 'closed', refusal }), false);
      return;
    }
    const { board } = this.#room.state;
    const told: BoardTold =
      board.updates.length === 0 ? { is: 'whole' } : { is: 'whole', update: this.#wholeOf(board) };
    place.tell(frameOf(told), true);
    this.#places.add(place);
  }

  #show(place: BoardPlace, { showing }: Extract<BoardSay, { is: 'show' }>): void {
    // Sent before it heard that it was closed: no wrong to complain of.
    if (!this.#places.has(place)) return;
    const { personId, name } = place.you();
    this.#tellAll({ is: 'shown', personId, name, showing }, place);
  }

  #handleLogged(events: readonly LoggedEvent[]): void {
    for (const { event } of events) {
      switch (event.type) {
        case 'board.drawn':
          this.#tellAll({ is: 'drawn', update: event.update, personId: event.personId });
          break;
        case 'board.all-allowed':
        case 'person.allowed':
        case 'person.muted':
        case 'person.role-set':
        case 'person.removed':
        case 'class.phase-changed':
          this.#sendAway();
          break;
        default:
          break;
      }
    }
  }

  #sendAway(): void {
    const gone = [...this.#places].filter((place) => !mayDraw(this.#room.state, place.you()));
    for (const place of gone) {
      this.#places.delete(place);
      place.tell(frameOf({ is: 'closed', refusal: notAllowed }), false);
    }
  }

  #tellAll(told: BoardTold, except?: BoardPlace): void {
    if (this.#places.size === 0) return;
    const frame = frameOf(told);
    // Whoever can't keep up leaves while they are told.
    for (const place of [...this.#places]) if (place !== except) place.tell(frame, false);
  }

  /** Made once for all who come before it changes. */
  #wholeOf(board: BoardState): string {
    if (this.#whole?.of !== board) this.#whole = { of: board, update: this.#room.boardWhole };
    return this.#whole.update;
  }
}

function frameOf(told: BoardTold): string {
  return JSON.stringify({ t: 'board', told });
}

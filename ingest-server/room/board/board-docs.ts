import {
  type BoardState,
  type BreakoutId,
  type Event,
  type LoggedEvent,
  boardOf,
} from '@rostrum/protocol/room';
import { boardsDue } from '../pure/checkpoint.ts';
import { BoardDoc } from './board-doc.ts';
import { type Reading, readUpdate } from './updates.ts';

export interface BoardDocsOptions {
  /** So many changes in the log can be read by no page. */
  readonly handleLeftOut: (count: number) => void;
  /** A change was refused: somebody has lost a line, and why is to be found. */
  readonly handleUnread: (error: unknown) => void;
}

/** The documents of a class's boards: its own, and one for each breakout room. */
export class BoardDocs {
  readonly #options: BoardDocsOptions;
  readonly #docs = new Map<BreakoutId | undefined, BoardDoc>();

  constructor(options: BoardDocsOptions) {
    this.#options = options;
  }

  /** Undefined where it is no change at all. */
  read(update: string): Reading | undefined {
    try {
      return readUpdate(update);
    } catch (error) {
      this.#options.handleUnread(error);
      return undefined;
    }
  }

  /** Whether every page with this board could take it up; it is taken up here then. */
  take(board: BoardState, update: string, breakoutId: BreakoutId | undefined): boolean {
    try {
      this.#docOf(breakoutId).take(boardOf(board, breakoutId), update);
      return true;
    } catch (error) {
      this.#options.handleUnread(error);
      return false;
    }
  }

  /** All that is on a board in the log, as one update. */
  whole(board: BoardState, breakoutId: BreakoutId | undefined): string {
    return this.#docOf(breakoutId).whole(boardOf(board, breakoutId));
  }

  /** Of all that is drawn when it is written, and asked again then: another may be on its way already. */
  checkpoints(board: BoardState): Event[] {
    return boardsDue(board).map((breakoutId): Event => ({
      type: 'board.checkpointed',
      ...(breakoutId === undefined ? {} : { breakoutId }),
      update: this.#docOf(breakoutId).checkpoint(boardOf(board, breakoutId)),
    }));
  }

  /** To be called for what is logged; whether a board is to be written as one. */
  handleLogged(events: readonly LoggedEvent[], board: BoardState): boolean {
    const types = new Set(events.map(({ event }) => event.type));
    // Of a room that is there they begin anew when they are asked again.
    if (types.has('breakouts.opened') || types.has('breakouts.ended')) this.#closeRooms();
    return types.has('board.drawn') && boardsDue(board).length > 0;
  }

  close(): void {
    for (const doc of this.#docs.values()) doc.close();
    this.#docs.clear();
  }

  #docOf(breakoutId: BreakoutId | undefined): BoardDoc {
    let doc = this.#docs.get(breakoutId);
    if (!doc) this.#docs.set(breakoutId, (doc = new BoardDoc(this.#options.handleLeftOut)));
    return doc;
  }

  #closeRooms(): void {
    for (const [breakoutId, doc] of this.#docs) {
      if (breakoutId === undefined) continue;
      doc.close();
      this.#docs.delete(breakoutId);
    }
  }
}

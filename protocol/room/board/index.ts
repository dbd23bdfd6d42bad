import * as v from 'valibot';
import { personIdSchema } from '../ids.ts';
import { BOARD_UPDATE_MAX_BYTES } from '../limits.ts';
import type { LifecycleState } from '../lifecycle/index.ts';
import type { Owned } from '../owned.ts';
import type { PeopleState } from '../people/index.ts';
import { type Role, isStaff } from '../roles.ts';
import type { PersonId } from '../ids.ts';

export * from './lane.ts';

/** Of a whole number of bytes, three of which are four characters. */
const base64LengthOf = (bytes: number) => Math.ceil(bytes / 3) * 4;

const base64 = v.pipe(
  v.string(),
  v.regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'bytes as base64'),
);

/** A change of the board's document. Whoever draws makes it, whoever looks on merges it: nothing here reads it. */
const update = v.pipe(
  base64,
  v.minLength(1),
  v.maxLength(base64LengthOf(BOARD_UPDATE_MAX_BYTES), `at most ${BOARD_UPDATE_MAX_BYTES} bytes at once`),
);

export const boardCommands = [
  v.object({
    type: v.literal('board.draw'),
    update,
    /** Nothing is added by it. The server looks itself, whatever the page says. */
    onlyErases: v.optional(v.boolean()),
  }),
  /** Lets everyone in the class draw, or again only staff and whom they allowed. */
  v.object({ type: v.literal('board.allow-all'), allowed: v.boolean() }),
] as const;

export const boardEvents = [
  v.object({ type: v.literal('board.drawn'), update, personId: personIdSchema }),
  /** All that was drawn so far, in place of the updates before it. */
  v.object({ type: v.literal('board.checkpointed'), update: base64 }),
  v.object({ type: v.literal('board.all-allowed'), allowed: v.boolean(), by: personIdSchema }),
] as const;

export const boardStateSchema = v.object({
  isOpenToAll: v.boolean(),
  /** The last checkpoint and what was drawn since: for the server, which hands it to those who have the board open. */
  updates: v.array(v.string()),
  bytes: v.number(),
  checkpointBytes: v.number(),
});

export type BoardState = v.InferOutput<typeof boardStateSchema>;
export type BoardEvent = v.InferOutput<(typeof boardEvents)[number]>;

export const emptyBoard: BoardState = { isOpenToAll: false, updates: [], bytes: 0, checkpointBytes: 0 };

export function foldBoard(board: BoardState, event: BoardEvent, owned: Owned): BoardState {
  switch (event.type) {
    case 'board.drawn': {
      const updates = owned(board.updates);
      updates.push(event.update);
      return { ...board, updates, bytes: board.bytes + boardBytes(event.update) };
    }
    case 'board.checkpointed': {
      const bytes = boardBytes(event.update);
      return { ...board, updates: [event.update], bytes, checkpointBytes: bytes };
    }
    case 'board.all-allowed':
      return { ...board, isOpenToAll: event.allowed };
  }
}

/** What is drawn goes to those alone who have the board open: thousands who watch see it in the picture. */
export function boardWithoutInk(board: BoardState): BoardState {
  return { ...emptyBoard, isOpenToAll: board.isOpenToAll };
}

/** Of an update, to within two. */
export function boardBytes(update: string): number {
  return (update.length / 4) * 3;
}

/** Whether this person may draw, and with it see the board itself; after the class staff go on alone. */
export function mayDraw(
  {
    board,
    people,
    class: { phase },
  }: { readonly board: BoardState; readonly people: PeopleState; readonly class: LifecycleState },
  { personId, role }: { readonly personId: PersonId; readonly role: Role },
): boolean {
  if (isStaff(role)) return true;
  const person: PeopleState[string] | undefined = people[personId];
  if (phase === 'ended' || person === undefined || person.muted || person.removed) return false;
  return board.isOpenToAll || person.draw;
}

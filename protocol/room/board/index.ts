import * as v from 'valibot';
import { type BreakoutsState, breakoutOf } from '../breakouts/index.ts';
import { type BreakoutId, type PersonId, breakoutIdSchema, personIdSchema } from '../ids.ts';
import { BOARD_MAX_BYTES, BOARD_UPDATE_MAX_BYTES, BREAKOUT_BOARD_MAX_BYTES } from '../limits.ts';
import type { LifecycleState } from '../lifecycle/index.ts';
import type { Owned } from '../owned.ts';
import type { PeopleState } from '../people/index.ts';
import { type Role, isStaff } from '../roles.ts';

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

/** Of which breakout room it is the board; without one, the class's. */
const breakoutId = v.optional(breakoutIdSchema);

export const boardCommands = [
  v.object({
    type: v.literal('board.draw'),
    breakoutId,
    update,
    /** Nothing is added by it. The server looks itself, whatever the page says. */
    onlyErases: v.optional(v.boolean()),
  }),
  /** Lets everyone in the class draw, or again only staff and whom they allowed. */
  v.object({ type: v.literal('board.allow-all'), allowed: v.boolean() }),
] as const;

export const boardEvents = [
  v.object({ type: v.literal('board.drawn'), breakoutId, update, personId: personIdSchema }),
  /** All that was drawn so far, in place of the updates before it. */
  v.object({ type: v.literal('board.checkpointed'), breakoutId, update: base64 }),
  v.object({ type: v.literal('board.all-allowed'), allowed: v.boolean(), by: personIdSchema }),
] as const;

const inkSchema = v.object({
  /** The last checkpoint and what was drawn since: for the server, which hands it to those who have the board open. */
  updates: v.array(v.string()),
  bytes: v.number(),
  checkpointBytes: v.number(),
});

export const boardStateSchema = v.object({
  isOpenToAll: v.boolean(),
  ...inkSchema.entries,
  /** Of breakout rooms, as far as something was drawn there. */
  rooms: v.record(v.string(), inkSchema),
});

/** What is on one board. */
export type BoardInk = v.InferOutput<typeof inkSchema>;
export type BoardState = v.InferOutput<typeof boardStateSchema>;
export type BoardEvent = v.InferOutput<(typeof boardEvents)[number]>;

const noInk: BoardInk = { updates: [], bytes: 0, checkpointBytes: 0 };

export const emptyBoard: BoardState = { isOpenToAll: false, ...noInk, rooms: {} };

export function foldBoard(board: BoardState, event: BoardEvent, owned: Owned): BoardState {
  switch (event.type) {
    case 'board.drawn': {
      const before = boardOf(board, event.breakoutId);
      const updates = owned(before.updates);
      updates.push(event.update);
      const bytes = before.bytes + boardBytes(event.update);
      return withInk(board, event.breakoutId, { updates, bytes, checkpointBytes: before.checkpointBytes });
    }
    case 'board.checkpointed': {
      const bytes = boardBytes(event.update);
      return withInk(board, event.breakoutId, { updates: [event.update], bytes, checkpointBytes: bytes });
    }
    case 'board.all-allowed':
      return { ...board, isOpenToAll: event.allowed };
  }
}

/** The class's own, or that of a breakout room. */
export function boardOf(board: BoardState, breakoutId: BreakoutId | undefined): BoardInk {
  return breakoutId === undefined ? board : (board.rooms[breakoutId] ?? noInk);
}

/** Rooms that end, and those that are opened in their place, leave nothing behind. */
export function boardWithoutRooms(board: BoardState): BoardState {
  return { ...board, rooms: {} };
}

/** What is drawn goes to those alone who have the board open: thousands who watch see it in the picture. */
export function boardWithoutInk(board: BoardState): BoardState {
  return { ...emptyBoard, isOpenToAll: board.isOpenToAll };
}

/** Of an update, to within two. */
export function boardBytes(update: string): number {
  return (update.length / 4) * 3;
}

/** A room's is smaller: there are many at once. */
export function boardMaxBytes(breakoutId: BreakoutId | undefined): number {
  return breakoutId === undefined ? BOARD_MAX_BYTES : BREAKOUT_BOARD_MAX_BYTES;
}

/**
 * Whether this person may draw, and with it see the board itself; after the class staff go on alone. The board of a
 * breakout room is for everybody who is in it, and for nobody else.
 */
export function mayDraw(
  {
    board,
    breakouts,
    people,
    class: { phase },
  }: {
    readonly board: BoardState;
    readonly breakouts: BreakoutsState;
    readonly people: PeopleState;
    readonly class: LifecycleState;
  },
  { personId, role }: { readonly personId: PersonId; readonly role: Role },
  breakoutId?: BreakoutId,
): boolean {
  const isIn = breakoutId !== undefined && breakoutOf(breakouts, personId) === breakoutId;
  if (breakoutId !== undefined && !isIn) return false;
  if (isStaff(role)) return true;
  const person: PeopleState[string] | undefined = people[personId];
  if (phase === 'ended' || person === undefined || person.muted || person.removed) return false;
  return isIn || board.isOpenToAll || person.draw;
}

function withInk(board: BoardState, breakoutId: BreakoutId | undefined, ink: BoardInk): BoardState {
  return breakoutId === undefined
    ? { ...board, ...ink }
    : { ...board, rooms: { ...board.rooms, [breakoutId]: ink } };
}

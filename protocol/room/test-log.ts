// For tests of the folds: events in their places, ten milliseconds apart.
import type { Event, LoggedEvent } from './event.ts';
import { reduceAll } from './reduce.ts';
import { type RoomState, emptyRoom } from './state.ts';

export const logOf = (events: readonly Event[]): LoggedEvent[] =>
  events.map((event, i) => ({ seq: i + 1, at: (i + 1) * 10, event }));

export const after = (...events: readonly Event[]): RoomState => reduceAll(emptyRoom, logOf(events));

/** A literal id as a branded one. */
export const id = (text: string) => text as never;

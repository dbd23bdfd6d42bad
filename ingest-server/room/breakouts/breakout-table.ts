import {
  type BreakoutId,
  type BreakoutSay,
  type BreakoutTold,
  type BreakoutsState,
  type LoggedEvent,
  type PersonId,
  type RoomState,
  breakoutOf,
} from '@rostrum/protocol/room';
import type { You } from '@rostrum/protocol/wire';
import type { Room } from '../room.ts';

/** A page that follows what is written in its person's breakout room, whichever that is. */
export interface BreakoutPlace {
  readonly you: () => Pick<You, 'personId'>;
  /** As JSON; the same text for many. `isLong`: it may be more than waits for a reader otherwise. */
  readonly tell: (frame: string, isLong: boolean) => void;
}

/**
 * What is written in the breakout rooms of one class, and who has lost the connection there, told to those alone who are
 * in the same one.
 */
export class BreakoutTable {
  readonly #room: Room;
  /** With the room that each was told of last. */
  readonly #places = new Map<BreakoutPlace, BreakoutId | undefined>();
  /** Of each room that is followed, in short who had lost the connection when it was told last. */
  #lost = new Map<BreakoutId, string>();
  readonly #unfollow: () => void;

  constructor(room: Room) {
    this.#room = room;
    this.#unfollow = room.follow((events) => this.#handleLogged(events));
  }

  handle(place: BreakoutPlace, say: BreakoutSay): void {
    switch (say.is) {
      case 'open':
        this.#tellWhole(place);
        return;
      case 'close':
        this.leave(place);
        return;
    }
  }

  leave(place: BreakoutPlace): void {
    this.#places.delete(place);
  }

  close(): void {
    this.#unfollow();
    this.#places.clear();
  }

  // The state is what it is behind all of these events: whoever moved among them gets all of it with their new room.
  #handleLogged(events: readonly LoggedEvent[]): void {
    const { breakouts } = this.#room.state;
    if (this.#places.size === 0 || !events.some(({ event }) => concernsRooms(breakouts, event))) return;
    const [said, lost] = [framesByRoom(events), this.#lostFrames()];
    for (const [place, before] of [...this.#places]) {
      const now = this.#roomOf(place);
      if (now !== before) this.#tellWhole(place);
      // Whoever can't keep up leaves while they are told.
      else if (now !== undefined)
        for (const frame of [...(said.get(now) ?? []), ...(lost.get(now) ?? [])]) place.tell(frame, false);
    }
  }

  /** Of the rooms in which that is somebody else than before. */
  #lostFrames(): Map<BreakoutId, string[]> {
    const before = this.#lost;
    this.#lost = new Map();
    const byRoom = lostByRoom(this.#room.state);
    const frames = new Map<BreakoutId, string[]>();
    for (const place of this.#places.keys()) {
      const breakoutId = this.#roomOf(place);
      if (breakoutId === undefined || this.#lost.has(breakoutId)) continue;
      const lost = byRoom.get(breakoutId) ?? [];
      this.#lost.set(breakoutId, lost.join());
      if (lost.join() !== before.get(breakoutId))
        frames.set(breakoutId, [frameOf({ is: 'lost', breakoutId, lost })]);
    }
    return frames;
  }

  #tellWhole(place: BreakoutPlace): void {
    const breakoutId = this.#roomOf(place);
    this.#places.set(place, breakoutId);
    if (breakoutId === undefined) {
      place.tell(frameOf({ is: 'none' }), false);
      return;
    }
    const { state } = this.#room;
    const lost = lostByRoom(state).get(breakoutId) ?? [];
    this.#lost.set(breakoutId, lost.join());
    const messages = state.breakouts.chats[breakoutId] ?? [];
    place.tell(frameOf({ is: 'whole', breakoutId, messages, lost }), true);
  }

  #roomOf(place: BreakoutPlace): BreakoutId | undefined {
    return breakoutOf(this.#room.state.breakouts, place.you().personId);
  }
}

/** Whether it may be told in a room, or put somebody into another: most who come and go have no place in any. */
function concernsRooms({ members }: BreakoutsState, event: LoggedEvent['event']): boolean {
  switch (event.type) {
    case 'person.joined':
    case 'person.left':
      return event.personId in members;
    default:
      return event.type === 'person.all-left' || event.type.startsWith('breakouts.');
  }
}

/** Who is in each room without a connection. */
function lostByRoom({ breakouts, people }: RoomState): Map<BreakoutId, PersonId[]> {
  const lost = Object.entries(breakouts.members).flatMap(([id, { breakoutId, isIn }]) =>
    isIn && people[id]?.here !== true ? [{ breakoutId, personId: id as PersonId }] : [],
  );
  const byRoom = Map.groupBy(lost, ({ breakoutId }) => breakoutId);
  return new Map([...byRoom].map(([room, those]) => [room, those.map(({ personId }) => personId)]));
}

/** Each written once, for all who are in its room. */
function framesByRoom(events: readonly LoggedEvent[]): Map<BreakoutId, string[]> {
  const frames = new Map<BreakoutId, string[]>();
  for (const { event, at } of events) {
    if (event.type !== 'breakouts.said') continue;
    const { type: _type, breakoutId, ...said } = event;
    const frame = frameOf({ is: 'said', breakoutId, message: { ...said, at } });
    frames.set(breakoutId, [...(frames.get(breakoutId) ?? []), frame]);
  }
  return frames;
}

function frameOf(told: BreakoutTold): string {
  return JSON.stringify({ t: 'breakout', told });
}

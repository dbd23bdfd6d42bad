import { type RoomState, emptyRoom, reduceAll, viewOf, withMine } from '../room/index.ts';
import { type Counts, type ServerFrame, type You, noCounts } from '../wire/index.ts';

/** What this page knows of the class and of its own part in it. */
export interface Seen {
  readonly room: RoomState;
  readonly counts: Counts;
  /** One's own among the raised hands, from 1; undefined while one's hand is down. */
  readonly place: number | undefined;
  /** Undefined before the first welcome. */
  readonly you: You | undefined;
}

export type TellingFrame = Extract<ServerFrame, { t: 'welcome' | 'events' | 'state' | 'counts' | 'place' }>;

export const nothingSeen: Seen = { room: emptyRoom, counts: noCounts, place: undefined, you: undefined };

export function see(seen: Seen, frame: TellingFrame): Seen {
  switch (frame.t) {
    case 'welcome': {
      const { you, counts, mine, through, events = [] } = frame;
      const room = ownView(reduceAll(frame.state ?? seen.room, events), { you, mine });
      return { you, counts, place: mine.place, room: upTo(room, through) };
    }
    case 'events':
      return { ...seen, room: upTo(reduceAll(seen.room, frame.events), frame.through) };
    case 'state': {
      const { you, mine, through, state } = frame;
      return { ...seen, you, place: mine.place, room: upTo(ownView(state, { you, mine }), through) };
    }
    case 'counts':
      return { ...seen, counts: countsAfter(seen.counts, frame.counts) };
    case 'place':
      return { ...seen, place: frame.place };
  }
}

/** Of votes and reactions only what has changed is told. */
function countsAfter(before: Counts, told: Counts): Counts {
  return {
    ...told,
    votes: withChanges(before.votes, told.votes),
    reactions: withChanges(before.reactions, told.reactions),
  };
}

/** The same one where nothing has changed: pages need not look at it again. */
function withChanges<T extends object>(before: T, changes: T): T {
  return Object.keys(changes).length === 0 ? before : { ...before, ...changes };
}

/**
 * Whether this welcome goes on from what the page has. It doesn't where the person was made more, or less, while
 * away: the earlier events of their new view were never told.
 */
export function goesOn({ you }: Seen, welcome: Extract<ServerFrame, { t: 'welcome' }>): boolean {
  return welcome.state !== undefined || !you || viewOf(you.role) === viewOf(welcome.you.role);
}

function ownView(state: RoomState, { you, mine }: Pick<TellingOf<'state'>, 'you' | 'mine'>): RoomState {
  return withMine(viewOf(you.role), state, you.personId, mine);
}

type TellingOf<T extends TellingFrame['t']> = Extract<TellingFrame, { t: T }>;

// Not every event is for everyone: the number of the last one that is not is known all the same.
function upTo(room: RoomState, through: number): RoomState {
  return room.seq >= through ? room : { ...room, seq: through };
}

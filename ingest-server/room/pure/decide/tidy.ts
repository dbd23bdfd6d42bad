import {
  type Event,
  GUEST_AWAY_MAX_MS,
  HAND_AWAY_MAX_MS,
  PEOPLE_KEPT,
  type Person,
  type RoomState,
  isKnownToAll,
} from '@rostrum/protocol/room';
import { type Decision, events } from './context.ts';

export interface TidyLimits {
  readonly handAwayMaxMs: number;
  readonly guestAwayMaxMs: number;
  readonly peopleKept: number;
}

export const tidyLimits: TidyLimits = {
  handAwayMaxMs: HAND_AWAY_MAX_MS,
  guestAwayMaxMs: GUEST_AWAY_MAX_MS,
  peopleKept: PEOPLE_KEPT,
};

/** So that one tidying is no longer than any other write. */
const FORGOTTEN_AT_ONCE = 1_000;

/**
 * What time does to a class, asked now and then: no hand and no call to the stage waits for somebody who is gone, and no
 * guest is kept for ever.
 */
export function tidy(state: RoomState, now: number, limits: TidyLimits = tidyLimits): Decision {
  return events(
    ...abandonedHands(state, now, limits),
    ...abandonedCalls(state, now, limits),
    ...forgottenGuests(state, now, limits),
  );
}

function abandonedHands({ hands, people }: RoomState, now: number, { handAwayMaxMs }: TidyLimits): Event[] {
  const abandoned = hands.filter(({ personId }) => awayMs(people[personId], now) >= handAwayMaxMs);
  return abandoned.map(({ personId }) => ({ type: 'hand.lowered', personId, by: personId }));
}

function abandonedCalls({ stage, people }: RoomState, now: number, { handAwayMaxMs }: TidyLimits): Event[] {
  const abandoned = stage.called.filter(({ personId }) => awayMs(people[personId], now) >= handAwayMaxMs);
  return abandoned.map(({ personId }) => ({ type: 'stage.uncalled', personId, by: personId }));
}

// Attendance, marks and all that was said are folds over the log, which forgets nobody.
function forgottenGuests(state: RoomState, now: number, { guestAwayMaxMs, peopleKept }: TidyLimits): Event[] {
  const people = Object.values(state.people);
  const tooMany = people.length - peopleKept;
  if (tooMany <= 0) return [];
  const held = heldBy(state);
  const gone = people.filter(
    (person) => isPlainGuest(person) && awayMs(person, now) >= guestAwayMaxMs && !held.has(person.personId),
  );
  return gone
    .sort((a, b) => (a.awaySince ?? 0) - (b.awaySince ?? 0))
    .slice(0, Math.min(tooMany, FORGOTTEN_AT_ONCE))
    .map(({ personId }) => ({ type: 'person.forgotten', personId }));
}

function awayMs(person: Person | undefined, now: number): number {
  return person === undefined || person.here || person.awaySince === undefined ? 0 : now - person.awaySince;
}

/** Nothing was decided of them that must be remembered. */
function isPlainGuest(person: Person): boolean {
  const { role, muted, removed, screen, draw } = person;
  return role === 'guest' && !isKnownToAll(person) && !muted && !removed && !screen && !draw;
}

/** Who has a hand up, an answer in an open poll, a question in the list, or a place in a breakout room. */
function heldBy({ hands, polls, questions, breakouts }: RoomState): ReadonlySet<string | undefined> {
  const open = Object.values(polls).filter(({ status }) => status.is === 'open');
  return new Set([
    ...hands.map(({ personId }) => personId),
    ...Object.keys(breakouts.members),
    ...open.flatMap(({ attempts }) => Object.keys(attempts)),
    ...Object.values(questions).map(({ personId }) => personId),
  ]);
}

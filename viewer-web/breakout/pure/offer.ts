import {
  BREAKOUT_MEMBERS_MAX,
  type BreakoutRoom,
  type BreakoutsState,
  type PersonId,
  membersOf,
} from '@rostrum/protocol/room';

export interface OfferedRoom {
  readonly room: BreakoutRoom;
  /** For this person: their own place is theirs already. */
  readonly placesLeft: number;
}

/** Where somebody who is in the class may go. */
export interface Offer {
  readonly own: BreakoutRoom | undefined;
  readonly others: readonly OfferedRoom[];
}

/** Undefined where there is nowhere to go, and while they are in a room. */
export function offerOf(breakouts: BreakoutsState, personId: PersonId): Offer | undefined {
  const { open, rooms, members } = breakouts;
  const member = members[personId];
  if (!open || member?.isIn) return undefined;
  const own = rooms.find(({ breakoutId }) => breakoutId === member?.breakoutId);
  const others = open.mayChoose ? rooms.filter((room) => room !== own) : [];
  if (!own && others.length === 0) return undefined;
  return { own, others: others.map((room) => ({ room, placesLeft: placesLeft(breakouts, room, personId) })) };
}

function placesLeft(breakouts: BreakoutsState, { breakoutId }: BreakoutRoom, personId: PersonId): number {
  const taken = membersOf(breakouts, breakoutId).filter(
    (one) => one.personId !== personId && one.member.isVisitor !== true,
  );
  return Math.max(0, BREAKOUT_MEMBERS_MAX - taken.length);
}

import {
  type Event,
  type Guest,
  type PersonId,
  type RoomState,
  STAGE_AWAY_MAX_MS,
  STAGE_MAX,
  guestOf,
  mayReturn,
} from '@rostrum/protocol/room';

/** Whose connection is lost is still on the stage for a moment: most are back within it. */
export function awayFromStage({ stage }: RoomState, personId: PersonId): Event[] {
  const guest = guestOf(stage, personId);
  return guest && guest.awaySince === undefined ? [{ type: 'stage.away', personId }] : [];
}

/** Back within a moment they were never off it; back soon after, they are on it again where there is room. */
export function backToStage(state: RoomState, personId: PersonId, now: number): Event[] {
  const { stage } = state;
  if (state.class.phase === 'ended') return [];
  const guest = guestOf(stage, personId);
  if (guest) return guest.awaySince === undefined ? [] : [{ type: 'stage.back', personId }];
  const lost = stage.lost.find((one) => one.personId === personId);
  if (!lost || !mayReturn(lost, now) || stage.guests.length >= STAGE_MAX) return [];
  const { name, endsAt } = lost;
  const limit = endsAt === undefined ? {} : { endsAt };
  return [{ type: 'stage.entered', personId, name, ...limit, by: personId }];
}

/** What the clock does: whose time is over, and who was lost for too long, is off the stage. */
export function dueOnStage({ stage }: RoomState, now: number): Event[] {
  return stage.guests.flatMap((guest): Event[] => {
    const { personId } = guest;
    if ((guest.endsAt ?? Infinity) <= now) return [{ type: 'stage.left', personId, reason: 'time' }];
    return lostAt(guest) <= now ? [{ type: 'stage.left', personId, reason: 'lost' }] : [];
  });
}

/** When that is the next time; undefined while nobody's time runs. */
export function nextOnStage({ stage }: RoomState): number | undefined {
  const next = Math.min(...stage.guests.map((guest) => Math.min(guest.endsAt ?? Infinity, lostAt(guest))));
  return Number.isFinite(next) ? next : undefined;
}

function lostAt({ awaySince }: Guest): number {
  return awaySince === undefined ? Infinity : awaySince + STAGE_AWAY_MAX_MS;
}

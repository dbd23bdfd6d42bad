import {
  BREAKOUT_MEMBERS_MAX,
  type BreakoutId,
  type BreakoutMember,
  type BreakoutRoom,
  type BreakoutsState,
  type CommandOf,
  type Event,
  type MessageId,
  type Person,
  type PersonId,
  type RoomState,
  breakoutOf,
  isStaff,
  membersOf,
} from '@rostrum/protocol/room';
import { cleanText } from '../clean-text.ts';
import { type Context, type Decision, events, no, roleIn } from './context.ts';
import { goneFromStage } from './stage.ts';

const noRooms = 'There are no breakout rooms at the moment.';
const roomGone = 'This breakout room is not there any more.';
const staffSay = 'Staff say who is in which breakout room.';
const placesTaken = `There are ${BREAKOUT_MEMBERS_MAX} people in this breakout room already.`;

export function openBreakouts(
  { state, actor, now, newId }: Context,
  { rooms: wanted, mayChoose, forMs }: CommandOf<'breakouts.open'>,
): Decision {
  if (state.breakouts.open) return no('not-yet', 'There are breakout rooms already. End them first.');
  const names = roomNames(wanted.map(({ name }) => name));
  const rooms = names.map((name): BreakoutRoom => ({ breakoutId: newId() as BreakoutId, name }));
  const taken = new Set<PersonId>();
  const members = rooms.flatMap(({ breakoutId }, i) =>
    (wanted[i]?.members ?? []).flatMap((personId) => {
      const person = state.people[personId];
      if (!person?.here || person.removed || taken.has(personId)) return [];
      taken.add(personId);
      return [{ personId, name: person.name, breakoutId }];
    }),
  );
  const by = actor.personId;
  const offStage = members.flatMap(({ personId }) =>
    goneFromStage(state, personId, { reason: 'dismissed', by }),
  );
  const end = endIn(now, forMs);
  return events(...offStage, { type: 'breakouts.opened', rooms, members, mayChoose, ...end, by });
}

export function moveToBreakout(
  { state, actor }: Context,
  { personId, breakoutId }: CommandOf<'breakouts.move'>,
): Decision {
  const { breakouts } = state;
  const by = actor.personId;
  if (breakoutId === undefined) return events(...goneFromBreakouts(state, personId, by));
  if (!breakouts.open) return no('closed', noRooms);
  if (!hasRoom(breakouts, breakoutId)) return no('not-found', roomGone);
  const person: Person | undefined = state.people[personId];
  if (!person || person.removed) return no('not-found', 'This person is not in the class any more.');
  const member = memberOf(breakouts, personId);
  // Whoever has a place and lost the connection is back in it; anybody else who is away may stay so.
  if (!person.here && !member) return no('not-found', `${person.name} is not here at the moment.`);
  if (member?.breakoutId === breakoutId && member.isIn && !member.isVisitor) return events();
  if (isFull(breakouts, breakoutId, personId)) return no('full', placesTaken);
  const to = { name: person.name, breakoutId, isIn: true };
  const offStage = goneFromStage(state, personId, { reason: 'dismissed', by });
  return events(...offStage, { type: 'breakouts.moved', personId, to, by });
}

export function enterBreakout(context: Context, { breakoutId }: CommandOf<'breakouts.enter'>): Decision {
  const { state, actor } = context;
  const { breakouts } = state;
  const { personId, name } = actor;
  if (!breakouts.open) return no('closed', noRooms);
  if (!hasRoom(breakouts, breakoutId)) return no('not-found', roomGone);
  if (breakoutOf(breakouts, personId) === breakoutId) return events();
  const member = memberOf(breakouts, personId);
  const isOwn = member?.breakoutId === breakoutId;
  const isVisit = !isOwn && isStaff(roleIn(state, actor));
  if (!isOwn && !isVisit) {
    if (!breakouts.open.mayChoose)
      return no('not-allowed', member ? 'You can go into your own breakout room only.' : staffSay);
    if (isFull(breakouts, breakoutId, personId))
      return no('full', 'This breakout room is full. Choose another one.');
  }
  const to = { name, breakoutId, isIn: true, ...(isVisit ? { isVisitor: true } : {}) };
  const offStage = goneFromStage(state, personId, { reason: 'left', by: personId });
  return events(...offStage, { type: 'breakouts.moved', personId, to, by: personId });
}

export function leaveBreakout({ state, actor: { personId } }: Context): Decision {
  if (breakoutOf(state.breakouts, personId) === undefined) return events();
  const member = memberOf(state.breakouts, personId);
  if (!member || member.isVisitor) return events(...goneFromBreakouts(state, personId, personId));
  return events({ type: 'breakouts.moved', personId, to: { ...member, isIn: false }, by: personId });
}

export function sayInBreakout(
  { state, actor, newId }: Context,
  command: CommandOf<'breakouts.say'>,
): Decision {
  const { personId, name } = actor;
  const role = roleIn(state, actor);
  if (!state.breakouts.open) return no('closed', 'The breakout rooms have ended.');
  const breakoutId = breakoutOf(state.breakouts, personId);
  if (breakoutId === undefined) return no('not-yet', 'You are in no breakout room at the moment.');
  const text = cleanText(command.text);
  if (text === '') return no('empty', 'There is nothing in this message.');
  if (!isStaff(role) && state.people[personId]?.muted)
    return no('muted', 'Staff have muted you in this class.');
  const messageId = newId() as MessageId;
  return events({ type: 'breakouts.said', breakoutId, messageId, personId, name, role, text });
}

export function tellBreakouts({ state, actor }: Context, command: CommandOf<'breakouts.tell'>): Decision {
  if (!state.breakouts.open) return no('closed', noRooms);
  const text = cleanText(command.text);
  if (text === '') return no('empty', 'There is nothing in this announcement.');
  return events({ type: 'breakouts.told', text, name: actor.name, by: actor.personId });
}

export function limitBreakouts(
  { state, actor, now }: Context,
  { forMs }: CommandOf<'breakouts.limit'>,
): Decision {
  const { open } = state.breakouts;
  if (!open) return no('closed', noRooms);
  const end = endIn(now, forMs);
  if (open.endsAt === end.endsAt) return events();
  return events({ type: 'breakouts.limited', ...end, by: actor.personId });
}

export function endBreakouts({ state, actor }: Context): Decision {
  return events(...endedBreakouts(state, 'ended', actor.personId));
}

/** Everybody is back in the class. */
export function endedBreakouts(
  { breakouts }: RoomState,
  reason: Extract<Event, { type: 'breakouts.ended' }>['reason'],
  by?: PersonId,
): Event[] {
  return breakouts.open ? [{ type: 'breakouts.ended', reason, ...(by === undefined ? {} : { by }) }] : [];
}

/** What the clock does. */
export function endDueBreakouts(state: RoomState, now: number): Event[] {
  const { endsAt = Infinity } = state.breakouts.open ?? {};
  return endsAt <= now ? endedBreakouts(state, 'time') : [];
}

/** Somebody is in no breakout room from now on, and has no place in one. */
export function goneFromBreakouts({ breakouts }: RoomState, personId: PersonId, by: PersonId): Event[] {
  return memberOf(breakouts, personId) ? [{ type: 'breakouts.moved', personId, by }] : [];
}

/** Only staff look into rooms: whoever is no longer one of them has no more business there. */
export function visitOver(state: RoomState, personId: PersonId, by: PersonId): Event[] {
  return memberOf(state.breakouts, personId)?.isVisitor ? goneFromBreakouts(state, personId, by) : [];
}

function memberOf({ members }: BreakoutsState, personId: PersonId): BreakoutMember | undefined {
  return members[personId];
}

function hasRoom({ rooms }: BreakoutsState, breakoutId: BreakoutId): boolean {
  return rooms.some((room) => room.breakoutId === breakoutId);
}

/** For this person: their own place is theirs. */
function isFull(breakouts: BreakoutsState, breakoutId: BreakoutId, personId: PersonId): boolean {
  const others = membersOf(breakouts, breakoutId).filter(
    (one) => one.personId !== personId && !one.member.isVisitor,
  );
  return others.length >= BREAKOUT_MEMBERS_MAX;
}

/** Each on one line and no two alike; whoever named a room nothing that can be seen gets its number. */
function roomNames(typed: readonly string[]): string[] {
  const names: string[] = [];
  typed.forEach((one, i) => {
    const wanted = cleanText(one).replace(/\s+/g, ' ') || `Room ${i + 1}`;
    let name = wanted;
    for (let count = 2; names.includes(name); count++) name = `${wanted} (${count})`;
    names.push(name);
  });
  return names;
}

function endIn(now: number, forMs: number | undefined): { endsAt?: number } {
  return forMs === undefined ? {} : { endsAt: now + forMs };
}

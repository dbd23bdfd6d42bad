import {
  type Event,
  type Person,
  type PersonId,
  type Role,
  type RoomState,
  isKnownToAll,
  isStaff,
} from '@rostrum/protocol/room';
import { type Decision, events, no, roleIn } from './decide/context.ts';
import { goneFromBreakouts, visitOver } from './decide/breakouts.ts';
import { goneFromStage } from './decide/stage.ts';
import { awayFromStage, backToStage } from './stage-time.ts';

export interface Member {
  readonly personId: PersonId;
  readonly name: string;
  readonly role: Role;
}

export type LeaveReason = Extract<Event, { type: 'person.left' }>['reason'];

/** Whoever was removed may have been on their way in meanwhile. */
export function decideJoin(state: RoomState, member: Member, now: number): Decision {
  const { personId } = member;
  const person: Person | undefined = state.people[personId];
  if (person?.removed) return no('removed', 'Staff have removed you from this class.');
  // By a token that says less than the last one they are not of the staff any more, who alone look in.
  const outOfRoom = isStaff(roleIn(state, member)) ? [] : visitOver(state, personId, personId);
  return events(...joinEvents(state, member), ...outOfRoom, ...backToStage(state, personId, now));
}

export function joinEvents(state: RoomState, member: Member): Event[] {
  const { personId, name } = member;
  const known: Person | undefined = state.people[personId];
  const role = roleIn(state, member);
  if (known?.here && known.name === name && known.role === role) return [];
  const standing = { role, ...(known?.roleSet ? { roleSet: true as const } : {}) };
  // Whom everyone knows can not leave everyone's sight by a token that says less than the last one.
  const wasStaff = known && isKnownToAll(known) && !isKnownToAll(standing);
  const joined: Event = { type: 'person.joined', personId, name, ...standing };
  return [wasStaff ? { ...joined, wasStaff } : joined];
}

/**
 * Whoever goes takes their hand down, is off the stage and in no breakout room; whoever only lost the connection comes
 * back to all of it.
 */
export function leaveEvents(state: RoomState, personId: PersonId, reason: LeaveReason): Event[] {
  const person: Person | undefined = state.people[personId];
  if (!person?.here) return [];
  const { role, roleSet, wasStaff } = person;
  const standing = { role, ...(roleSet ? { roleSet } : {}), ...(wasStaff ? { wasStaff } : {}) };
  const left: Event = { type: 'person.left', personId, reason, ...standing };
  if (reason !== 'left') return [left, ...awayFromStage(state, personId)];
  const handIsUp = state.hands.some((hand) => hand.personId === personId);
  const lowered: Event[] = handIsUp ? [{ type: 'hand.lowered', personId, by: personId }] : [];
  const offStage = goneFromStage(state, personId, { reason: 'left', by: personId });
  return [...lowered, ...offStage, ...goneFromBreakouts(state, personId, personId), left];
}

/** What ends with the server: nobody is here, and nothing is live that doesn't go on, until they come back. */
export function restartEvents(state: RoomState, streamGoesOn = false): Event[] {
  const { stream, people, stage } = state;
  const ended: Event[] = stage.guests.flatMap(({ personId }) => awayFromStage(state, personId));
  if (stream.status === 'live' && !streamGoesOn) {
    ended.push({ type: 'stream.stopped', streamId: stream.streamId, reason: 'restarted' });
  }
  // Its next life begins with all renditions.
  if (stream.status === 'live' && streamGoesOn && stream.leftOut) {
    const because = 'The server began anew.';
    ended.push({ type: 'stream.left-out', streamId: stream.streamId, names: [], because });
  }
  if (stream.status === 'live' && streamGoesOn && stream.unrecorded !== undefined) {
    ended.push({ type: 'stream.recording-changed', streamId: stream.streamId, isRecorded: true });
  }
  if (Object.values(people).some(({ here }) => here)) {
    ended.push({ type: 'person.all-left', reason: 'restarted' });
  }
  return ended;
}

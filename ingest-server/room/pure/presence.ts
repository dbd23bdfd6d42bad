import type { Event, PersonId, Role, RoomState } from '@rostrum/protocol/room';

export interface Member {
  readonly personId: PersonId;
  readonly name: string;
  readonly role: Role;
}

export type LeaveReason = Extract<Event, { type: 'person.left' }>['reason'];

export function joinEvents(state: RoomState, { personId, name, role }: Member): Event[] {
  const known = state.people[personId];
  if (known?.here && known.name === name && known.role === role) return [];
  return [{ type: 'person.joined', personId, name, role }];
}

export function leaveEvents(state: RoomState, personId: PersonId, reason: LeaveReason): Event[] {
  return state.people[personId]?.here ? [{ type: 'person.left', personId, reason }] : [];
}

/** What ends with the server: nobody is here, and nothing is live, until they come back. */
export function restartEvents(state: RoomState): Event[] {
  const events: Event[] = [];
  if (state.stream.status === 'live') {
    events.push({ type: 'stream.stopped', streamId: state.stream.streamId, reason: 'restarted' });
  }
  for (const { here, personId } of Object.values(state.people)) {
    if (here) events.push({ type: 'person.left', personId, reason: 'restarted' });
  }
  return events;
}

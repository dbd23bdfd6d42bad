import { type CommandOf, type Person, type PersonId, type RoomState, isStaff } from '@rostrum/protocol/room';
import { cleanText } from '../clean-text.ts';
import { leaveEvents } from '../presence.ts';
import { goneFromBreakouts, visitOver } from './breakouts.ts';
import { type Context, type Decision, events, no, roleIn } from './context.ts';
import { isAppointed } from './lead.ts';
import { goneFromStage } from './stage.ts';

export function mutePerson(
  { state, actor }: Context,
  { personId, muted }: CommandOf<'person.mute'>,
): Decision {
  const person = student(state, personId);
  if ('ok' in person) return person;
  if (person.muted === muted) return events();
  return events({ type: 'person.muted', personId, muted, by: actor.personId });
}

export function removePerson({ state, actor }: Context, command: CommandOf<'person.remove'>): Decision {
  const { personId } = command;
  const person = student(state, personId);
  if ('ok' in person) return person;
  if (person.removed) return events();
  const reason = cleanText(command.reason ?? '');
  const removed = {
    type: 'person.removed',
    personId,
    ...(reason ? { reason } : {}),
    by: actor.personId,
  } as const;
  const offStage = goneFromStage(state, personId, { reason: 'dismissed', by: actor.personId });
  const outOfRoom = goneFromBreakouts(state, personId, actor.personId);
  return events(...offStage, ...outOfRoom, removed, ...leaveEvents(state, personId, 'removed'));
}

export function readmitPerson(
  { state, actor }: Context,
  { personId }: CommandOf<'person.readmit'>,
): Decision {
  const person = state.people[personId];
  if (!person) return no('not-found', 'This person has not been in the class.');
  return person.removed ? events({ type: 'person.readmitted', personId, by: actor.personId }) : events();
}

export function allowPerson({ state, actor }: Context, command: CommandOf<'person.allow'>): Decision {
  const { personId, what, allowed } = command;
  const person = state.people[personId];
  if (!person) return no('not-found', 'This person has not been in the class.');
  if (person[what] === allowed) return events();
  return events({ type: 'person.allowed', personId, what, allowed, by: actor.personId });
}

export function setRole(
  { state, actor }: Context,
  { personId, role }: CommandOf<'person.set-role'>,
): Decision {
  const person = state.people[personId];
  if (!person) return no('not-found', 'This person has not been in the class.');
  if (person.removed) return no('not-allowed', 'This person was removed. Let them in again first.');
  if (personId === actor.personId) return no('not-allowed', 'Nobody changes their own role.');
  if (person.role === 'admin') return no('not-allowed', 'An admin’s role is not set in a class.');
  if (personId === state.lead) return no('not-allowed', 'This person leads the class. Hand it over first.');
  if (person.role === role) return events();
  if (person.role === 'instructor' && isAppointed(state, actor))
    return no('not-allowed', 'You were made an instructor in this class: other instructors’ roles stay.');
  const { name, here, awaySince } = person;
  const away = awaySince === undefined ? {} : { awaySince };
  const by = actor.personId;
  const outOfRoom = isStaff(role) ? [] : visitOver(state, personId, by);
  return events({ type: 'person.role-set', personId, name, role, here, ...away, by }, ...outOfRoom);
}

export function handOver({ state, actor }: Context, { personId }: CommandOf<'class.hand-over'>): Decision {
  // Before anything else: whoever handed it over no longer leads, and may have pressed twice.
  if (state.lead === personId) return events();
  const person = state.people[personId];
  if (!person?.here) return no('not-found', 'This person is not in the class now.');
  if (person.role !== 'instructor' && person.role !== 'admin') {
    return no('not-allowed', 'Only an instructor can lead a class. Make them one first.');
  }
  const isFree = state.lead === undefined && !isAppointed(state, actor);
  const leads = isFree || state.lead === actor.personId || roleIn(state, actor) === 'admin';
  if (!leads) return no('not-allowed', 'Only who leads the class can hand it over.');
  return events({ type: 'class.handed-over', personId, by: actor.personId });
}

/** Somebody who can be muted or removed: staff can't do that to each other. */
function student(state: RoomState, personId: PersonId): Person | Decision {
  const person = state.people[personId];
  if (!person) return no('not-found', 'This person has not been in the class.');
  return isStaff(person.role) ? no('not-allowed', 'This can not be done to staff.') : person;
}

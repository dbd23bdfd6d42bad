import { type Event, type Person, type PersonId, type RoomState } from '@rostrum/protocol/room';
import { type Actor, roleIn } from './context.ts';

/** Instructor by the word of this class alone: whoever made them one must not lose the class to them. */
export function isAppointed(state: RoomState, actor: Actor): boolean {
  return roleIn(state, actor) === 'instructor' && actor.role !== 'instructor' && actor.role !== 'admin';
}

/** A class that begins is led by somebody: whoever begins it, else the first instructor who is there. */
export function leadEvents(state: RoomState, actor: Actor): Event[] {
  if (state.lead !== undefined) return [];
  const personId = isInstructor(state, actor) ? actor.personId : firstInstructor(state);
  return personId === undefined ? [] : [{ type: 'class.handed-over', personId, by: actor.personId }];
}

function isInstructor(state: RoomState, actor: Actor): boolean {
  return roleIn(state, actor) === 'instructor' && !isAppointed(state, actor);
}

function firstInstructor({ people }: RoomState): PersonId | undefined {
  const isOne = ({ role, roleSet, here }: Person) => role === 'instructor' && !roleSet && here;
  return Object.values(people).find(isOne)?.personId;
}

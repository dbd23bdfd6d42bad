import { type CommandOf, type RoomState, isStaff } from '@rostrum/protocol/room';
import { type Context, type Decision, events, no, roleIn } from './context.ts';

export function raiseHand({ state, actor }: Context): Decision {
  if (isUp(state, actor.personId)) return events();
  return events({ type: 'hand.raised', personId: actor.personId, name: actor.name });
}

export function lowerHand({ state, actor }: Context, command: CommandOf<'hand.lower'>): Decision {
  const personId = command.personId ?? actor.personId;
  if (personId !== actor.personId && !isStaff(roleIn(state, actor))) {
    return no('not-allowed', 'You can lower your own hand only.');
  }
  if (!isUp(state, personId)) return events();
  return events({ type: 'hand.lowered', personId, by: actor.personId });
}

export function lowerAllHands({ state, actor }: Context): Decision {
  return state.hands.length === 0 ? events() : events({ type: 'hand.all-lowered', by: actor.personId });
}

function isUp(state: RoomState, personId: string): boolean {
  return state.hands.some((hand) => hand.personId === personId);
}

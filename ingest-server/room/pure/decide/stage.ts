import {
  type CommandOf,
  type Event,
  type Person,
  type RoomState,
  STAGE_MAX,
  breakoutOf,
  guestOf,
} from '@rostrum/protocol/room';
import { type Context, type Decision, events, no } from './context.ts';

const notCalled = 'Nobody has called you to the stage, or the call was taken back.';
const notThere = 'This person is not on the stage any more.';
const stageFull = `There are ${STAGE_MAX} people on the stage already. Send somebody back first.`;

export function callToStage(
  { state, actor, now }: Context,
  { personId, forMs }: CommandOf<'stage.call'>,
): Decision {
  const { stage } = state;
  if (guestOf(stage, personId)) return events();
  const person: Person | undefined = state.people[personId];
  if (!person || person.removed) return no('not-found', 'This person is not in the class any more.');
  if (!person.here) return no('not-found', `${person.name} is not here at the moment.`);
  if (breakoutOf(state.breakouts, personId) !== undefined)
    return no('not-yet', `${person.name} is in a breakout room. Bring them back first.`);
  if (stage.guests.length >= STAGE_MAX) return no('full', stageFull);
  const { name } = person;
  const hasSaidYes = personId === actor.personId || state.hands.some((hand) => hand.personId === personId);
  if (hasSaidYes)
    return events({ type: 'stage.entered', personId, name, ...endIn(now, forMs), by: actor.personId });
  if (stage.called.some((one) => one.personId === personId)) return events();
  const limit = forMs === undefined ? {} : { forMs };
  return events({ type: 'stage.called', personId, name, ...limit, by: actor.personId });
}

export function acceptStage({ state, actor, now }: Context): Decision {
  const { personId } = actor;
  if (guestOf(state.stage, personId)) return events();
  const call = state.stage.called.find((one) => one.personId === personId);
  if (!call) return no('not-yet', notCalled);
  if (state.stage.guests.length >= STAGE_MAX) return no('full', 'The stage is full at the moment.');
  const { name, forMs } = call;
  return events({ type: 'stage.entered', personId, name, ...endIn(now, forMs), by: personId });
}

export function declineStage({ state, actor: { personId } }: Context): Decision {
  const isCalled = state.stage.called.some((one) => one.personId === personId);
  return isCalled ? events({ type: 'stage.uncalled', personId, by: personId }) : events();
}

export function leaveStage({ state, actor: { personId } }: Context): Decision {
  return guestOf(state.stage, personId) ? events({ type: 'stage.left', personId, reason: 'left' }) : events();
}

export function dismissFromStage(
  { state, actor }: Context,
  { personId }: CommandOf<'stage.dismiss'>,
): Decision {
  return events(...goneFromStage(state, personId, { reason: 'dismissed', by: actor.personId }));
}

export function holdOnStage(
  { state, actor }: Context,
  { personId, part, held }: CommandOf<'stage.hold'>,
): Decision {
  const guest = guestOf(state.stage, personId);
  if (!guest) return no('not-found', notThere);
  if (guest.held.includes(part) === held) return events();
  return events({ type: 'stage.held', personId, part, held, by: actor.personId });
}

export function limitOnStage(
  { state, actor, now }: Context,
  { personId, forMs }: CommandOf<'stage.limit'>,
): Decision {
  const guest = guestOf(state.stage, personId);
  if (!guest) return no('not-found', notThere);
  const end = endIn(now, forMs);
  if (guest.endsAt === end.endsAt) return events();
  return events({ type: 'stage.limited', personId, ...end, by: actor.personId });
}

/** Somebody is neither on the stage nor called to it from now on. */
export function goneFromStage(
  { stage }: RoomState,
  personId: Person['personId'],
  { reason, by }: { reason: Extract<Event, { type: 'stage.left' }>['reason']; by: Person['personId'] },
): Event[] {
  // Lost a moment ago they would else be on it again as soon as they are back.
  const isOn = [...stage.guests, ...stage.lost].some((one) => one.personId === personId);
  const left: Event[] = isOn ? [{ type: 'stage.left', personId, reason }] : [];
  const isCalled = stage.called.some((one) => one.personId === personId);
  return isCalled ? [...left, { type: 'stage.uncalled', personId, by }] : left;
}

function endIn(now: number, forMs: number | undefined): { endsAt?: number } {
  return forMs === undefined ? {} : { endsAt: now + forMs };
}

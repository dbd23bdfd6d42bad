import type { Event, RoomState } from '@rostrum/protocol/room';
import { endDueBreakouts } from './decide/breakouts.ts';
import { type Decision, events } from './decide/context.ts';
import { closeDuePolls } from './decide/polls.ts';
import { dueOnStage, nextOnStage } from './stage-time.ts';

/** When the clock next does something in a class by itself; undefined while it does nothing. */
export function nextDue(state: RoomState): number | undefined {
  const breakoutsEnd = state.breakouts.open?.endsAt ?? Infinity;
  const next = Math.min(nextPollEnd(state), nextOnStage(state) ?? Infinity, breakoutsEnd);
  return Number.isFinite(next) ? next : undefined;
}

/** Whether what happened may have brought that time nearer. */
export function bringsDueNearer({ type }: Event): boolean {
  return /^(?:poll\.opened$|stage\.|breakouts\.(?:opened|limited)$)/.test(type);
}

/** What the clock has done until now. */
export function doDue(state: RoomState, now: number): Decision {
  return events(...closeDuePolls(state, now), ...dueOnStage(state, now), ...endDueBreakouts(state, now));
}

function nextPollEnd({ polls }: RoomState): number {
  const ends = Object.values(polls).flatMap(({ status }) =>
    status.is === 'open' ? (status.closesAt ?? []) : [],
  );
  return Math.min(...ends);
}

import type { Fold, LoggedEvent, Refusal, RoomState } from '@rostrum/protocol/room';
import type { Decision } from './decide/index.ts';

export interface Proposal {
  /** The command's key; what the server does of itself has none. */
  readonly key?: string;
  /** `at` is the time its events will have. */
  decide(state: RoomState, at: number): Decision;
}

export type Outcome = { ok: true; seq: number } | { ok: false; refusal: Refusal };

export interface Batch {
  /** All that happens, in order, numbered as it will be in the log. */
  readonly events: LoggedEvent[];
  /** One for each proposal, true once the events are written. */
  readonly outcomes: Outcome[];
}

/**
 * Each proposal is decided on the state that those before it leave, so that one write can serve them all. The fold is
 * then where the room will be once they are written: where they are not, it is of no more use.
 */
export function decideBatch(fold: Fold, proposals: readonly Proposal[], at: number): Batch {
  const events: LoggedEvent[] = [];
  const outcomes = proposals.map((proposal): Outcome => {
    const decision = proposal.decide(fold.state, at);
    if (!decision.ok) return { ok: false, refusal: decision.refusal };
    decision.events.forEach((event, i) => {
      // Of several events the last has the key: who finds it knows that all of them are there.
      const key = i === decision.events.length - 1 ? proposal.key : undefined;
      const logged = { seq: fold.state.seq + 1, at, ...(key === undefined ? {} : { key }), event };
      events.push(logged);
      fold.add(logged);
    });
    return { ok: true, seq: fold.state.seq };
  });
  return { events, outcomes };
}

import type { Fold, LoggedEvent, Refusal, RoomState } from '@rostrum/protocol/room';
import type { Decision } from './decide/index.ts';

/** A command on its way that somebody follows: each step is named when it is done. Of most nobody does. */
export interface Journey {
  step(name: 'decide' | 'append'): void;
}

export interface Proposal {
  /** The command's key, of this person; what the server does of itself mostly has none. */
  readonly key?: string;
  /** Tells this command from another one under the same key. */
  readonly mark?: string;
  /** What the server does of itself is tried until it is written. */
  readonly untilWritten?: boolean;
  readonly journey?: Journey | undefined;
  /** `at` is the time its events will have. */
  decide(state: RoomState, at: number): Decision;
  /** Called once, in the turn in which it is done; not where its key had been met before. */
  handleDone?(): void;
}

export type Outcome =
  | { ok: true; seq: number }
  /** `unknown`: it may have been done all the same, and whoever says it again under its key is told. */
  | { ok: false; refusal: Refusal; unknown?: true };

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

/** Whether what came from the log is this batch, and not another node's. */
export function isWhatWasSent(came: readonly LoggedEvent[], sent: Batch | undefined): boolean {
  return (
    came.length === sent?.events.length &&
    came.every(({ seq, event }, i) => seq === sent.events[i]?.seq && event === sent.events[i].event)
  );
}

/** Their numbers are the log's to give. */
export function withoutSeqs({ events }: Batch): Omit<LoggedEvent, 'seq'>[] {
  return events.map(({ seq: _seq, ...event }) => event);
}

import type { Event, LoggedEvent } from './event.ts';
import { CHAT_KEPT } from './limits.ts';
import type { RoomState } from './state.ts';

/** What lies between two events never came: the state is whole up to the first of them, and no further. */
export class MissingEventsError extends Error {
  constructor(seq: number, nextSeq: number) {
    super(`event ${nextSeq} came after ${seq}: what lies between is missing`);
    this.name = 'MissingEventsError';
  }
}

/** A fold under way: `state` is what has been folded so far, and may be kept once nothing more is added. */
export interface Fold {
  readonly state: RoomState;
  /**
   * An event already folded in is ignored (a delta may overlap); one from the future is a bug of the sender.
   */
  add(logged: LoggedEvent): void;
}

/**
 * The one fold: server and every client run this same code, so they can't disagree. The state it starts from
 * is left as it was; what changes is copied once, so that a thousand joins don't copy a thousand people each.
 */
export function createFold(start: RoomState): Fold {
  const state = { ...start };
  const people = () => (state.people === start.people ? (state.people = { ...start.people }) : state.people);
  const chat = () => (state.chat === start.chat ? (state.chat = [...start.chat]) : state.chat);

  function apply(event: Event, at: number): void {
    switch (event.type) {
      case 'person.joined': {
        const { personId, name, role } = event;
        people()[personId] = { personId, name, role, here: true };
        return;
      }
      case 'person.left': {
        const person = state.people[event.personId];
        if (person) people()[event.personId] = { ...person, here: false };
        return;
      }
      case 'chat.sent': {
        const person = state.people[event.personId];
        const { messageId, personId, text } = event;
        const name = person?.name ?? 'Somebody';
        const role = person?.role ?? 'guest';
        const messages = chat();
        messages.push({ messageId, personId, name, role, at, text });
        if (messages.length > CHAT_KEPT) messages.shift();
        return;
      }
      case 'stream.started':
        state.stream = { status: 'live', streamId: event.streamId, since: at };
        return;
      case 'stream.stopped': {
        const { streamId, reason } = event;
        const isOfThisOne = state.stream.status !== 'idle' && state.stream.streamId === streamId;
        // A late stop of an earlier stream must not take down the one that replaced it.
        if (state.stream.status === 'live' && !isOfThisOne) return;
        // One that never was live can only have failed on its way there.
        if (state.stream.status !== 'live' && (reason !== 'failed' || isOfThisOne)) return;
        state.stream = { status: 'stopped', streamId, reason, at };
        return;
      }
    }
  }

  return {
    state,
    add(logged) {
      if (logged.seq <= state.seq) return;
      if (logged.seq !== state.seq + 1) {
        throw new MissingEventsError(state.seq, logged.seq);
      }
      apply(logged.event, logged.at);
      state.seq = logged.seq;
    },
  };
}

export function reduce(state: RoomState, logged: LoggedEvent): RoomState {
  return reduceAll(state, [logged]);
}

export function reduceAll(state: RoomState, events: Iterable<LoggedEvent>): RoomState {
  const fold = createFold(state);
  for (const event of events) fold.add(event);
  return fold.state.seq === state.seq ? state : fold.state;
}

export function countHere(state: RoomState): number {
  let count = 0;
  for (const person of Object.values(state.people)) if (person.here) count += 1;
  return count;
}

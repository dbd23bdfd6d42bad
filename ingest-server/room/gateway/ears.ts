import type { PlayerReport } from '@rostrum/protocol/operations';
import type { ClassId, CommandType, PersonId, RefusalCode } from '@rostrum/protocol/room';

/** Something on its way that somebody follows: a step is named when it is done. */
interface Journey {
  step(name: string): void;
  end(outcome?: string): void;
}

/** Whoever counts what goes over the sockets, as it happens; what nobody hears costs a branch. */
export interface Ears {
  /** Somebody came to their welcome, or didn't, for a reason that is ours. */
  readonly handleConnection?: (outcome: 'connected' | 'failed') => void;
  /** A page came back with what it had been told before. */
  readonly handleReconnect?: () => void;
  readonly handleCommand?: (type: CommandType) => void;
  readonly handleRefusal?: (code: RefusalCode) => void;
  /** From the moment an event was decided to its frame on the way to a listener; about one in each round of a class. */
  readonly handleDelivered?: (ms: number) => void;
  /** What the page of somebody in a class says of its player. */
  readonly handleReport?: (classId: ClassId, personId: PersonId, report: PlayerReport) => void;
  /** Undefined where this one isn't followed. */
  readonly followCommand?: (facts: {
    classId: ClassId;
    personId: PersonId;
    type: CommandType;
  }) => Journey | undefined;
}

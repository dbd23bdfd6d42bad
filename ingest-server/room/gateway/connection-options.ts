import type { BucketSize } from '@rostrum/protocol/limits';
import type { Command, Refusal } from '@rostrum/protocol/room';
import type { ClientFrame } from '@rostrum/protocol/wire';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { MediaDesk } from '../media-desk.ts';
import type { Room } from '../room.ts';
import type { Ears } from './ears.ts';
import type { Hall } from './hall.ts';
import type { Seat } from './seat.ts';
import type { OperationsDesk } from './watching.ts';

export type Hello = Extract<ClientFrame, { t: 'hello' }>;

export type Entry =
  | { ok: true; seat: Seat }
  /** `isMeant`: nobody is to come in just now, and nothing has failed. */
  | { ok: false; refusal: Refusal; again: boolean; isMeant?: true };

export interface ConnectionOptions {
  readonly socket: WebSocket;
  /** What the socket runs over: frames that are built once for many are written to it as they are. */
  readonly stream: Duplex;
  readonly logger: Logger;
  readonly now: () => number;
  readonly helloWithinMs: number;
  /** Bytes that may wait for a slow reader, beside its own welcome. */
  readonly backlogMax: number;
  readonly desk: MediaDesk | undefined;
  /** For dashboards; without it none is let in. */
  readonly operations: OperationsDesk | undefined;
  readonly ears: Ears;
  readonly frames: BucketSize;
  /** Resolves when it is their turn; undefined where it is now. */
  mayEnter(): Promise<void> | undefined;
  /** Checks the token and joins the class; may reject. */
  enter(hello: Hello): Promise<Entry>;
  hallOf(room: Room): Hall;
  /** Why this person must wait with their next command; undefined when they need not. */
  refusalOfHaste(seat: Seat, command: Command): Refusal | undefined;
  /** Whether this person's page has not just reported. */
  mayReport(seat: Seat): boolean;
  handleOver(): void;
}

import type { Outcome } from '@rostrum/protocol/client';
import type { Command } from '@rostrum/protocol/room';

export type Send = (command: Command) => Promise<Outcome>;

/** False: it was refused, which is said above. */
export type Act = (command: Command) => Promise<boolean>;

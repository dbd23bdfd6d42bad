import type { Outcome } from '@rostrum/protocol/client';
import type { Command } from '@rostrum/protocol/room';

export type Send = (command: Command) => Promise<Outcome>;

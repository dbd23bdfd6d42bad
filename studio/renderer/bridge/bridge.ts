import * as v from 'valibot';
import {
  type BridgeAnswer,
  type BridgeBody,
  type BridgeName,
  type BridgeRequest,
  bridgeContract,
  bridgeReplySchema,
} from '../../preload/contract.ts';
import { BridgeError } from './bridge-error.ts';

/** What brings a request to the shell and its reply back, which the bridge parses. */
export interface Carrier {
  carry(request: BridgeRequest): Promise<unknown>;
}

export interface Bridge {
  /** Rejects with BridgeError. */
  ask<N extends BridgeName>(name: N, body: BridgeBody<N>): Promise<BridgeAnswer<N>>;
}

export function createBridge(carrier: Carrier): Bridge {
  return {
    async ask(name, body) {
      const reply = parsed(bridgeReplySchema, await carrier.carry({ name, body }));
      if (!reply.ok) throw BridgeError.refused(reply.problem);
      // The schema is picked by the name itself, which TypeScript can't follow through the index.
      return parsed(bridgeContract[name].answer, reply.answer) as BridgeAnswer<typeof name>;
    },
  };
}

function parsed<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const parsing = v.safeParse(schema, value);
  if (!parsing.success) throw BridgeError.unreadable(new v.ValiError(parsing.issues));
  return parsing.output;
}

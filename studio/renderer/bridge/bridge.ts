import * as v from 'valibot';
import {
  type BridgeAnswer,
  type BridgeBody,
  type BridgeName,
  type BridgeReply,
  type BridgeRequest,
  bridgeContract,
  bridgeReplySchema,
} from '../../preload/contract.ts';
import { BridgeError } from './bridge-error.ts';

/** What brings a request to the shell and its reply back. */
export interface Carrier {
  carry(request: BridgeRequest): Promise<BridgeReply>;
}

export interface Bridge {
  /** Rejects with BridgeError. */
  ask<N extends BridgeName>(name: N, body: BridgeBody<N>): Promise<BridgeAnswer<N>>;
}

export function createBridge(carrier: Carrier): Bridge {
  return {
    async ask(name, body) {
      const reply = v.parse(bridgeReplySchema, await carrier.carry({ name, body }));
      if (!reply.ok) throw BridgeError.refused(reply.problem);
      // The schema is picked by the name itself, which TypeScript can't follow through the index.
      return v.parse(bridgeContract[name].answer, reply.answer) as BridgeAnswer<typeof name>;
    },
  };
}

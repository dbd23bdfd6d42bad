import type { ClientStatus } from '@rostrum/protocol/client';
import type { Refusal } from '@rostrum/protocol/room';
import { askServer } from '@rostrum/ui';
import * as v from 'valibot';

const placeSchema = v.object({});

/** Why nobody opens: a browser doesn't tell a page for what a socket was refused, so the server is asked. */
export class TurnedAway {
  /** The class or its server is full. */
  refusal: Refusal | undefined = $state.raw();
  #isAsking = false;

  /** `isIn`: they have been let in at some time; who comes back is not sent away from what they see. */
  follow(status: ClientStatus['is'], isIn: boolean): void {
    if (isIn) this.refusal = undefined;
    else if (status === 'waiting' && !this.#isAsking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    const answer = await askServer(placeSchema, '/socket', { cache: 'no-store' });
    this.#isAsking = false;
    this.refusal = answer.is === 'refused' && answer.refusal.code === 'full' ? answer.refusal : undefined;
  }
}

import type { OperationsAct } from '@rostrum/protocol/operations';
import type { ClassId, Refusal } from '@rostrum/protocol/room';
import { askServer } from '@rostrum/ui';
import * as v from 'valibot';
import type { Access } from '../access.ts';
import { texts } from './pure/texts.ts';

const GIVE_UP_AFTER_MS = 10_000;
/** Whatever else it may say. */
const doneSchema = v.object({});

export type ActKind = OperationsAct['act'];

export type ActState =
  | { is: 'resting' }
  | { is: 'asking'; act: ActKind }
  | { is: 'done'; act: ActKind }
  | { is: 'refused'; act: ActKind; refusal: Refusal }
  | { is: 'unreachable'; act: ActKind; text: string };

/** What an admin does to one class: one thing at a time, and what became of the last of them. */
export class Acts {
  readonly #access: Access;
  readonly #classId: ClassId;
  #state: ActState = $state.raw({ is: 'resting' });

  constructor(access: Access, classId: ClassId) {
    this.#access = access;
    this.#classId = classId;
  }

  get state(): ActState {
    return this.#state;
  }

  isAsking(act: ActKind): boolean {
    return this.#state.is === 'asking' && this.#state.act === act;
  }

  /** Whether it was done. */
  async do(act: OperationsAct): Promise<boolean> {
    if (this.#state.is === 'asking') return false;
    this.#state = { is: 'asking', act: act.act };
    const answer = await this.#access.with((token) =>
      askServer(doneSchema, `/api/operations/classes/${this.#classId}/acts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(act),
        cache: 'no-store',
        signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
      }).catch((cause: unknown) => {
        return { is: 'unreachable', cause: new Error(texts.controls.noAnswer, { cause }) } as const;
      }),
    );
    switch (answer.is) {
      case 'value':
        this.#state = { is: 'done', act: act.act };
        return true;
      case 'refused':
        this.#state = { is: 'refused', act: act.act, refusal: answer.refusal };
        return false;
      case 'unreachable':
        this.#state = { is: 'unreachable', act: act.act, text: answer.cause.message };
        return false;
    }
  }
}

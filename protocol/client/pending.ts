import type { MediaQuestion } from '../media/index.ts';
import type { Command, Refusal } from '../room/index.ts';
import { RefusedError } from './refused-error.ts';

export type Outcome = { ok: true; seq: number } | { ok: false; refusal: Refusal };

/** Kept over a reconnect and sent again with the same key: the server counts it once. */
export class PendingCommands {
  readonly #byKey = new Map<string, { command: Command; settle: (outcome: Outcome) => void }>();

  add(key: string, command: Command): Promise<Outcome> {
    return new Promise((settle) => this.#byKey.set(key, { command, settle }));
  }

  /** In the order they were given. */
  *all(): Iterable<{ key: string; command: Command }> {
    for (const [key, { command }] of this.#byKey) yield { key, command };
  }

  settle(key: string, outcome: Outcome): void {
    const pending = this.#byKey.get(key);
    this.#byKey.delete(key);
    pending?.settle(outcome);
  }

  refuseAll(refusal: Refusal): void {
    for (const key of [...this.#byKey.keys()]) this.settle(key, { ok: false, refusal });
  }
}

/** Not kept: a question belongs to its connection, the asker decides whether to ask anew. */
export class PendingQuestions {
  #nextId = 1;
  readonly #byId = new Map<
    number,
    {
      question: MediaQuestion;
      resolve: (answer: Record<string, unknown>) => void;
      reject: (error: Error) => void;
    }
  >();

  add(question: MediaQuestion): { id: number; answer: Promise<Record<string, unknown>> } {
    const id = this.#nextId++;
    const answer = new Promise<Record<string, unknown>>((resolve, reject) => {
      this.#byId.set(id, { question, resolve, reject });
    });
    return { id, answer };
  }

  resolve(id: number, answer: Record<string, unknown>): void {
    this.#byId.get(id)?.resolve(answer);
    this.#byId.delete(id);
  }

  refuse(id: number, refusal: Refusal): void {
    this.#byId.get(id)?.reject(new RefusedError(refusal));
    this.#byId.delete(id);
  }

  dropAll(): void {
    for (const { question, reject } of this.#byId.values()) {
      reject(new Error(`the connection went before ${question.type} was answered`));
    }
    this.#byId.clear();
  }
}

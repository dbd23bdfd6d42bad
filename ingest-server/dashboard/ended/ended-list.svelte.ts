import { type EndedClass, endedClassesSchema } from '@rostrum/protocol/operations';
import { type ServerAnswer, askServer, refusalWords } from '@rostrum/ui';
import type { Access } from '../access.ts';

/** A page that is shorter is the last; how long a full one is, is the server's to say, and never less. */
const FULL_PAGE_MIN = 20;

/**
 *   loading ──► shown ──more()──► loading
 *      └──────► failed ──more()──► loading
 */
export type EndedState =
  { is: 'loading' } | { is: 'shown'; hasMore: boolean } | { is: 'failed'; text: string };

/** Asks for those that ended before this time, or for the newest. */
export type ReadEnded = (before: number | undefined) => Promise<ServerAnswer<{ classes: EndedClass[] }>>;

export function endedReader(access: Access): ReadEnded {
  return (before) =>
    access.with((token) =>
      askServer(
        endedClassesSchema,
        `/api/operations/ended${before === undefined ? '' : `?before=${before}`}`,
        {
          headers: { authorization: `Bearer ${token}` },
          cache: 'no-store',
        },
      ),
    );
}

/** What is over, the newest first; further back as somebody wants it. */
export class EndedList {
  readonly #read: ReadEnded;
  #state: EndedState = $state.raw({ is: 'loading' });
  #classes: readonly EndedClass[] = $state.raw([]);

  constructor(read: ReadEnded) {
    this.#read = read;
    void this.#ask();
  }

  get state(): EndedState {
    return this.#state;
  }

  get classes(): readonly EndedClass[] {
    return this.#classes;
  }

  /** Also again, where it failed. */
  async more(): Promise<void> {
    if (this.#state.is === 'loading') return;
    this.#state = { is: 'loading' };
    await this.#ask();
  }

  async #ask(): Promise<void> {
    const answer = await this.#read(this.#classes.at(-1)?.endedAt);
    switch (answer.is) {
      case 'value': {
        const { classes } = answer.value;
        const isKnown = (one: EndedClass) => this.#classes.some((known) => keyOf(known) === keyOf(one));
        this.#classes = [...this.#classes, ...classes.filter((one) => !isKnown(one))];
        this.#state = { is: 'shown', hasMore: classes.length >= FULL_PAGE_MIN };
        return;
      }
      case 'refused':
        this.#state = { is: 'failed', text: refusalWords(answer.refusal) };
        return;
      case 'unreachable':
        this.#state = { is: 'failed', text: answer.cause.message };
        return;
    }
  }
}

/** A class has many programmes. */
export function keyOf({ classId, streamId }: EndedClass): string {
  return `${classId} ${streamId}`;
}

import type { PersonId } from '@rostrum/protocol/room';
import type { Standing } from './directory.ts';

interface Waiting {
  readonly personId: PersonId;
  settle(standing: Standing | undefined): void;
  fail(error: unknown): void;
}

/** A database takes only so many values in one question. */
const TOGETHER_MAX = 500;

/** Who is asked for while one question is under way goes into the next: after a restart thousands come back at once. */
export class Standings {
  readonly #read: (personIds: readonly PersonId[]) => Promise<ReadonlyMap<PersonId, Standing>>;
  #waiting: Waiting[] = [];
  #isAsking = false;

  constructor(read: (personIds: readonly PersonId[]) => Promise<ReadonlyMap<PersonId, Standing>>) {
    this.#read = read;
  }

  /** As it is by now; undefined where nobody has this id. */
  find(personId: PersonId): Promise<Standing | undefined> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ personId, settle, fail });
      if (!this.#isAsking) void this.#ask();
    });
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    while (this.#waiting.length > 0) {
      const those = this.#waiting.splice(0, TOGETHER_MAX);
      try {
        const found = await this.#read([...new Set(those.map(({ personId }) => personId))]);
        for (const { personId, settle } of those) settle(found.get(personId));
      } catch (error) {
        for (const { fail } of those) fail(error);
      }
    }
    this.#isAsking = false;
  }
}

import { Limit } from '@rostrum/protocol/limits';
import type { Refusal } from '@rostrum/protocol/room';
import type { ClassBook } from './class-book.ts';
import type { ClassRecord } from './directory.ts';
import { tooManyTries, unknownCode } from './pure/refusals.ts';

// A code is short, so that it can be read out: a lecture hall that mistypes it stays below this, who guesses does not.
const WRONG_BY_ADDRESS = { capacity: 60, refillMs: 10_000 };

export type FoundByCode = { ok: true; record: ClassRecord } | { ok: false; refusal: Refusal };

/** Class codes as they are typed, wherever that is: wrong ones count together. */
export interface Codes {
  find(code: string, address: string): Promise<FoundByCode>;
}

export function createCodes(classes: ClassBook, now: () => number): Codes {
  const wrong = new Limit(WRONG_BY_ADDRESS, now);

  /** The try is taken before it is looked: or the right one among the guesses would still be told. */
  function lookHere(code: string, address: string): FoundByCode {
    const taken = wrong.take(address);
    if (!taken.ok) return { ok: false, refusal: tooManyTries(taken.retryAfterMs) };
    const record = classes.byCode(code);
    if (!record) return { ok: false, refusal: unknownCode(code) };
    wrong.giveBack(address);
    return { ok: true, record };
  }

  return {
    async find(code, address) {
      const here = lookHere(code, address);
      if (here.ok || here.refusal.code !== 'unknown-code') return here;
      // A lecture hall that comes at once to a class of another server must not count as guessing meanwhile.
      wrong.giveBack(address);
      await classes.findByCode(code);
      return lookHere(code, address);
    },
  };
}

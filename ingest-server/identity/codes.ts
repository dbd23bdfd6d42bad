import { Limit } from '@rostrum/protocol/limits';
import type { Refusal } from '@rostrum/protocol/room';
import type { ClassRecord } from './directory.ts';
import { tooManyTries, unknownCode } from './pure/refusals.ts';
import type { ClassBook } from './sessions.ts';

// A code is short, so that it can be read out: a lecture hall that mistypes it stays below this, who guesses does not.
const WRONG_BY_ADDRESS = { capacity: 60, refillMs: 10_000 };

/** Class codes as they are typed, wherever that is: wrong ones count together. */
export interface Codes {
  find(code: string, address: string): { ok: true; record: ClassRecord } | { ok: false; refusal: Refusal };
}

export function createCodes(classes: ClassBook, now: () => number): Codes {
  const wrong = new Limit(WRONG_BY_ADDRESS, now);

  return {
    find(code, address) {
      // Asked before it is looked: or the right one among the guesses would still be told.
      const taken = wrong.take(address);
      if (!taken.ok) return { ok: false, refusal: tooManyTries(taken.retryAfterMs) };
      const record = classes.byCode(code);
      if (!record) return { ok: false, refusal: unknownCode(code) };
      wrong.giveBack(address);
      return { ok: true, record };
    },
  };
}

import type { Refusal } from '@rostrum/protocol/room';
import type { Note, Noted } from '../identity/index.ts';
import type { Database } from '../records/index.ts';
import type { Actor } from './actor.ts';
import { changedMeanwhile } from './pure/refusals.ts';

export type Refused = { readonly ok: false; readonly refusal: Refusal };
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refused;

/** Whose institution it is, and who is written down as having done it. */
export type By = Pick<Actor, 'institutionId' | 'personId' | 'name'>;

type Entry = Pick<Noted, 'action' | 'subject' | 'details'>;

/** What was done in a transaction. */
export interface Done<T> {
  readonly ok: true;
  readonly value: T;
  /** None where nothing was different afterwards. */
  readonly entries: readonly Entry[];
  readonly whenCommitted?: () => Promise<void> | void;
}

/** It refuses before it writes: what it wrote until then would stay. */
export type Act<T> = (transaction: Database) => Promise<Done<T> | Refused>;

/** A change and its entries in the audit: both are written, or neither. */
export type Change = <T>(by: By, act: Act<T>) => Promise<Outcome<T>>;

const UNIQUE_VIOLATION = '23505';

export function createChange(database: Database, note: Note): Change {
  return async (by, act) => {
    try {
      const done = await database.transaction().execute(async (transaction) => {
        // One after the other within an institution: what is looked at first still holds when it is written.
        await transaction
          .selectFrom('institutions')
          .select('id')
          .where('id', '=', by.institutionId)
          .forUpdate()
          .execute();
        const outcome = await act(transaction);
        if (!outcome.ok) return outcome;
        const { institutionId } = by;
        for (const entry of outcome.entries) await note(transaction, { institutionId, who: by, ...entry });
        return outcome;
      });
      if (!done.ok) return done;
      await done.whenCommitted?.();
      return { ok: true, value: done.value };
    } catch (error) {
      // Somebody gave themselves this very login beside us.
      if (error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION)
        return { ok: false, refusal: changedMeanwhile };
      throw error;
    }
  };
}

export function refused(refusal: Refusal): Refused {
  return { ok: false, refusal };
}

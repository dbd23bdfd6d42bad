import type { LinkKind } from '@rostrum/protocol/http';
import type { ClassId, PersonId } from '@rostrum/protocol/room';
import type { Database } from '../records/index.ts';
import type { ClassBook } from './class-book.ts';
import type { WhichClasses } from './directory.ts';
import { createEncoderKeys } from './encoder-keys.ts';
import { LINK_LIFETIMES_MS, createLinks } from './links.ts';
import { type ClassRow, type MadeClass, addClass, renewCode } from './make-class.ts';
import type { Passwords } from './passwords.ts';
import type { Revocations } from './revocations.ts';

/** `keys`: of encoders and captioners. `everything`: links too, so that nothing they have lets them in again. */
export type Ended = 'sessions' | 'sessions and keys' | 'everything';

/** For whoever changes the directory's rows in a transaction of their own: what identity alone knows how to do. */
export interface Upkeep {
  /** Call what it gives when the transaction is committed: from then on it counts, and whoever listens has heard. */
  signOut(
    transaction: Database,
    personId: PersonId,
    ended: Ended,
    exceptSessionId?: string,
  ): Promise<() => void>;
  createLink(
    transaction: Database,
    personId: PersonId,
    kind: LinkKind,
  ): Promise<{ key: string; expiresAt: number }>;
  hashPassword(password: string): Promise<string>;
  /** In an institution that the transaction has for itself. */
  addClass(transaction: Database, institutionId: string, row: ClassRow): Promise<MadeClass>;
  renewCode(transaction: Database, classId: ClassId): Promise<string>;
  /** After the commit: the classes are known here as they are by now. */
  readAgain(which: WhichClasses): Promise<void>;
  /** The same for what other servers may have changed, not more often than is good for the database. */
  lookAgain(institutionId: string): Promise<void>;
}

export interface UpkeepOptions {
  readonly classes: ClassBook;
  readonly passwords: Passwords;
  readonly revocations: Revocations;
  readonly newCode: () => string;
  readonly now: () => number;
}

export function createUpkeep(options: UpkeepOptions): Upkeep {
  const { classes, passwords, revocations, newCode, now } = options;

  return {
    async signOut(transaction, personId, ended, exceptSessionId) {
      if (ended === 'everything') await createLinks(transaction, now).revokeAllOf(personId);
      else if (ended === 'sessions and keys')
        await createEncoderKeys({ database: transaction, classes, now }).revokeAllOf(personId);
      return revocations.revokeWithin(transaction, { personId, exceptSessionId });
    },

    createLink: (transaction, personId, kind) =>
      createLinks(transaction, now).create({ personId, kind, lifetimeMs: LINK_LIFETIMES_MS[kind] }),

    hashPassword: (password) => passwords.hash(password),
    addClass: (transaction, institutionId, row) => addClass(transaction, newCode, institutionId, row),
    renewCode: (transaction, classId) => renewCode(transaction, newCode, classId),
    readAgain: (which) => classes.readAgain(which),
    lookAgain: (institutionId) => classes.lookAgain(institutionId),
  };
}

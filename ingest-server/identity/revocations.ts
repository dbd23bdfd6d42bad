import type { PersonId } from '@rostrum/protocol/room';
import type { Database } from '../records/index.ts';
import { startOfSession } from './new-id.ts';
import { REFRESH_LIFETIME_MS } from './tokens.ts';

/** One sign-in, or all of somebody's until now. */
export type Revoked = { readonly sessionId: string } | { readonly personId: PersonId };

type Listener = (revoked: Revoked) => void;

/** What no longer counts, in memory: it is asked for every token. */
export interface Revocations {
  isRevoked(session: { sessionId: string; personId: PersonId }): boolean;
  /** Counts at once, and listeners have heard of it; resolves when it also outlives a restart. */
  revoke(revoked: Revoked): Promise<void>;
  listen(listener: Listener): () => void;
}

export async function openRevocations(database: Database, now: () => number): Promise<Revocations> {
  // Every token from before has run out by itself since then.
  await database
    .deleteFrom('revocations')
    .where('at', '<', now() - 2 * REFRESH_LIFETIME_MS)
    .execute();
  const rows = await database.selectFrom('revocations').selectAll().execute();
  const revokedAt = new Map(rows.map(({ subject, at }) => [subject, Number(at)]));
  const listeners = new Set<Listener>();

  return {
    isRevoked({ sessionId, personId }) {
      if (revokedAt.has(sessionSubject(sessionId))) return true;
      const personAt = revokedAt.get(personSubject(personId));
      return personAt !== undefined && startOfSession(sessionId) <= personAt;
    },

    async revoke(revoked) {
      const at = now();
      const subject =
        'sessionId' in revoked ? sessionSubject(revoked.sessionId) : personSubject(revoked.personId);
      revokedAt.set(subject, at);
      for (const listener of [...listeners]) listener(revoked);
      await database
        .insertInto('revocations')
        .values({ subject, at })
        .onConflict((conflict) => conflict.column('subject').doUpdateSet({ at }))
        .execute();
    },

    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const sessionSubject = (sessionId: string) => `session:${sessionId}`;
const personSubject = (personId: PersonId) => `person:${personId}`;

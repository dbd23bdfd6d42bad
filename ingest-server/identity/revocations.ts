import type { PersonId } from '@rostrum/protocol/room';
import type { Database } from '../records/index.ts';
import { startOfSession } from './new-id.ts';
import { REFRESH_LIFETIME_MS } from './tokens.ts';

/** One sign-in, or all of somebody's until now, perhaps but the one by which they ask for it. */
export type Revoked =
  | { readonly sessionId: string }
  | { readonly personId: PersonId; readonly exceptSessionId?: string | undefined };

type Listener = (revoked: Revoked) => void;

/** What no longer counts, in memory: it is asked for every token. */
export interface Revocations {
  isRevoked(session: { sessionId: string; personId: PersonId }): boolean;
  /** Counts at once, and listeners have heard of it; resolves when it also outlives a restart. */
  revoke(revoked: Revoked): Promise<void>;
  /** The same in somebody's transaction: it counts when they call what they get, after they have committed. */
  revokeWithin(transaction: Database, revoked: Revoked): Promise<() => void>;
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

  function subjectsOf(revoked: Revoked): string[] {
    if ('sessionId' in revoked) return [sessionSubject(revoked.sessionId)];
    const { personId, exceptSessionId: kept } = revoked;
    return kept ? [keptSubject(kept), personSubject(personId)] : [personSubject(personId)];
  }

  function count(revoked: Revoked, at: number): void {
    for (const each of subjectsOf(revoked)) revokedAt.set(each, at);
    for (const listener of [...listeners]) listener(revoked);
  }

  async function write(into: Database, revoked: Revoked, at: number): Promise<void> {
    await into
      .insertInto('revocations')
      .values(subjectsOf(revoked).map((subject) => ({ subject, at })))
      .onConflict((conflict) => conflict.column('subject').doUpdateSet({ at }))
      .execute();
  }

  return {
    isRevoked({ sessionId, personId }) {
      if (revokedAt.has(sessionSubject(sessionId))) return true;
      const personAt = revokedAt.get(personSubject(personId));
      if (personAt === undefined || startOfSession(sessionId) > personAt) return false;
      const keptAt = revokedAt.get(keptSubject(sessionId));
      return keptAt === undefined || keptAt < personAt;
    },

    async revoke(revoked) {
      const at = now();
      count(revoked, at);
      await write(database, revoked, at);
    },

    async revokeWithin(transaction, revoked) {
      const at = now();
      await write(transaction, revoked, at);
      return () => count(revoked, at);
    },

    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const sessionSubject = (sessionId: string) => `session:${sessionId}`;
/** Outlives what was revoked of its person up to then. */
const keptSubject = (sessionId: string) => `kept:${sessionId}`;
const personSubject = (personId: PersonId) => `person:${personId}`;

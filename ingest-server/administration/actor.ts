import { type PersonId, type Role, roleSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import type { Claims } from '../identity/index.ts';
import type { Database } from '../records/index.ts';

/** Whoever changes something, as the directory has them now: what their token says may be a quarter of an hour old. */
export interface Actor {
  readonly personId: PersonId;
  readonly name: string;
  readonly institutionId: string;
  /** In the institution. */
  readonly role: Role;
  /** The sign-in by which they ask. */
  readonly sessionId: string;
}

/** Undefined for guests, and for who is no longer there. */
export async function readActor(
  database: Database,
  { personId, sessionId }: Claims,
): Promise<Actor | undefined> {
  const row = await database
    .selectFrom('people')
    .select(['name', 'role', 'institution_id'])
    .where('id', '=', personId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const role = v.parse(roleSchema, row.role);
  return { personId, name: row.name, institutionId: row.institution_id, role, sessionId };
}

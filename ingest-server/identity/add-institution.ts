import { type PersonId, type Refusal, refuse } from '@rostrum/protocol/room';
import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../records/index.ts';
import { LINK_LIFETIMES_MS, createLinks } from './links.ts';
import { addClass } from './make-class.ts';
import { newId } from './new-id.ts';
import { classCode } from './pure/class-code.ts';
import { cleanName, cleanTitle } from './pure/clean-name.ts';

export interface NewInstitution {
  readonly institutionName: string;
  readonly adminName: string;
  readonly courseTitle: string;
  readonly classTitle: string;
}

/** The key opens the dashboard for its admin, once. */
export type AddedInstitution = { ok: true; code: string; adminKey: string } | { ok: false; refusal: Refusal };

const namesNeeded = refuse('empty', 'An institution and its admin need names that can be read.');
const sameName = refuse('taken', 'There is an institution of this name already.');

/**
 * Another institution on this server, with an admin and a class: a token is of a class, so without one nobody could come
 * in to make the others. The caller has nobody's leave to ask: it is at the server's own command line.
 */
export async function addInstitution(
  database: Database,
  wanted: NewInstitution,
  now: () => number,
): Promise<AddedInstitution> {
  const name = cleanTitle(wanted.institutionName);
  const adminName = cleanName(wanted.adminName);
  const [courseTitle, classTitle] = [cleanTitle(wanted.courseTitle), cleanTitle(wanted.classTitle)];
  if ([name, adminName, courseTitle, classTitle].includes('')) return { ok: false, refusal: namesNeeded };
  return database.transaction().execute(async (transaction): Promise<AddedInstitution> => {
    const twin = await transaction
      .selectFrom('institutions')
      .select('id')
      .where(sql<boolean>`lower(name) = lower(${name})`)
      .executeTakeFirst();
    if (twin) return { ok: false, refusal: sameName };
    const institution_id = newId();
    const course = { id: newId(), institution_id, title: courseTitle };
    const personId = newId() as PersonId;
    const admin = { id: personId, institution_id, name: adminName, role: 'admin' };
    await transaction.insertInto('institutions').values({ id: institution_id, name }).execute();
    await transaction.insertInto('courses').values(course).execute();
    await transaction.insertInto('people').values(admin).execute();
    const row = { course_id: course.id, title: classTitle, guests_allowed: true, starts_at: null };
    const newCode = () => classCode((limit) => randomInt(limit));
    const made = await addClass(transaction, newCode, institution_id, row);
    if (!made.ok) return made;
    const { code } = await transaction
      .selectFrom('classes')
      .select('code')
      .where('id', '=', made.classId)
      .executeTakeFirstOrThrow();
    const lifetimeMs = LINK_LIFETIMES_MS['one-time'];
    const { key } = await createLinks(transaction, now).create({ personId, kind: 'one-time', lifetimeMs });
    return { ok: true, code, adminKey: key };
  });
}

import {
  type KeptPerson,
  type KeptPersonList,
  PAGE_SIZE,
  type PersonListQuery,
  type PersonPage,
  keptPersonSchema,
} from '@rostrum/protocol/administration';
import { type ClassId, type PersonId, type Refusal, roleSchema } from '@rostrum/protocol/room';
import { sql } from 'kysely';
import * as v from 'valibot';
import type { Database } from '../records/index.ts';
import { externalIdTaken, loginTaken } from './pure/refusals.ts';
import { likePattern, wordsOf } from './pure/words.ts';

const COLUMNS = ['id', 'name', 'role', 'login', 'email', 'external_id', 'password_hash'] as const;

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly login: string | null;
  readonly email: string | null;
  readonly external_id: string | null;
  readonly password_hash: string | null;
}

/** Of whom more than an id is left. */
function peopleOf(database: Database, institutionId: string) {
  return database
    .selectFrom('people')
    .where('people.institution_id', '=', institutionId)
    .where('people.removed_at', 'is', null);
}

export async function listPeople(
  database: Database,
  institutionId: string,
  { find, page, role }: PersonListQuery,
): Promise<KeptPersonList> {
  let people = peopleOf(database, institutionId);
  if (role !== undefined) people = people.where('people.role', '=', role);
  for (const word of wordsOf(find)) {
    const pattern = likePattern(word);
    people = people.where((either) =>
      either.or([
        sql<boolean>`people.name ilike ${pattern}`,
        sql<boolean>`people.login ilike ${pattern}`,
        sql<boolean>`people.email ilike ${pattern}`,
        sql<boolean>`people.external_id ilike ${pattern}`,
      ]),
    );
  }
  const { total } = await people.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow();
  const rows = await people
    .select(COLUMNS)
    .orderBy(sql`lower(people.name)`)
    .orderBy('people.id')
    .limit(PAGE_SIZE)
    .offset(page * PAGE_SIZE)
    .execute();
  return { people: rows.map(personOf), total: Number(total) };
}

export async function readKeptPerson(
  database: Database,
  institutionId: string,
  personId: PersonId,
): Promise<KeptPerson | undefined> {
  const row = await peopleOf(database, institutionId)
    .select(COLUMNS)
    .where('people.id', '=', personId)
    .executeTakeFirst();
  return row && personOf(row);
}

/** The classes that name them, by their titles. */
export async function classesOf(database: Database, personId: PersonId): Promise<PersonPage['classes']> {
  const rows = await database
    .selectFrom('participants')
    .innerJoin('classes', 'classes.id', 'participants.class_id')
    .select(['classes.id', 'classes.title', 'participants.role'])
    .where('participants.person_id', '=', personId)
    .orderBy('classes.title')
    .orderBy('classes.id')
    .execute();
  return rows.map(({ id, title, role }) => ({
    ...{ classId: id as ClassId, classTitle: title },
    role: v.parse(roleSchema, role),
  }));
}

/** Why these can't be somebody's: within an institution each is one person's. */
export async function refusalOfTaken(
  database: Database,
  institutionId: string,
  wanted: { readonly login?: string | null | undefined; readonly externalId?: string | null | undefined },
  exceptId: string,
): Promise<Refusal | undefined> {
  const others = database
    .selectFrom('people')
    .select('id')
    .where('institution_id', '=', institutionId)
    .where('id', '!=', exceptId);
  const { login, externalId } = wanted;
  if (login && (await others.where('login', '=', login).executeTakeFirst())) return loginTaken;
  if (externalId && (await others.where('external_id', '=', externalId).executeTakeFirst()))
    return externalIdTaken;
  return undefined;
}

/** Whether nobody else could mend what they did. */
export async function isLastAdmin(
  database: Database,
  institutionId: string,
  { personId, role }: KeptPerson,
): Promise<boolean> {
  if (role !== 'admin') return false;
  const other = await peopleOf(database, institutionId)
    .select('people.id')
    .where('people.role', '=', 'admin')
    .where('people.id', '!=', personId)
    .executeTakeFirst();
  return other === undefined;
}

function personOf(row: PersonRow): KeptPerson {
  return {
    personId: row.id as PersonId,
    name: row.name,
    role: v.parse(keptPersonSchema.entries.role, row.role),
    ...(row.login === null ? {} : { login: row.login }),
    ...(row.email === null ? {} : { email: row.email }),
    ...(row.external_id === null ? {} : { externalId: row.external_id }),
    hasPassword: row.password_hash !== null,
  };
}

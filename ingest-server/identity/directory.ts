import type { Accent } from '@rostrum/protocol/http';
import { type ClassId, type PersonId, type Role, roleSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import type { Database } from '../records/index.ts';
import { newId } from './new-id.ts';

const COURSES_MAX = 500;

/** A class with the names of what it belongs to, as people are shown it. */
export interface ClassRecord {
  readonly classId: ClassId;
  readonly code: string;
  readonly classTitle: string;
  readonly courseId: string;
  readonly courseTitle: string;
  readonly institutionId: string;
  readonly institutionName: string;
  /** How the institution shows itself, where it has said so. */
  readonly accent: Accent | undefined;
  readonly logoId: string | undefined;
  /** Whether the code and a name are enough to come in. */
  readonly guestsAllowed: boolean;
  /** Whether everybody may watch, who is in the class or not. */
  readonly isPublic: boolean;
  readonly startsAt: number | undefined;
  /** Since when it is out of the lists and takes nobody new in. */
  readonly archivedAt: number | undefined;
  /** The language of its captions until staff choose, or 'off'; undefined: as the server's settings say. */
  readonly captions: string | undefined;
}

export interface PersonRecord {
  readonly personId: PersonId;
  readonly institutionId: string;
  readonly name: string;
  /** In the institution; what they are in a class may be something else. */
  readonly role: Role;
}

export type WhichClasses =
  { readonly classId: ClassId } | { readonly code: string } | { readonly institutionId: string };

/** The rows behind the doors: reads and first content, no rules. */
export async function readClasses(database: Database, which?: WhichClasses): Promise<ClassRecord[]> {
  const rows = await database
    .selectFrom('classes')
    .innerJoin('courses', 'courses.id', 'classes.course_id')
    .innerJoin('institutions', 'institutions.id', 'courses.institution_id')
    .select([
      'classes.id as classId',
      'classes.code',
      'classes.title as classTitle',
      'courses.id as courseId',
      'courses.title as courseTitle',
      'institutions.id as institutionId',
      'institutions.name as institutionName',
      'institutions.accent_light as accentLight',
      'institutions.accent_dark as accentDark',
      'institutions.logo_id as logoId',
      'classes.guests_allowed as guestsAllowed',
      'classes.is_public as isPublic',
      'classes.starts_at as startsAt',
      'classes.archived_at as archivedAt',
      'classes.captions',
    ])
    .where((each) => {
      if (!which) return each.lit(true);
      if ('classId' in which) return each('classes.id', '=', which.classId);
      if ('code' in which) return each('classes.code', '=', which.code);
      return each('institutions.id', '=', which.institutionId);
    })
    .execute();
  return rows.map(({ accentLight: light, accentDark: dark, ...row }) => ({
    ...row,
    classId: row.classId as ClassId,
    accent: light === null || dark === null ? undefined : { light, dark },
    logoId: row.logoId ?? undefined,
    startsAt: instantOf(row.startsAt),
    archivedAt: instantOf(row.archivedAt),
    captions: row.captions ?? undefined,
  }));
}

function instantOf(column: number | string | null): number | undefined {
  return column === null ? undefined : Number(column);
}

export async function readPerson(database: Database, personId: PersonId): Promise<PersonRecord | undefined> {
  const row = await people(database).where('id', '=', personId).executeTakeFirst();
  return row && personOf(row);
}

/** The login that somebody has given themselves, with a password. */
export async function readLogin(database: Database, personId: PersonId): Promise<string | undefined> {
  const row = await database
    .selectFrom('people')
    .select('login')
    .where('id', '=', personId)
    .where('password_hash', 'is not', null)
    .executeTakeFirst();
  return row?.login ?? undefined;
}

export async function readInstitutionName(database: Database, institutionId: string): Promise<string> {
  const { name } = await database
    .selectFrom('institutions')
    .select('name')
    .where('id', '=', institutionId)
    .executeTakeFirstOrThrow();
  return name;
}

/** The courses of an institution by title, those that a person may still look through. */
export async function readCourses(
  database: Database,
  institutionId: string,
): Promise<{ courseId: string; courseTitle: string }[]> {
  return database
    .selectFrom('courses')
    .select(['id as courseId', 'title as courseTitle'])
    .where('institution_id', '=', institutionId)
    .orderBy('title')
    .limit(COURSES_MAX)
    .execute();
}

/** Somebody, and what they are in each class that names them. */
export interface Standing {
  readonly person: PersonRecord;
  readonly inClasses: ReadonlyMap<ClassId, Role>;
}

/** Of many people by one question: thousands may come back at once. */
export async function readStandings(
  database: Database,
  personIds: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Standing>> {
  const rows = await database
    .selectFrom('people')
    .leftJoin('participants', 'participants.person_id', 'people.id')
    .select(['people.id', 'people.institution_id', 'people.name', 'people.role'])
    .select(['participants.class_id as classId', 'participants.role as inClass'])
    .where('people.id', 'in', personIds)
    .where('people.removed_at', 'is', null)
    .execute();
  const found = new Map<PersonId, { person: PersonRecord; inClasses: Map<ClassId, Role> }>();
  for (const row of rows) {
    const person = personOf(row);
    const standing = found.get(person.personId) ?? { person, inClasses: new Map() };
    found.set(person.personId, standing);
    if (row.classId !== null && row.inClass !== null)
      standing.inClasses.set(row.classId as ClassId, v.parse(roleSchema, row.inClass));
  }
  return found;
}

/** The first by name who is this in the institution. */
export async function readFirstWithRole(
  database: Database,
  institutionId: string,
  role: Role,
): Promise<PersonRecord | undefined> {
  const row = await people(database)
    .where('institution_id', '=', institutionId)
    .where('role', '=', role)
    .orderBy('name')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row && personOf(row);
}

/** What somebody is in the classes that name them. */
export async function readParticipations(
  database: Database,
  personId: PersonId,
): Promise<ReadonlyMap<ClassId, Role>> {
  const rows = await database
    .selectFrom('participants')
    .select(['class_id', 'role'])
    .where('person_id', '=', personId)
    .execute();
  return new Map(rows.map(({ class_id, role }) => [class_id as ClassId, v.parse(roleSchema, role)]));
}

/** Of whom more than an id is left. */
function people(database: Database) {
  return database
    .selectFrom('people')
    .select(['id', 'institution_id', 'name', 'role'])
    .where('removed_at', 'is', null);
}

function personOf(row: { id: string; institution_id: string; name: string; role: string }): PersonRecord {
  return {
    personId: row.id as PersonId,
    institutionId: row.institution_id,
    name: row.name,
    role: v.parse(roleSchema, row.role),
  };
}

/** Something to look at on first run; nothing where there is an institution already. */
export async function addDemoContent(database: Database): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const found = await transaction.selectFrom('institutions').select('id').limit(1).execute();
    if (found.length > 0) return;
    const institution = { id: newId(), name: 'Demo University' };
    const course = { id: newId(), institution_id: institution.id, title: 'Physics 101' };
    const lecture = { id: newId(), course_id: course.id, title: 'Waves and light', code: 'DEMO' };
    const person = (name: string, role: Role) => ({
      id: newId(),
      institution_id: institution.id,
      name,
      role,
    });
    await transaction.insertInto('institutions').values(institution).execute();
    await transaction.insertInto('courses').values(course).execute();
    await transaction.insertInto('classes').values(lecture).execute();
    await transaction
      .insertInto('people')
      .values([person('Demo Instructor', 'instructor'), person('Demo Admin', 'admin')])
      .execute();
  });
}

import type { NewClass } from '@rostrum/protocol/http';
import type { ClassId, Refusal } from '@rostrum/protocol/room';
import { sql } from 'kysely';
import type { Database } from '../records/index.ts';
import type { PersonRecord } from './directory.ts';
import { newId } from './new-id.ts';
import type { Note } from './note.ts';
import { cleanTitle } from './pure/clean-name.ts';
import { titleNeeded, tooManyClasses, unknownCourse } from './pure/refusals.ts';

/** Of one institution: more than any has, and few enough for every server to know them all. */
const CLASSES_MAX = 20_000;
/** Of 85 million codes hardly one is taken. */
const CODES_TRIED_MAX = 20;

export type MadeClass = { ok: true; classId: ClassId } | { ok: false; refusal: Refusal };

export interface MakeClassOptions {
  readonly database: Database;
  readonly newCode: () => string;
  readonly note: Note;
}

/** Makes a class in the institution of whoever makes it; it names them as its instructor. */
export async function makeClass(
  { database, newCode, note }: MakeClassOptions,
  { personId, institutionId, name }: PersonRecord,
  { classTitle, course, startsAt, guestsAllowed }: NewClass,
): Promise<MadeClass> {
  const title = cleanTitle(classTitle);
  if (title === '') return { ok: false, refusal: titleNeeded };
  return database.transaction().execute(async (transaction): Promise<MadeClass> => {
    // Two who name the same new course at once: one after the other.
    await transaction
      .selectFrom('institutions')
      .select('id')
      .where('id', '=', institutionId)
      .forUpdate()
      .execute();
    if (await isFull(transaction, institutionId)) return { ok: false, refusal: tooManyClasses };
    const found = await courseFor(transaction, institutionId, course);
    if (!found.ok) return found;
    const classId = await insertClass(transaction, newCode, {
      course_id: found.courseId,
      title,
      guests_allowed: guestsAllowed,
      starts_at: startsAt ?? null,
    });
    await transaction
      .insertInto('participants')
      .values({ class_id: classId, person_id: personId, role: 'instructor' })
      .execute();
    await note(transaction, {
      institutionId,
      who: { personId, name },
      action: 'class.made',
      subject: { kind: 'class', id: classId, title },
      details: { courseId: found.courseId, startsAt: startsAt ?? null, guestsAllowed },
    });
    return { ok: true, classId };
  });
}

/** In a transaction that has the institution for itself. */
export async function addClass(
  transaction: Database,
  newCode: () => string,
  institutionId: string,
  row: ClassRow,
): Promise<MadeClass> {
  if (await isFull(transaction, institutionId)) return { ok: false, refusal: tooManyClasses };
  return { ok: true, classId: await insertClass(transaction, newCode, row) };
}

/** In the place of the one before, by which nobody finds it from then on. */
export async function renewCode(
  transaction: Database,
  newCode: () => string,
  classId: ClassId,
): Promise<string> {
  for (let tried = 0; tried < CODES_TRIED_MAX; tried += 1) {
    const code = newCode();
    const taken = await transaction
      .selectFrom('classes')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirst();
    if (taken) continue;
    await transaction.updateTable('classes').set({ code }).where('id', '=', classId).execute();
    return code;
  }
  throw noneFree();
}

const noneFree = () => new Error(`none of ${CODES_TRIED_MAX} class codes was free`);

async function isFull(transaction: Database, institutionId: string): Promise<boolean> {
  const { count } = await transaction
    .selectFrom('classes')
    .innerJoin('courses', 'courses.id', 'classes.course_id')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('courses.institution_id', '=', institutionId)
    .executeTakeFirstOrThrow();
  return Number(count) >= CLASSES_MAX;
}

type FoundCourse = { ok: true; courseId: string } | { ok: false; refusal: Refusal };

async function courseFor(
  transaction: Database,
  institutionId: string,
  course: NewClass['course'],
): Promise<FoundCourse> {
  const courses = transaction.selectFrom('courses').select('id').where('institution_id', '=', institutionId);
  if (course.is === 'known') {
    const row = await courses.where('id', '=', course.courseId).executeTakeFirst();
    return row ? { ok: true, courseId: row.id } : { ok: false, refusal: unknownCourse };
  }
  const title = cleanTitle(course.courseTitle);
  if (title === '') return { ok: false, refusal: titleNeeded };
  const twin = await courses.where(sql<boolean>`lower(title) = lower(${title})`).executeTakeFirst();
  if (twin) return { ok: true, courseId: twin.id };
  const id = newId();
  await transaction.insertInto('courses').values({ id, institution_id: institutionId, title }).execute();
  return { ok: true, courseId: id };
}

export interface ClassRow {
  readonly course_id: string;
  readonly title: string;
  readonly guests_allowed: boolean;
  readonly is_public?: boolean;
  readonly starts_at: number | null;
}

async function insertClass(transaction: Database, newCode: () => string, row: ClassRow): Promise<ClassId> {
  for (let tried = 0; tried < CODES_TRIED_MAX; tried += 1) {
    const inserted = await transaction
      .insertInto('classes')
      .values({ ...row, id: newId(), code: newCode() })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (inserted) return inserted.id as ClassId;
  }
  throw noneFree();
}

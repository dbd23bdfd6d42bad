import { type Course, type CourseList, type ListQuery, PAGE_SIZE } from '@rostrum/protocol/administration';
import { sql } from 'kysely';
import { type Identity, cleanTitle } from '../identity/index.ts';
import type { Database } from '../records/index.ts';
import { type By, type Change, type Outcome, refused } from './changes.ts';
import { courseInUse, noCourse, sameCourse, titleNeeded } from './pure/refusals.ts';
import { likePattern, wordsOf } from './pure/words.ts';

export interface CourseDesk {
  list(institutionId: string, query: ListQuery): Promise<CourseList>;
  make(by: By, courseTitle: string): Promise<Outcome<Course>>;
  rename(by: By, courseId: string, courseTitle: string): Promise<Outcome<Course>>;
  /** Only where no class is in it. */
  remove(by: By, courseId: string): Promise<Outcome<undefined>>;
}

export interface CourseOptions {
  readonly database: Database;
  readonly upkeep: Identity['upkeep'];
  readonly change: Change;
  readonly newId: () => string;
}

export function createCourseDesk({ database, upkeep, change, newId }: CourseOptions): CourseDesk {
  return {
    async list(institutionId, { find, page }) {
      let courses = database.selectFrom('courses').where('institution_id', '=', institutionId);
      for (const word of wordsOf(find))
        courses = courses.where(sql<boolean>`courses.title ilike ${likePattern(word)}`);
      const { total } = await courses.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow();
      const rows = await courses
        .select(['courses.id as courseId', 'courses.title as courseTitle'])
        .select((each) =>
          each
            .selectFrom('classes')
            .select(({ fn }) => fn.countAll().as('count'))
            .whereRef('classes.course_id', '=', 'courses.id')
            .as('classes'),
        )
        .orderBy(sql`lower(courses.title)`)
        .orderBy('courses.id')
        .limit(PAGE_SIZE)
        .offset(page * PAGE_SIZE)
        .execute();
      return {
        courses: rows.map((row) => ({ ...row, classes: Number(row.classes) })),
        total: Number(total),
      };
    },

    async make(by, typed) {
      const courseTitle = cleanTitle(typed);
      if (courseTitle === '') return refused(titleNeeded);
      return change(by, async (transaction) => {
        if (await isTaken(transaction, by, courseTitle)) return refused(sameCourse);
        const courseId = newId();
        await transaction
          .insertInto('courses')
          .values({ id: courseId, institution_id: by.institutionId, title: courseTitle })
          .execute();
        const subject = { kind: 'course', id: courseId, title: courseTitle } as const;
        return {
          ok: true,
          value: { courseId, courseTitle, classes: 0 },
          entries: [{ action: 'course.made', subject, details: {} }],
        };
      });
    },

    async rename(by, courseId, typed) {
      const courseTitle = cleanTitle(typed);
      if (courseTitle === '') return refused(titleNeeded);
      return change(by, async (transaction) => {
        const before = await courseOf(transaction, by, courseId);
        if (!before) return refused(noCourse);
        if (await isTaken(transaction, by, courseTitle, courseId)) return refused(sameCourse);
        await transaction
          .updateTable('courses')
          .set({ title: courseTitle })
          .where('id', '=', courseId)
          .execute();
        const classes = await countClasses(transaction, courseId);
        const subject = { kind: 'course', id: courseId, title: courseTitle } as const;
        const details = { title: { before: before.title, after: courseTitle } };
        return {
          ok: true,
          value: { courseId, courseTitle, classes },
          entries: before.title === courseTitle ? [] : [{ action: 'course.changed', subject, details }],
          whenCommitted: () => upkeep.readAgain({ institutionId: by.institutionId }),
        };
      });
    },

    remove: (by, courseId) =>
      change(by, async (transaction) => {
        const before = await courseOf(transaction, by, courseId);
        if (!before) return refused(noCourse);
        if ((await countClasses(transaction, courseId)) > 0) return refused(courseInUse);
        await transaction.deleteFrom('courses').where('id', '=', courseId).execute();
        const subject = { kind: 'course', id: courseId, title: before.title } as const;
        return {
          ok: true,
          value: undefined,
          entries: [{ action: 'course.removed', subject, details: {} }],
        };
      }),
  };
}

/** Undefined where the institution has none of this id. */
export function courseOf(database: Database, { institutionId }: By, courseId: string) {
  return database
    .selectFrom('courses')
    .select('title')
    .where('id', '=', courseId)
    .where('institution_id', '=', institutionId)
    .executeTakeFirst();
}

async function isTaken(
  database: Database,
  { institutionId }: By,
  title: string,
  exceptId = '',
): Promise<boolean> {
  const twin = await database
    .selectFrom('courses')
    .select('id')
    .where('institution_id', '=', institutionId)
    .where('id', '!=', exceptId)
    .where(sql<boolean>`lower(title) = lower(${title})`)
    .executeTakeFirst();
  return twin !== undefined;
}

async function countClasses(database: Database, courseId: string): Promise<number> {
  const { count } = await database
    .selectFrom('classes')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('course_id', '=', courseId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

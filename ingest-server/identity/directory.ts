import { type ClassId, type PersonId, type Role, roleSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import type { Database } from '../records/index.ts';
import { newId } from './new-id.ts';

/** A class with the names of what it belongs to, as people are shown it. */
export interface ClassRecord {
  readonly classId: ClassId;
  readonly code: string;
  readonly classTitle: string;
  readonly courseTitle: string;
  readonly institutionId: string;
  readonly institutionName: string;
}

export interface PersonRecord {
  readonly personId: PersonId;
  readonly name: string;
  readonly role: Role;
}

/** The rows behind the doors: reads and first content, no rules. */
export async function readClasses(database: Database): Promise<ClassRecord[]> {
  const rows = await database
    .selectFrom('classes')
    .innerJoin('courses', 'courses.id', 'classes.course_id')
    .innerJoin('institutions', 'institutions.id', 'courses.institution_id')
    .select([
      'classes.id as classId',
      'classes.code',
      'classes.title as classTitle',
      'courses.title as courseTitle',
      'institutions.id as institutionId',
      'institutions.name as institutionName',
    ])
    .orderBy('courses.title')
    .orderBy('classes.title')
    .execute();
  return rows.map((row) => ({ ...row, classId: row.classId as ClassId }));
}

export async function readPeople(database: Database, institutionId: string): Promise<PersonRecord[]> {
  const rows = await database
    .selectFrom('people')
    .select(['id', 'name', 'role'])
    .where('institution_id', '=', institutionId)
    .orderBy('name')
    .execute();
  return rows.map(({ id, name, role }) => ({
    personId: id as PersonId,
    name,
    role: v.parse(roleSchema, role),
  }));
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

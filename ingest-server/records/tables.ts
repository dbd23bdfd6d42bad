import type { ColumnType, Kysely } from 'kysely';

/** An event's own columns are those the log is asked by; the event itself is one JSON value. */
export interface EventsTable {
  class_id: string;
  seq: number;
  /** Milliseconds since 1970. PGlite gives a number back, a Postgres driver may give text. */
  at: ColumnType<number | string, number, never>;
  command_key: string | null;
  event: ColumnType<unknown, string, never>;
}

interface InstitutionsTable {
  id: string;
  name: string;
}

interface CoursesTable {
  id: string;
  institution_id: string;
  title: string;
}

interface ClassesTable {
  id: string;
  course_id: string;
  title: string;
  /** What people type to get in. */
  code: string;
}

/** People the institution knows; guests are only in the log of the class they visited. */
interface PeopleTable {
  id: string;
  institution_id: string;
  name: string;
  role: string;
}

export interface Tables {
  events: EventsTable;
  institutions: InstitutionsTable;
  courses: CoursesTable;
  classes: ClassesTable;
  people: PeopleTable;
}

export type Database = Kysely<Tables>;

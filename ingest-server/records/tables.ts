import type { ColumnType, Generated, Kysely } from 'kysely';

/** Milliseconds since 1970. PGlite gives a number back, the Postgres driver text. */
type Instant = ColumnType<number | string, number, number>;
type Optional = ColumnType<string | null, string | null | undefined, string | null>;
type InstantOrNone = ColumnType<number | string | null, number | null | undefined, number | null>;

/** An event's own columns are those the log is asked by; the event itself is one JSON value. */
export interface EventsTable {
  class_id: string;
  seq: number;
  at: Instant;
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
  guests_allowed: Generated<boolean>;
  starts_at: InstantOrNone;
}

/** People the institution knows; guests are only in the log of the class they visited. */
interface PeopleTable {
  id: string;
  institution_id: string;
  name: string;
  /** What they are in the institution; `participants` says otherwise for single classes. */
  role: string;
  login: Optional;
  /** Student number, or whatever the institution's own system calls them. */
  external_id: Optional;
  email: Optional;
  password_hash: Optional;
}

interface ParticipantsTable {
  class_id: string;
  person_id: string;
  role: string;
}

interface LinksTable {
  id: string;
  /** Whoever reads the database can't open a link. */
  secret_hash: string;
  person_id: string;
  class_id: Optional;
  kind: string;
  expires_at: Instant;
  used_at: InstantOrNone;
  revoked_at: InstantOrNone;
}

interface RevocationsTable {
  subject: string;
  at: Instant;
}

/** The newest of each class. */
interface SnapshotsTable {
  class_id: string;
  seq: number;
  state: string;
  /** Nothing will happen in this class by itself. */
  at_rest: Generated<boolean>;
}

/** Each opening of a class, in the order of the ordinals: what it wrote lies behind `from_seq`. */
interface HistoriesTable {
  ordinal: Generated<number>;
  class_id: string;
  id: string;
  from_seq: number;
}

export interface Tables {
  events: EventsTable;
  institutions: InstitutionsTable;
  courses: CoursesTable;
  classes: ClassesTable;
  people: PeopleTable;
  participants: ParticipantsTable;
  links: LinksTable;
  revocations: RevocationsTable;
  snapshots: SnapshotsTable;
  histories: HistoriesTable;
}

export type Database = Kysely<Tables>;

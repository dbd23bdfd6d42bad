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
  /** On light and on dark paper: both or none. */
  accent_light: Optional;
  accent_dark: Optional;
  /** Of its row in `logos`. */
  logo_id: Optional;
}

/** Pictures that institutions show beside their names, one each. */
interface LogosTable {
  institution_id: string;
  /** Made of the content: another picture is at another address. */
  id: string;
  media_type: string;
  /** In base64. */
  content: string;
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
  /** Everybody may watch, also who is not in it. */
  is_public: Generated<boolean>;
  starts_at: InstantOrNone;
  /** Since when it is out of the lists. */
  archived_at: InstantOrNone;
  /** A language, 'off', or none: as the server's settings say. */
  captions: Optional;
}

/** Classes that are no more, and of which something may still be kept somewhere. */
interface ClassRemovalsTable {
  class_id: string;
  asked_at: Instant;
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
  /** Since when nothing but the id is left of them. */
  removed_at: InstantOrNone;
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

/** A programme of a class: on air, then the recording. */
interface StreamsTable {
  class_id: string;
  stream_id: string;
  /** 'live', 'over' or 'deleting'. */
  state: string;
  started_at: Instant;
  ended_at: InstantOrNone;
  duration_ms: ColumnType<number | null, number | null | undefined, number | null>;
  bytes: InstantOrNone;
  gaps: ColumnType<number | null, number | null | undefined, number | null>;
  /** What was made beside the recording, as JSON; none while it is still to be made. */
  extras: Optional;
}

/** The init segments of a stream that is on air; afterwards the recording's manifest has them. */
interface StreamTracksTable {
  class_id: string;
  stream_id: string;
  rung: string;
  run: number;
  info: string;
  /** In the order they came: the best rung first. */
  ordinal: Generated<number>;
}

/** The segments of a stream that is on air, as far as the store has them. */
interface StreamSegmentsTable {
  class_id: string;
  stream_id: string;
  rung: string;
  msn: number;
  run: number;
  wall_ms: number;
  duration_ms: number;
  /** 0 for a gap. */
  bytes: number;
}

/** Recordings as one file, made for whoever asked. */
interface StreamDownloadsTable {
  class_id: string;
  stream_id: string;
  rung: string;
  /** 'waiting', 'ready' or 'failed'. */
  state: string;
  asked_at: Instant;
  bytes: InstantOrNone;
  expires_at: InstantOrNone;
  failure: Optional;
}

/** The file that was sent last to replace a recording. */
interface StreamReplacementsTable {
  class_id: string;
  stream_id: string;
  upload_id: string;
  /** 'sending', 'waiting', 'placed' (the old segments are there too), 'done' or 'failed'. */
  state: string;
  bytes: Instant;
  sha256: string;
  /** When the file's own time was zero. */
  started_at: Instant;
  /** When it was last gone on with. */
  moved_at: Instant;
  failure: Optional;
}

/** What a programme was like, as far as it was watched: it outlives its recording. */
interface StreamFiguresTable {
  class_id: string;
  stream_id: string;
  started_at: Instant;
  /** When it was last seen on air. */
  ended_at: Instant;
  peak_here: number;
  restarts: number;
  alerts: number;
}

/** How long recordings are kept: of an institution, or of one class of it. */
interface RetentionRulesTable {
  scope: string;
  scope_id: string;
  /** None: for good. */
  keep_days: ColumnType<number | null, number | null, number | null>;
}

/** Who changed what of an institution's records, in the order of the ordinals. */
interface AuditEntriesTable {
  ordinal: Generated<number>;
  at: Instant;
  institution_id: string;
  who_id: string;
  /** As they were called then, and so is the subject. */
  who_name: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  subject_title: string;
  details: ColumnType<unknown, string, string>;
}

/** What was used of a stream in a month: added to, never set. */
interface ClassUsageTable {
  class_id: string;
  stream_id: string;
  /** By UTC: 2026-11. */
  month: string;
  live_s: Generated<number>;
  person_s: Generated<number>;
  stage_s: Generated<number>;
  sent_bytes: Generated<number>;
  av1_bytes: Generated<number>;
  av1_as_h264_bytes: Generated<number>;
  cpu_s: Generated<number>;
  stored_byte_s: Generated<number>;
}

/** Up to when something was counted that goes on while no server runs. */
interface UsageMarksTable {
  name: string;
  at: Instant;
}

/** Of an institution, as JSON. */
interface CostPricesTable {
  institution_id: string;
  prices: string;
}

export interface Tables {
  audit_entries: AuditEntriesTable;
  class_removals: ClassRemovalsTable;
  events: EventsTable;
  institutions: InstitutionsTable;
  courses: CoursesTable;
  classes: ClassesTable;
  people: PeopleTable;
  participants: ParticipantsTable;
  links: LinksTable;
  logos: LogosTable;
  revocations: RevocationsTable;
  snapshots: SnapshotsTable;
  histories: HistoriesTable;
  streams: StreamsTable;
  stream_tracks: StreamTracksTable;
  stream_segments: StreamSegmentsTable;
  stream_downloads: StreamDownloadsTable;
  stream_replacements: StreamReplacementsTable;
  retention_rules: RetentionRulesTable;
  class_usage: ClassUsageTable;
  usage_marks: UsageMarksTable;
  cost_prices: CostPricesTable;
  stream_figures: StreamFiguresTable;
}

export type Database = Kysely<Tables>;

import type { RosterReport } from '@rostrum/protocol/administration';
import type { RosterError, RosterResponse } from '@rostrum/protocol/http';
import { roleSchema } from '@rostrum/protocol/room';
import { sql } from 'kysely';
import * as v from 'valibot';
import type { Database } from '../records/index.ts';
import type { ClassRecord } from './directory.ts';
import type { Note, Who } from './note.ts';
import { type KnownPerson, type RosterPlan, planRoster } from './pure/plan-roster.ts';
import { type ReadRoster, type RosterRow, readRoster } from './pure/read-roster.ts';
import { readCsv } from './read-csv.ts';

export type RosterOutcome = ({ ok: true } & RosterResponse) | { ok: false; errors: RosterError[] };

export interface RosterOptions {
  readonly database: Database;
  readonly newId: () => string;
  readonly note: Note;
}

/** A roster may be wrong in every line, and right in thousands; nobody reads more than this of either. */
const ERRORS_TOLD_MAX = 100;
const LINES_TOLD_MAX = 200;

/** Rows in one statement; a statement has room for 65,535 parameters. */
const ROWS_MAX = 1000;

/** The people of a roster's text, or what is wrong with it line by line. */
export function parseRoster(text: string): ReadRoster {
  const read = readCsv(text);
  return read.ok ? readRoster(read.rows) : { ok: false, errors: [read.error] };
}

/** What it would do line by line, with nothing of it done. */
export async function previewRoster(
  database: Database,
  { classId, institutionId }: ClassRecord,
  text: string,
): Promise<RosterReport> {
  const read = parseRoster(text);
  if (!read.ok) return wrongReport(read.errors);
  const known = await readKnown(database, institutionId, classId, read.rows);
  const planned = planRoster(read.rows, known, () => '');
  if (!planned.ok) return wrongReport(planned.errors);
  const { lines } = planned.plan;
  const count = (is: (typeof lines)[number]['is']) => lines.filter((line) => line.is === is).length;
  return {
    lines: lines.slice(0, LINES_TOLD_MAX),
    counts: { new: count('new'), joins: count('joins'), stays: count('stays') },
    errors: [],
    errorCount: 0,
  };
}

function wrongReport(errors: readonly RosterError[]): RosterReport {
  const counts = { new: 0, joins: 0, stays: 0 };
  return { lines: [], counts, errors: errors.slice(0, ERRORS_TOLD_MAX), errorCount: errors.length };
}

/** Puts everyone of the roster into the class, or nobody. */
export async function importRoster(
  { database, newId, note }: RosterOptions,
  { classId, classTitle, institutionId }: ClassRecord,
  text: string,
  who: Who,
): Promise<RosterOutcome> {
  const read = parseRoster(text);
  if (!read.ok) return read;
  return database.transaction().execute(async (transaction): Promise<RosterOutcome> => {
    // Two imports at once would both find somebody unknown: one after the other.
    await transaction
      .selectFrom('institutions')
      .select('id')
      .where('id', '=', institutionId)
      .forUpdate()
      .execute();
    const known = await readKnown(transaction, institutionId, classId, read.rows);
    const planned = planRoster(read.rows, known, newId);
    if (!planned.ok) return planned;
    await write(transaction, institutionId, classId, planned.plan);
    const counts = { added: planned.plan.added.length, updated: planned.plan.matched };
    const subject = { kind: 'class', id: classId, title: classTitle } as const;
    await note(transaction, { institutionId, who, action: 'roster.imported', subject, details: counts });
    return { ok: true, ...counts };
  });
}

async function readKnown(
  transaction: Database,
  institutionId: string,
  classId: string,
  rows: readonly RosterRow[],
): Promise<KnownPerson[]> {
  const emails = rows.flatMap(({ email }) => email ?? []);
  const externalIds = rows.flatMap(({ externalId }) => externalId ?? []);
  const found = await transaction
    .selectFrom('people')
    .leftJoin('participants', (join) =>
      join.onRef('participants.person_id', '=', 'people.id').on('participants.class_id', '=', classId),
    )
    .select([
      'people.id',
      'people.name',
      'people.role',
      'people.email',
      'people.external_id as externalId',
      'participants.role as inClass',
    ])
    .where('people.institution_id', '=', institutionId)
    .where((either) =>
      either.or([
        sql<boolean>`people.external_id = any(${externalIds}::text[])`,
        sql<boolean>`people.email = any(${emails}::text[])`,
      ]),
    )
    .execute();
  return found.map((row) => ({
    ...row,
    role: v.parse(roleSchema, row.role),
    inClass: row.inClass === null ? undefined : v.parse(roleSchema, row.inClass),
  }));
}

async function write(
  transaction: Database,
  institutionId: string,
  classId: string,
  { added, updated, participants }: RosterPlan,
): Promise<void> {
  for (const some of slices(added)) {
    const people = some.map(({ id, name, email, externalId }) => ({
      id,
      institution_id: institutionId,
      name,
      // What they are in this class is said beside; a roster makes nobody staff of the whole institution.
      role: 'student',
      email: email ?? null,
      external_id: externalId ?? null,
    }));
    await transaction.insertInto('people').values(people).execute();
  }
  for (const some of slices(updated)) {
    const ids = some.map(({ id }) => id);
    const names = some.map(({ name }) => name);
    // Empty stands for 'nothing said': what is known stays.
    const emails = some.map(({ email }) => email ?? '');
    const externalIds = some.map(({ externalId }) => externalId ?? '');
    await sql`
      update people set
        name = said.name,
        email = coalesce(nullif(said.email, ''), people.email),
        external_id = coalesce(nullif(said.external_id, ''), people.external_id)
      from unnest(${ids}::text[], ${names}::text[], ${emails}::text[], ${externalIds}::text[])
        as said(id, name, email, external_id)
      where people.id = said.id`.execute(transaction);
  }
  for (const some of slices(participants)) {
    const rows = some.map(({ id, role }) => ({ class_id: classId, person_id: id, role }));
    await transaction
      .insertInto('participants')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['class_id', 'person_id'])
          .doUpdateSet((row) => ({ role: row.ref('excluded.role') })),
      )
      .execute();
  }
}

function slices<T>(all: readonly T[]): T[][] {
  const some: T[][] = [];
  for (let from = 0; from < all.length; from += ROWS_MAX) some.push(all.slice(from, from + ROWS_MAX));
  return some;
}

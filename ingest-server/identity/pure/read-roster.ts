import type { RosterError } from '@rostrum/protocol/http';
import { NAME_MAX } from '@rostrum/protocol/room';
import { cleanName } from './clean-name.ts';

export type RosterRole = 'student' | 'assistant' | 'instructor';

export interface RosterRow {
  readonly line: number;
  readonly name: string;
  readonly email: string | undefined;
  readonly externalId: string | undefined;
  /** Undefined where the roster leaves it open. */
  readonly role: RosterRole | undefined;
}

export type ReadRoster = { ok: true; rows: RosterRow[] } | { ok: false; errors: RosterError[] };

export const ROSTER_ROWS_MAX = 20_000;
const EMAIL_MAX = 254;
const EXTERNAL_ID_MAX = 60;

type Column = 'name' | 'email' | 'externalId' | 'role';

// As the registers of institutions call them, without case, blanks, dashes and dots.
const COLUMNS: Readonly<Record<string, Column>> = {
  name: 'name',
  fullname: 'name',
  student: 'name',
  studentname: 'name',
  displayname: 'name',
  email: 'email',
  emailaddress: 'email',
  mail: 'email',
  externalid: 'externalId',
  id: 'externalId',
  idnumber: 'externalId',
  studentid: 'externalId',
  studentnumber: 'externalId',
  matriculationnumber: 'externalId',
  role: 'role',
};

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The people of a roster, or what is wrong in which line: nothing is taken of a roster that is partly wrong. */
export function readRoster([header, ...lines]: readonly Line[]): ReadRoster {
  if (!header) return fail(1, 'The roster is empty.');
  const columns = header.cells.map((cell) => COLUMNS[cell.toLowerCase().replace(/[\s_.-]/g, '')]);
  const headerError = errorOfHeader(columns);
  if (headerError !== undefined) return fail(header.line, headerError);
  if (lines.length === 0) return fail(header.line, 'There is nobody below the header.');
  if (lines.length > ROSTER_ROWS_MAX)
    return fail(lines[ROSTER_ROWS_MAX]!.line, `A roster has at most ${ROSTER_ROWS_MAX} people.`);

  const rows: RosterRow[] = [];
  const errors: RosterError[] = [];
  const seen = { email: new Map<string, number>(), externalId: new Map<string, number>() };
  for (const each of lines) {
    const read = readRow(each, columns);
    const texts = read.ok ? errorsOfRepetition(read.row, seen) : read.texts;
    errors.push(...texts.map((text) => ({ line: each.line, text })));
    if (read.ok) rows.push(read.row);
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, rows };
}

function errorOfHeader(columns: readonly (Column | undefined)[]): string | undefined {
  if (!columns.includes('name')) return 'The header has no column "name".';
  if (!columns.includes('email') && !columns.includes('externalId'))
    return 'The header needs a column "email" or "external id", so that people are found again.';
  const named = columns.filter((column) => column !== undefined);
  const twice = named.find((column, i) => named.indexOf(column) !== i);
  return twice === undefined ? undefined : `The header has two columns for ${wordsOf[twice]}.`;
}

const wordsOf: Readonly<Record<Column, string>> = {
  name: 'the name',
  email: 'the email',
  externalId: 'the external id',
  role: 'the role',
};

function readRow(
  { line, cells }: Line,
  columns: readonly (Column | undefined)[],
): { ok: true; row: RosterRow } | { ok: false; texts: string[] } {
  if (cells.slice(columns.length).some((cell) => cell !== ''))
    return { ok: false, texts: [`There are ${cells.length} values, and ${columns.length} in the header.`] };
  const cell = (column: Column) => (cells[columns.indexOf(column)] ?? '').trim();
  const [typed, email, externalId, role] = [
    cell('name'),
    cell('email').toLowerCase(),
    cell('externalId'),
    cell('role'),
  ];
  const name = cleanName(typed);
  const texts: string[] = [];
  if (name === '') texts.push('The name is missing.');
  else if (typed.length > NAME_MAX) texts.push(`The name is longer than ${NAME_MAX} characters.`);
  if (email === '' && externalId === '') texts.push('There is neither an email nor an external id.');
  if (email !== '' && !isEmail(email)) texts.push(`"${shown(email)}" is not an email address.`);
  if (externalId !== '' && !isExternalId(externalId))
    texts.push(`"${shown(externalId)}" is not an external id (up to ${EXTERNAL_ID_MAX} characters).`);
  const known = roleOf(role);
  if (known === 'unknown')
    texts.push(`"${shown(role)}" is not a role: it is student, assistant or instructor.`);
  if (texts.length > 0 || known === 'unknown') return { ok: false, texts };
  return {
    ok: true,
    row: { line, name, email: email || undefined, externalId: externalId || undefined, role: known },
  };
}

function roleOf(typed: string): RosterRole | undefined | 'unknown' {
  switch (typed.toLowerCase()) {
    case '':
      return undefined;
    case 'student':
    case 'assistant':
    case 'instructor':
      return typed.toLowerCase() as RosterRole;
    default:
      return 'unknown';
  }
}

function errorsOfRepetition(
  row: RosterRow,
  seen: Readonly<Record<'email' | 'externalId', Map<string, number>>>,
): string[] {
  return (['email', 'externalId'] as const).flatMap((column) => {
    const value = row[column];
    if (value === undefined) return [];
    const before = seen[column].get(value);
    if (before !== undefined) return [`It has ${wordsOf[column]} of line ${before}.`];
    seen[column].set(value, row.line);
    return [];
  });
}

function isEmail(text: string): boolean {
  return text.length <= EMAIL_MAX && /^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u.test(text);
}

function isExternalId(text: string): boolean {
  return text.length <= EXTERNAL_ID_MAX && /^[^\p{C}]+$/u.test(text);
}

function shown(text: string): string {
  return cleanName(text.slice(0, 60));
}

function fail(line: number, text: string): ReadRoster {
  return { ok: false, errors: [{ line, text }] };
}

import type { ClassRole, RosterLine } from '@rostrum/protocol/administration';
import type { RosterError } from '@rostrum/protocol/http';
import { type Role, isStaff } from '@rostrum/protocol/room';
import type { RosterRole, RosterRow } from './read-roster.ts';

/** Somebody the institution knows who may be meant by a row. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly email: string | null;
  readonly externalId: string | null;
  /** In the class, where it names them. */
  readonly inClass: Role | undefined;
}

export interface PlannedPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly externalId: string | undefined;
}

export interface RosterPlan {
  readonly added: readonly PlannedPerson[];
  readonly updated: readonly PlannedPerson[];
  readonly participants: readonly { id: string; role: ClassRole }[];
  readonly matched: number;
  /** What each line does. */
  readonly lines: readonly RosterLine[];
}

/** What a roster changes; people are found by their external id, else by their email. */
export function planRoster(
  rows: readonly RosterRow[],
  known: readonly KnownPerson[],
  newId: () => string,
): { ok: true; plan: RosterPlan } | { ok: false; errors: RosterError[] } {
  const byExternalId = new Map(known.flatMap((person) => entry(person.externalId, person)));
  const byEmail = Map.groupBy(
    known.filter(({ email }) => email !== null),
    ({ email }) => email!,
  );
  const added: PlannedPerson[] = [];
  const updated: PlannedPerson[] = [];
  const participants: { id: string; role: ClassRole }[] = [];
  const lines: RosterLine[] = [];
  const errors: RosterError[] = [];
  const lineOf = new Map<string, number>();

  for (const row of rows) {
    const found = findPerson(row, byExternalId, byEmail);
    const text = found.is === 'error' ? found.text : errorOfMatch(row, found.person, lineOf);
    if (text !== undefined || found.is === 'error') {
      errors.push({ line: row.line, text: text ?? '' });
      continue;
    }
    const { person } = found;
    const id = person?.id ?? newId();
    lineOf.set(id, row.line);
    const { name, email, externalId } = row;
    if (!person) added.push({ id, name, email, externalId });
    // A roster of one class doesn't rename those who run the institution.
    else if (!isStaff(person.role)) updated.push({ id, name, email, externalId });
    const role = roleFor(row.role, person);
    if (role !== undefined) participants.push({ id, role });
    lines.push(lineOfReport(row, person, role));
  }
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, plan: { added, updated, participants, matched: rows.length - added.length, lines } };
}

function lineOfReport(
  { line, name }: RosterRow,
  person: KnownPerson | undefined,
  asked: ClassRole | undefined,
): RosterLine {
  const told = { line, name: person && isStaff(person.role) ? person.name : name };
  const role = asked ?? classRoleOf(person?.inClass);
  const withRole = role === undefined ? told : { ...told, role };
  if (!person) return { ...withRole, is: 'new' };
  return { ...withRole, is: person.inClass === undefined && asked !== undefined ? 'joins' : 'stays' };
}

function classRoleOf(inClass: Role | undefined): ClassRole | undefined {
  return inClass === 'instructor' || inClass === 'assistant' || inClass === 'student' ? inClass : undefined;
}

type Found = { is: 'person'; person: KnownPerson | undefined } | { is: 'error'; text: string };

function findPerson(
  { externalId, email }: RosterRow,
  byExternalId: ReadonlyMap<string, KnownPerson>,
  byEmail: ReadonlyMap<string, readonly KnownPerson[]>,
): Found {
  const byId = externalId === undefined ? undefined : byExternalId.get(externalId);
  if (byId) return { is: 'person', person: byId };
  const candidates = email === undefined ? [] : (byEmail.get(email) ?? []);
  if (candidates.length > 1)
    return { is: 'error', text: 'More than one person has this email: add the external id.' };
  const [person] = candidates;
  if (person && externalId !== undefined && person.externalId !== null)
    return { is: 'error', text: 'This email belongs to somebody with another external id.' };
  return { is: 'person', person };
}

function errorOfMatch(
  row: RosterRow,
  person: KnownPerson | undefined,
  lineOf: ReadonlyMap<string, number>,
): string | undefined {
  if (!person) return undefined;
  const before = lineOf.get(person.id);
  if (before !== undefined) return `It is the same person as in line ${before}.`;
  if (person.role === 'admin' && row.role !== undefined)
    return 'This is an admin of the institution, whose role a roster doesn’t change.';
  return undefined;
}

/** Undefined: what they are already is enough to be in the class. */
function roleFor(asked: RosterRole | undefined, person: KnownPerson | undefined): ClassRole | undefined {
  if (asked !== undefined) return asked;
  if (!person) return 'student';
  if (person.inClass !== undefined || isStaff(person.role)) return undefined;
  return 'student';
}

function entry(key: string | null, person: KnownPerson): [string, KnownPerson][] {
  return key === null ? [] : [[key, person]];
}

import type { LinkRequest } from '@rostrum/protocol/http';
import { type Refusal, type Role, isStaff } from '@rostrum/protocol/room';
import type { Database } from '../records/index.ts';
import type { ClassBook } from './class-book.ts';
import { readParticipations, readPerson } from './directory.ts';
import { LINK_LIFETIMES_MS, createLinks } from './links.ts';
import type { Note } from './note.ts';
import type { Claims } from './pure/claims.ts';
import { notForSuperiors, notInClass, personNotInClass } from './pure/refusals.ts';
import { isAtLeast, roleInClass } from './pure/roles-in-class.ts';

/** Staff of a class, as whom they are in it. */
export type LinkMaker = Pick<Claims, 'classId' | 'role' | 'personId' | 'name'>;

/** `role`: of whom it is for. `isForClass`: it opens no other class. */
export type NewLinkOutcome =
  | { ok: true; key: string; code: string; expiresAt: number; role: Role; isForClass: boolean }
  | { ok: false; refusal: Refusal };

export interface ClassLinksOptions {
  readonly database: Database;
  readonly classes: ClassBook;
  readonly note: Note;
  readonly now: () => number;
}

/** A link for somebody of the class, made by its staff. */
export async function createClassLink(
  { database, classes, note, now }: ClassLinksOptions,
  { classId, role, personId: makerId, name: makerName }: LinkMaker,
  { personId, kind }: LinkRequest,
): Promise<NewLinkOutcome> {
  const record = classes.byId(classId);
  if (!record) return { ok: false, refusal: notInClass };
  const { institutionId, classTitle, code } = record;
  const person = await readPerson(database, personId);
  if (!person || person.institutionId !== institutionId) return { ok: false, refusal: personNotInClass };
  const participations = await readParticipations(database, personId);
  const theirs = roleInClass(person.role, participations.get(classId));
  if (theirs === undefined) return { ok: false, refusal: personNotInClass };
  if (!isAtLeast(role, theirs)) return { ok: false, refusal: notForSuperiors };
  // Only an admin may hand out the whole of what somebody may do in the institution.
  const isForClass = !(role === 'admin' && isStaff(person.role));
  const link = await database.transaction().execute(async (transaction) => {
    const lifetimeMs = LINK_LIFETIMES_MS[kind];
    const only = isForClass ? { classId } : {};
    const made = await createLinks(transaction, now).create({ personId, kind, lifetimeMs, ...only });
    await note(transaction, {
      institutionId,
      who: { personId: makerId, name: makerName },
      action: 'link.made',
      subject: { kind: 'class', id: classId, title: classTitle },
      details: { personId, kind },
    });
    return made;
  });
  return { ok: true, code, role: theirs, isForClass, ...link };
}

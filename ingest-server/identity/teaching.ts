import type { ClassChange, ClassList, NewClass, TaughtClass } from '@rostrum/protocol/http';
import { Limit } from '@rostrum/protocol/limits';
import { type ClassId, type Refusal, isStaff } from '@rostrum/protocol/room';
import type { Database } from '../records/index.ts';
import type { ClassBook } from './class-book.ts';
import {
  type PersonRecord,
  readClasses,
  readCourses,
  readInstitutionName,
  readLogin,
  readPerson,
} from './directory.ts';
import { makeClass } from './make-class.ts';
import type { Note, Who } from './note.ts';
import { changesBetween } from './pure/changes-between.ts';
import { chooseListed } from './pure/choose-listed.ts';
import { cleanTitle } from './pure/clean-name.ts';
import { badToken, makersOnly, staffOnly, titleNeeded, tooManyTries } from './pure/refusals.ts';
import { type Seat, readSeats } from './seats.ts';
import type { Sessions } from './sessions.ts';
import type { Visitor } from './visitor.ts';

/** A term's lectures in a few minutes, and no flood of them. */
const MADE_BY_PERSON = { capacity: 30, refillMs: 60_000 };
/** Whoever types what they search for asks often. */
const LISTED_BY_PERSON = { capacity: 60, refillMs: 500 };
/** Nobody reads more; a search finds the rest. */
const LISTED_MAX = 100;

/** What is on air, as whoever runs the rooms knows it. */
export type IsLive = (classId: ClassId) => boolean;

export type Listed = { ok: true; list: ClassList } | { ok: false; refusal: Refusal };
export type Made = { ok: true; made: TaughtClass } | { ok: false; refusal: Refusal };

/** The classes that somebody may teach, by their session and before any class is entered. */
export interface Teaching {
  list(visitor: Visitor, wanted: { find: string; isLive: IsLive }): Promise<Listed>;
  make(visitor: Visitor, request: NewClass): Promise<Made>;
  /** Asked by staff of the class; undefined when it was done. */
  change(classId: ClassId, change: ClassChange, who: Who): Promise<Refusal | undefined>;
}

export interface TeachingOptions {
  readonly database: Database;
  readonly classes: ClassBook;
  readonly sessions: Sessions;
  readonly newCode: () => string;
  readonly note: Note;
  readonly now: () => number;
}

/** Somebody in no class: as the institution knows them. */
interface Teacher {
  readonly person: PersonRecord;
  /** Their session is of this class alone, and leads to no other. */
  readonly only: ClassId | undefined;
}

export function createTeaching(options: TeachingOptions): Teaching {
  const { database, classes, sessions, newCode, note, now } = options;
  const lists = new Limit(LISTED_BY_PERSON, now);
  const makes = new Limit(MADE_BY_PERSON, now);

  async function findTeacher(
    { refreshTokens }: Visitor,
    limit: Limit,
  ): Promise<{ ok: true; teacher: Teacher } | { ok: false; refusal: Refusal }> {
    const found = await sessions.find(refreshTokens, {});
    if (!found.ok) return found;
    const { holder } = found;
    if (holder.is === 'guest') return { ok: false, refusal: staffOnly };
    const taken = limit.take(holder.personId);
    if (!taken.ok) return { ok: false, refusal: tooManyTries(taken.retryAfterMs) };
    const person = await readPerson(database, holder.personId);
    if (!person) return { ok: false, refusal: badToken };
    return { ok: true, teacher: { person, only: holder.classId } };
  }

  /** What another server has made or changed is among it. */
  async function readTaught({ person, only }: Teacher, isLive: IsLive): Promise<TaughtClass[]> {
    let seats = await readSeats(database, classes, person);
    // A hall full of students must not have it all read anew.
    if (isStaff(person.role) || seats.some(({ role }) => isStaff(role))) {
      await classes.lookAgain(person.institutionId);
      seats = await readSeats(database, classes, person);
    }
    return seats
      .filter(({ record, role }) => isStaff(role) && (only === undefined || record.classId === only))
      .filter(({ record }) => record.archivedAt === undefined)
      .map((seat) => taughtOf(seat, isLive(seat.record.classId)));
  }

  return {
    async list(visitor, { find, isLive }) {
      const asked = await findTeacher(visitor, lists);
      if (!asked.ok) return asked;
      const { teacher } = asked;
      const { person } = teacher;
      const all = await readTaught(teacher, isLive);
      const { shown, more } = chooseListed(all, { find, now: now(), max: LISTED_MAX });
      const mayMake = mayMakeClasses(teacher);
      const mayHavePassword = teacher.only === undefined && isStaff(person.role);
      const login = mayHavePassword ? await readLogin(database, person.personId) : undefined;
      const list = {
        name: person.name,
        institutionName: await readInstitutionName(database, person.institutionId),
        classes: shown,
        more,
        mayMake,
        courses: mayMake ? await readCourses(database, person.institutionId) : [],
        mayHavePassword,
        ...(login === undefined ? {} : { login }),
      };
      return { ok: true, list };
    },

    async make(visitor, request) {
      const asked = await findTeacher(visitor, makes);
      if (!asked.ok) return asked;
      const { person } = asked.teacher;
      if (!mayMakeClasses(asked.teacher)) return { ok: false, refusal: makersOnly };
      const made = await makeClass({ database, newCode, note }, person, request);
      if (!made.ok) return made;
      await classes.readAgain({ classId: made.classId });
      const record = classes.byId(made.classId);
      if (!record) throw new Error(`the class ${made.classId} was made and is not there`);
      const role = person.role === 'admin' ? 'admin' : 'instructor';
      return { ok: true, made: taughtOf({ record, role, isOwn: true }, false) };
    },

    async change(classId, { classTitle, startsAt, guestsAllowed }, who) {
      const title = classTitle === undefined ? undefined : cleanTitle(classTitle);
      if (title === '') return titleNeeded;
      const changed = {
        ...(title === undefined ? {} : { title }),
        ...(startsAt === undefined ? {} : { starts_at: startsAt }),
        ...(guestsAllowed === undefined ? {} : { guests_allowed: guestsAllowed }),
      };
      if (Object.keys(changed).length === 0) return undefined;
      await database.transaction().execute(async (transaction) => {
        const [before] = await readClasses(transaction, { classId });
        if (!before) return;
        await transaction.updateTable('classes').set(changed).where('id', '=', classId).execute();
        const details = changesBetween(
          {
            title: before.classTitle,
            startsAt: before.startsAt ?? null,
            guestsAllowed: before.guestsAllowed,
          },
          { title, startsAt, guestsAllowed },
        );
        if (Object.keys(details).length === 0) return;
        const { institutionId, classTitle: titleBefore } = before;
        const subject = { kind: 'class', id: classId, title: title ?? titleBefore } as const;
        await note(transaction, { institutionId, who, action: 'class.changed', subject, details });
      });
      await classes.readAgain({ classId });
      return undefined;
    },
  };
}

function mayMakeClasses({ person: { role }, only }: Teacher): boolean {
  return only === undefined && (role === 'admin' || role === 'instructor');
}

function taughtOf({ record, role, isOwn }: Seat, live: boolean): TaughtClass {
  const { classId, code, classTitle, courseId, courseTitle, guestsAllowed, startsAt } = record;
  const facts = { classId, code, classTitle, courseId, courseTitle, role, live, guestsAllowed, isOwn };
  return startsAt === undefined ? facts : { ...facts, startsAt };
}

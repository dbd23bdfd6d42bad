import {
  type ClassListQuery,
  type ClassMaking,
  type ClassSettingsChange,
  type Keep,
  type KeptClass,
  type KeptClassList,
  PAGE_SIZE,
} from '@rostrum/protocol/administration';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { type ClassRecord, type Identity, changesBetween, cleanTitle } from '../identity/index.ts';
import type { Database } from '../records/index.ts';
import type { Actor } from './actor.ts';
import { type By, type Change, type Done, type Outcome, refused } from './changes.ts';
import type { ClassRemovals } from './class-removals.ts';
import { courseOf } from './courses.ts';
import { captionsOf, captionsText } from './pure/captions.ts';
import { keepText } from './pure/keep.ts';
import { adminsOnly, lastClass, noClass, noCourse, onAir, titleNeeded } from './pure/refusals.ts';
import { hasWords, wordsOf } from './pure/words.ts';
import { readKeeps, writeKeep } from './retention.ts';

export interface ClassDesk {
  list(institutionId: string, query: ClassListQuery): Promise<KeptClassList>;
  one(institutionId: string, classId: ClassId): Promise<Outcome<KeptClass>>;
  make(by: By, making: ClassMaking): Promise<Outcome<KeptClass>>;
  /** Some of it is for admins alone. */
  change(
    actor: Omit<Actor, 'sessionId'>,
    classId: ClassId,
    change: ClassSettingsChange,
  ): Promise<Outcome<KeptClass>>;
  setKeep(by: By, classId: ClassId, keep: Keep): Promise<Outcome<KeptClass>>;
  renewCode(by: By, classId: ClassId): Promise<Outcome<KeptClass>>;
  /** `isGone`: nothing is left of it; else the store is away, and the rest goes when it is back. */
  remove(by: By, classId: ClassId): Promise<Outcome<{ isGone: boolean }>>;
  /** For whoever had it deleted: what is in the store can't be in one transaction with its entry. */
  noteRecordingDeleted(by: By, classId: ClassId, streamId: StreamId): Promise<Outcome<undefined>>;
}

export interface ClassOptions {
  readonly database: Database;
  readonly identity: Pick<Identity, 'classes' | 'findClass' | 'upkeep'>;
  readonly change: Change;
  readonly removals: Pick<ClassRemovals, 'remove'>;
  /** Of this server, at this moment. */
  readonly isLive: (classId: ClassId) => boolean;
  readonly now: () => number;
}

export function createClassDesk(options: ClassOptions): ClassDesk {
  const { database, identity, change, removals, isLive, now } = options;
  const { upkeep } = identity;

  async function kept(records: readonly ClassRecord[]): Promise<KeptClass[]> {
    const ids = records.map(({ classId }) => classId);
    const keepOf = await readKeeps(database, 'class', ids);
    const counts = await countParticipants(database, ids);
    return records.map(({ classId, startsAt, archivedAt, captions, ...record }): KeptClass => {
      const { code, classTitle, courseId, courseTitle, guestsAllowed, isPublic } = record;
      return {
        ...{ classId, code, classTitle, courseId, courseTitle, guestsAllowed, isPublic },
        ...(startsAt === undefined ? {} : { startsAt }),
        ...(archivedAt === undefined ? {} : { archivedAt }),
        captions: captionsOf(captions),
        keep: keepOf(classId),
        live: isLive(classId),
        participants: counts.get(classId) ?? 0,
      };
    });
  }

  async function one(institutionId: string, classId: ClassId): Promise<Outcome<KeptClass>> {
    const record = identity.findClass(classId);
    if (record?.institutionId !== institutionId) return refused(noClass);
    const [found] = await kept([record]);
    return found ? { ok: true, value: found } : refused(noClass);
  }

  async function oneAfter<T>(by: By, classId: ClassId, outcome: Outcome<T>): Promise<Outcome<KeptClass>> {
    return outcome.ok ? one(by.institutionId, classId) : outcome;
  }

  const changeSettings: ClassDesk['change'] = async (actor, classId, wanted) => {
    const title = wanted.classTitle === undefined ? undefined : cleanTitle(wanted.classTitle);
    if (title === '') return refused(titleNeeded);
    const { courseId, startsAt, guestsAllowed, isPublic, captions, keep, archived } = wanted;
    const isForAdmins = [courseId, isPublic, archived].some((field) => field !== undefined);
    if (isForAdmins && actor.role !== 'admin') return refused(adminsOnly);
    const outcome = await change(actor, async (transaction) => {
      const before = await readRow(transaction, actor, classId);
      if (!before) return refused(noClass);
      const course = courseId === undefined ? undefined : await courseOf(transaction, actor, courseId);
      if (courseId !== undefined && !course) return refused(noCourse);
      const archives = archived === true && before.archivedAt === null;
      const bringsBack = archived === false && before.archivedAt !== null;
      if (archives && (await isOnAir(transaction, classId))) return refused(onAir);
      const keptBefore = (await readKeeps(transaction, 'class', [classId]))(classId);
      const set = {
        ...(title === undefined ? {} : { title }),
        ...(courseId === undefined ? {} : { course_id: courseId }),
        ...(startsAt === undefined ? {} : { starts_at: startsAt }),
        ...(guestsAllowed === undefined ? {} : { guests_allowed: guestsAllowed }),
        ...(isPublic === undefined ? {} : { is_public: isPublic }),
        ...(captions === undefined ? {} : { captions: captionsText(captions) }),
        ...(archives ? { archived_at: now() } : {}),
        ...(bringsBack ? { archived_at: null } : {}),
      };
      if (Object.keys(set).length > 0)
        await transaction.updateTable('classes').set(set).where('id', '=', classId).execute();
      if (keep) await writeKeep(transaction, { scope: 'class', scopeId: classId }, keep);
      const details = changesBetween(
        {
          ...{ title: before.title, course: before.courseTitle, guestsAllowed: before.guestsAllowed },
          ...{
            startsAt: before.startsAt === null ? null : Number(before.startsAt),
            isPublic: before.isPublic,
          },
          ...{ captions: before.captions, keep: keepText(keptBefore) },
        },
        {
          ...{ title, course: course?.title, startsAt, guestsAllowed, isPublic },
          ...{ captions: captions && captionsText(captions), keep: keep && keepText(keep) },
        },
      );
      const subject = { kind: 'class', id: classId, title: title ?? before.title } as const;
      const entries: Done<undefined>['entries'] = [
        ...(Object.keys(details).length === 0
          ? []
          : [{ action: 'class.changed', subject, details } as const]),
        ...(archives ? [{ action: 'class.archived', subject, details: {} } as const] : []),
        ...(bringsBack ? [{ action: 'class.brought-back', subject, details: {} } as const] : []),
      ];
      return { ok: true, value: undefined, entries, whenCommitted: () => upkeep.readAgain({ classId }) };
    });
    return oneAfter(actor, classId, outcome);
  };

  /** Also by what the database knows: another server may have it. */
  async function isOnAir(transaction: Database, classId: ClassId): Promise<boolean> {
    if (isLive(classId)) return true;
    const stream = await transaction
      .selectFrom('streams')
      .select('stream_id')
      .where('class_id', '=', classId)
      .where('state', '=', 'live')
      .executeTakeFirst();
    return stream !== undefined;
  }

  return {
    one,
    change: changeSettings,
    // Whoever asks has been looked at: an instructor of the class may say this too.
    setKeep: (by, classId, keep) => changeSettings({ ...by, role: 'instructor' }, classId, { keep }),

    async list(institutionId, { find, page, courseId, archived }) {
      await upkeep.lookAgain(institutionId);
      const words = wordsOf(find);
      const found = identity.classes().filter((record) => {
        if (record.institutionId !== institutionId) return false;
        if (courseId !== undefined && record.courseId !== courseId) return false;
        if ((record.archivedAt !== undefined) !== (archived === 'yes')) return false;
        return hasWords(`${record.classTitle}\n${record.courseTitle}\n${record.code}`, words);
      });
      const from = page * PAGE_SIZE;
      return { classes: await kept(found.slice(from, from + PAGE_SIZE)), total: found.length };
    },

    async make(by, { classTitle, courseId, startsAt, guestsAllowed, isPublic }) {
      const title = cleanTitle(classTitle);
      if (title === '') return refused(titleNeeded);
      const outcome = await change(by, async (transaction) => {
        const course = await courseOf(transaction, by, courseId);
        if (!course) return refused(noCourse);
        const made = await upkeep.addClass(transaction, by.institutionId, {
          ...{ course_id: courseId, title, guests_allowed: guestsAllowed, is_public: isPublic },
          starts_at: startsAt ?? null,
        });
        if (!made.ok) return made;
        const { classId } = made;
        const subject = { kind: 'class', id: classId, title } as const;
        const details = { course: course.title, startsAt: startsAt ?? null, guestsAllowed, isPublic };
        return {
          ok: true,
          value: classId,
          entries: [{ action: 'class.made', subject, details }],
          whenCommitted: () => upkeep.readAgain({ classId }),
        };
      });
      return outcome.ok ? one(by.institutionId, outcome.value) : outcome;
    },

    async renewCode(by, classId) {
      const outcome = await change(by, async (transaction) => {
        const before = await readRow(transaction, by, classId);
        if (!before) return refused(noClass);
        const code = await upkeep.renewCode(transaction, classId);
        const subject = { kind: 'class', id: classId, title: before.title } as const;
        const details = { code: { before: before.code, after: code } };
        return {
          ok: true,
          value: undefined,
          entries: [{ action: 'class.code-renewed', subject, details }],
          whenCommitted: () => upkeep.readAgain({ classId }),
        };
      });
      return oneAfter(by, classId, outcome);
    },

    async remove(by, classId) {
      const outcome = await change(by, async (transaction) => {
        const before = await readRow(transaction, by, classId);
        if (!before) return refused(noClass);
        if (await isOnAir(transaction, classId)) return refused(onAir);
        if (await isOnlyOne(transaction, by)) return refused(lastClass);
        await transaction
          .insertInto('class_removals')
          .values({ class_id: classId, asked_at: now() })
          .execute();
        for (const table of ['participants', 'links'] as const)
          await transaction.deleteFrom(table).where('class_id', '=', classId).execute();
        await writeKeep(transaction, { scope: 'class', scopeId: classId }, { is: 'inherited' });
        await transaction.deleteFrom('classes').where('id', '=', classId).execute();
        const subject = { kind: 'class', id: classId, title: before.title } as const;
        const details = { code: before.code, course: before.courseTitle };
        return {
          ok: true,
          value: undefined,
          entries: [{ action: 'class.deleted', subject, details }],
          whenCommitted: () => upkeep.readAgain({ classId }),
        };
      });
      return outcome.ok ? { ok: true, value: { isGone: await removals.remove(classId) } } : outcome;
    },

    noteRecordingDeleted: (by, classId, streamId) =>
      change(by, async (transaction) => {
        const record = await readRow(transaction, by, classId);
        if (!record) return refused(noClass);
        const subject = { kind: 'class', id: classId, title: record.title } as const;
        return {
          ok: true,
          value: undefined,
          entries: [{ action: 'recording.deleted', subject, details: { streamId } }],
        };
      }),
  };
}

function readRow(database: Database, { institutionId }: By, classId: ClassId) {
  return database
    .selectFrom('classes')
    .innerJoin('courses', 'courses.id', 'classes.course_id')
    .select([
      'classes.title',
      'classes.code',
      'courses.title as courseTitle',
      'classes.starts_at as startsAt',
      'classes.guests_allowed as guestsAllowed',
      'classes.is_public as isPublic',
      'classes.captions',
      'classes.archived_at as archivedAt',
    ])
    .where('classes.id', '=', classId)
    .where('courses.institution_id', '=', institutionId)
    .executeTakeFirst();
}

async function isOnlyOne(database: Database, { institutionId }: By): Promise<boolean> {
  const rows = await database
    .selectFrom('classes')
    .innerJoin('courses', 'courses.id', 'classes.course_id')
    .select('classes.id')
    .where('courses.institution_id', '=', institutionId)
    .limit(2)
    .execute();
  return rows.length < 2;
}

async function countParticipants(
  database: Database,
  classIds: readonly ClassId[],
): Promise<ReadonlyMap<string, number>> {
  if (classIds.length === 0) return new Map();
  const rows = await database
    .selectFrom('participants')
    .select('class_id')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('class_id', 'in', classIds)
    .groupBy('class_id')
    .execute();
  return new Map(rows.map(({ class_id, count }) => [class_id, Number(count)]));
}

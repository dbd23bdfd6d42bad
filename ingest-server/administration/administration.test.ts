import type { ClassId, PersonId, StreamId } from '@rostrum/protocol/room';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Identity, openIdentity } from '../identity/index.ts';
import type { Records } from '../records/index.ts';
import { describeOnEachDatabase } from '../test-support/index.ts';
import type { Actor } from './actor.ts';
import { type Administration, createAdministration } from './administration.ts';
import { type Audit, createAudit } from './audit.ts';

describeOnEachDatabase('the administration', (open) => {
  let folder: string;
  let records: Records;
  let identity: Identity;
  let administration: Administration;
  let audit: Audit;
  let actor: Actor;
  let nowMs = Date.UTC(2026, 0, 1);
  let made = 0;
  let isAuditAway = false;
  const live = new Set<ClassId>();
  const forgotten: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rostrum-administration-'));
    records = await open();
    const { database } = records;
    const now = () => nowMs;
    const written = createAudit({ now });
    audit = {
      ...written,
      note: (transaction, noted) =>
        isAuditAway ? Promise.reject(new Error('the disk is full')) : written.note(transaction, noted),
    };
    identity = await openIdentity({
      ...{ database, secretKeyPath: join(folder, 'secret.key'), now },
      note: audit.note,
    });
    const forget = (what: string) => ({
      forget: (classId: ClassId) => void forgotten.push(`${what} ${classId}`),
    });
    administration = createAdministration({
      ...{ database, identity, audit, now, logger: pino({ level: 'silent' }) },
      newId: () => `id-${(made += 1)}`,
      archive: {
        recordings: async (classId) => {
          const rows = await database
            .selectFrom('streams')
            .select('stream_id')
            .where('class_id', '=', classId)
            .execute();
          const one = { startedAt: 0, endedAt: 1, durationMs: 1, bytes: 1, gaps: 0 };
          return rows.map(({ stream_id }) => ({ ...one, streamId: stream_id as StreamId }));
        },
        delete: async (classId, streamId) => {
          if (streamId.startsWith('stuck')) return 'will-be-deleted';
          await database.deleteFrom('streams').where('class_id', '=', classId).execute();
          return 'deleted';
        },
      },
      keepers: [forget('room'), forget('log')],
      isLive: (classId) => live.has(classId),
      handleKeyRevoked: () => void forgotten.push('key'),
    });
    const { id, institution_id, name } = await database
      .selectFrom('people')
      .select(['id', 'institution_id', 'name'])
      .where('role', '=', 'admin')
      .executeTakeFirstOrThrow();
    actor = {
      ...{ personId: id as PersonId, institutionId: institution_id, name },
      ...{ role: 'admin', sessionId: 'none' },
    };
  });
  beforeEach(() => {
    nowMs += 1;
    forgotten.length = 0;
  });
  afterAll(async () => {
    identity.close();
    await administration.close();
    await administration.close();
    await records.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function newClass(title = `Lecture ${(made += 1)}`) {
    const course = await administration.courses.make(actor, `Course ${(made += 1)}`);
    if (!course.ok) throw new Error(course.refusal.text);
    const { courseId } = course.value;
    const more = { guestsAllowed: true, isPublic: false };
    const outcome = await administration.classes.make(actor, { classTitle: title, courseId, ...more });
    if (!outcome.ok) throw new Error(outcome.refusal.text);
    return outcome.value;
  }
  async function newPerson(over: object = {}) {
    const person = { name: `Person ${(made += 1)}`, role: 'student', ...over } as const;
    const outcome = await administration.people.make(actor, person);
    if (!outcome.ok) throw new Error(outcome.refusal.text);
    return outcome.value;
  }
  const entries = async () => (await administration.readAudit(actor.institutionId, {})).entries;

  it('writes a change and its entry together, or neither', async () => {
    const { classId, classTitle } = await newClass();
    const person = await newPerson();
    const before = await entries();
    isAuditAway = true;
    const failing = [
      administration.institution.change(actor, { name: 'Lost' }),
      administration.courses.make(actor, 'Lost'),
      administration.classes.change(actor, classId, { classTitle: 'Lost' }),
      administration.classes.renewCode(actor, classId),
      administration.classes.remove(actor, classId),
      administration.people.change(actor, person.personId, { name: 'Lost' }),
      administration.people.signOut(actor, person.personId),
      administration.participants.set(actor, 'admin', classId, person.personId, 'student'),
      administration.links.make(actor, person.personId, 'personal'),
      identity.changeClass(classId, { classTitle: 'Lost' }, actor),
      identity.importRoster(classId, 'name,id\nLost,1', actor),
    ];
    for (const outcome of await Promise.allSettled(failing)) expect(outcome.status).toBe('rejected');
    isAuditAway = false;
    expect(await entries()).toEqual(before);
    expect(await administration.classes.one(actor.institutionId, classId)).toMatchObject({
      value: { classTitle },
    });
    expect(await administration.people.list(actor.institutionId, { find: 'Lost', page: 0 })).toMatchObject({
      total: 0,
    });
    expect(await administration.links.list(actor.institutionId, person)).toEqual({ links: [] });
    expect(identity.isRevoked({ sessionId: '1-aaaaaaaaaaaaaaaa', personId: person.personId })).toBe(false);
    expect(forgotten).toEqual([]);
  });

  it('keeps what was changed at once in order, and two courses of one title apart', async () => {
    const outcomes = await Promise.all([
      administration.courses.make(actor, 'Optics'),
      administration.courses.make(actor, 'optics'),
    ]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const { personId } = await newPerson({ role: 'admin' });
    const demoted = await Promise.all([
      administration.people.change(actor, personId, { role: 'student' }),
      administration.people.change(actor, actor.personId, { role: 'student' }),
    ]);
    expect(demoted.filter(({ ok }) => ok)).toHaveLength(1);
    const { database } = records;
    await database.updateTable('people').set({ role: 'admin' }).where('id', '=', actor.personId).execute();
  });

  it('finds people and courses by what is typed, whatever it means to SQL', async () => {
    await newPerson({ name: `Robert'); drop table people; --` });
    await newPerson({ name: '50%_off\\' });
    const found = async (find: string) =>
      (await administration.people.list(actor.institutionId, { find, page: 0 })).total;
    expect(await found(`robert'); drop`)).toBe(1);
    expect(await found('%_OFF\\')).toBe(1);
    expect(await found('_')).toBe(1);
    await administration.courses.make(actor, '100% Algebra');
    const courses = await administration.courses.list(actor.institutionId, { find: '% alg', page: 0 });
    expect(courses).toMatchObject({ total: 1, courses: [{ courseTitle: '100% Algebra', classes: 0 }] });
  });

  it('tells the audit page by page, of one person and of one thing', async () => {
    const { classId } = await newClass();
    await administration.classes.change(actor, classId, { isPublic: true, keep: { is: 'days', days: 9 } });
    const read = (query: object) => administration.readAudit(actor.institutionId, query);
    const { entries: about } = await read({ about: classId });
    expect(about.map(({ action }) => action)).toEqual(['class.changed', 'class.made']);
    expect(about[0]).toMatchObject({
      at: nowMs,
      who: { personId: actor.personId, name: actor.name },
      subject: { kind: 'class', id: classId },
      details: { isPublic: { before: false, after: true }, keep: { before: 'inherited', after: 9 } },
    });
    expect((await read({ about: classId, before: about[0]!.entryId })).entries).toHaveLength(1);
    expect((await read({ who: 'nobody' })).entries).toEqual([]);
  });

  it('deletes a class whole, the one that writes first, and never the last', async () => {
    const { classId } = await newClass();
    live.add(classId);
    expect(await administration.classes.remove(actor, classId)).toMatchObject({
      refusal: { code: 'not-yet' },
    });
    live.clear();
    const stream = { class_id: classId, stream_id: 'stuck', state: 'over', started_at: 1 };
    await records.database.insertInto('streams').values(stream).execute();
    expect(await administration.classes.remove(actor, classId)).toEqual({
      ok: true,
      value: { isGone: false },
    });
    expect(forgotten).toEqual([`room ${classId}`, `log ${classId}`]);
    expect(identity.findClass(classId)).toBeUndefined();
    const marked = () => records.database.selectFrom('class_removals').select('class_id').execute();
    expect(await marked()).toEqual([{ class_id: classId }]);
    // The store is back.
    await records.database.updateTable('streams').set({ state: 'deleting' }).execute();
    await records.database.deleteFrom('streams').execute();
    administration.start();
    await administration.close();
    expect(await marked()).toEqual([]);

    const all = () => identity.classes().filter(({ institutionId }) => institutionId === actor.institutionId);
    while (all().length > 1) await administration.classes.remove(actor, all()[1]!.classId);
    expect(await administration.classes.remove(actor, all()[0]!.classId)).toMatchObject({
      refusal: { code: 'not-yet', text: expect.stringContaining('only class') },
    });
  });

  it('takes back the keys of programs, and says so at once', async () => {
    const { classId } = await newClass();
    const { personId } = await newPerson({ role: 'instructor' });
    await identity.createEncoderKey({ personId, classId });
    const { links } = await administration.links.list(actor.institutionId, { classId });
    expect(links).toMatchObject([{ kind: 'encoder', personId, classId }]);
    await administration.links.revoke(actor, { classId }, links[0]!.linkId);
    expect(forgotten).toEqual(['key']);
    expect(await administration.links.list(actor.institutionId, { classId })).toEqual({ links: [] });
  });

  it('notes a change of prices that somebody else keeps', async () => {
    const prices = { currency: 'EUR', perGbSent: 1, perCoreHour: 2, perGbMonthStored: 3, perPersonMinute: 4 };
    const { institutionId } = actor;
    const note = (before: typeof prices | undefined, after: typeof prices) =>
      records.database
        .transaction()
        .execute((transaction) => audit.notePrices(actor)(transaction, { institutionId, before, after }));
    await note(prices, { ...prices, perGbSent: 5 });
    await note(prices, prices);
    const [newest, second] = await entries();
    expect(newest).toMatchObject({
      action: 'prices.changed',
      details: { perGbSent: { before: 1, after: 5 } },
    });
    expect(second?.action).not.toBe('prices.changed');
  });
});

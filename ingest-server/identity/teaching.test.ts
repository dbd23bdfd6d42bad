import type { ClassChange, NewClass } from '@rostrum/protocol/http';
import type { ClassId, PersonId } from '@rostrum/protocol/room';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeOnEachDatabase } from '../test-support/index.ts';
import { openIdentity } from './identity.ts';
import {
  DAY_MS,
  MINUTE_MS,
  type Surroundings,
  entered,
  joinDemo,
  openSurroundings,
  refused,
  visitor,
} from './test-surroundings.ts';

const isLive = () => false;

describeOnEachDatabase('teaching', (open) => {
  let its: Surroundings;
  let made = 0;
  let personId: PersonId;
  let refreshToken: string;

  beforeAll(async () => void (its = await openSurroundings(open)));
  afterAll(() => its.close());
  beforeEach(async () => {
    // The limits of one case are not those of the next.
    its.identity = await its.reopen();
    personId = await its.addPerson({ name: 'Ada', role: 'instructor' });
    refreshToken = await comeByLink(personId);
  });

  async function comeByLink(forWhom: PersonId, more: object = {}): Promise<string> {
    const link = { personId: forWhom, kind: 'one-time', lifetimeMs: DAY_MS, ...more } as const;
    const { key } = await its.identity.createLink(link);
    return entered(await its.identity.signInWithLink(key, visitor())).refreshToken;
  }
  const written = (over: Partial<NewClass> = {}): NewClass => ({
    classTitle: `Lecture ${++made}`,
    course: { is: 'new', courseTitle: 'Optics' },
    guestsAllowed: true,
    ...over,
  });
  const make = (request = written(), token = refreshToken) => its.identity.makeClass(visitor(token), request);
  const change = (classId: ClassId, changed: ClassChange) =>
    its.identity.changeClass(classId, changed, { personId, name: 'Ada' });
  async function list(token = refreshToken, find = '', identity = its.identity) {
    const listed = await identity.listTaught(visitor(token), { find, isLive });
    if (!listed.ok) throw new Error(listed.refusal.text);
    return listed.list;
  }
  async function madeClass(request = written(), token = refreshToken) {
    const outcome = await make(request, token);
    if (!outcome.ok) throw new Error(outcome.refusal.text);
    return outcome.made;
  }

  describe('makes a class', () => {
    it('that is there at once: to enter, to join by its code, and in the list', async () => {
      const startsAt = its.nowMs + DAY_MS;
      const lecture = await madeClass(written({ classTitle: ' Mirrors\u202e \n and lenses ', startsAt }));
      expect(lecture).toMatchObject({
        classTitle: 'Mirrors and lenses',
        courseTitle: 'Optics',
        code: expect.stringMatching(/^[A-Z0-9]{6}$/),
        role: 'instructor',
        isOwn: true,
        guestsAllowed: true,
        startsAt,
      });
      const { classId, code } = lecture;
      const { session } = entered(await its.identity.refresh({ classId }, visitor(refreshToken)));
      expect(session).toMatchObject({ classId, role: 'instructor' });
      expect(entered(await its.identity.join({ code, name: 'Bob' }, visitor())).session.classId).toBe(
        classId,
      );
      expect((await list()).classes[0]).toEqual(lecture);
      expect(its.identity.findClass(classId)).toMatchObject({ code });
    });

    it('in a course that is there, or in a new one; one of the same title is taken for it', async () => {
      const first = await madeClass(written({ course: { is: 'new', courseTitle: `Acoustics ${made}` } }));
      const { courseId, courseTitle } = first;
      const second = await madeClass(written({ course: { is: 'known', courseId } }));
      const third = await madeClass(
        written({ course: { is: 'new', courseTitle: ` ${courseTitle.toUpperCase()} ` } }),
      );
      expect([second.courseId, third.courseId]).toEqual([courseId, courseId]);
      expect((await list()).courses).toContainEqual({ courseId, courseTitle });
    });

    it('once for each of many at once, all in one new course', async () => {
      const courseTitle = `Together ${made}`;
      const all = await Promise.all(
        Array.from({ length: 8 }, () => madeClass(written({ course: { is: 'new', courseTitle } }))),
      );
      expect(new Set(all.map(({ courseId }) => courseId)).size).toBe(1);
      expect(new Set(all.map(({ code }) => code)).size).toBe(8);
    });

    it('that takes no guests where that is wanted', async () => {
      const { code } = await madeClass(written({ guestsAllowed: false }));
      expect(await its.identity.join({ code, name: 'Bob' }, visitor())).toEqual(refused('not-allowed'));
    });

    it('only for instructors and admins of the institution, in a session that is not of one class', async () => {
      const admin = await comeByLink(await its.addPerson({ name: 'Root', role: 'admin' }));
      expect(await madeClass(written(), admin)).toMatchObject({ role: 'admin' });
      const assistant = await its.addPerson({ name: 'Tom', role: 'assistant' });
      const student = await its.addPerson({ name: 'Eve', role: 'student', inClass: 'instructor' });
      for (const token of [
        await comeByLink(assistant),
        await comeByLink(student),
        await comeByLink(personId, { classId: its.classId }),
      ])
        expect(await make(written(), token)).toEqual(refused('not-allowed'));
      expect(await make(written(), (await joinDemo(its.identity)).refreshToken)).toEqual(
        refused('not-allowed'),
      );
      expect(await make(written(), 'forged')).toEqual(refused('bad-token'));
      expect(await its.identity.makeClass(visitor(), written())).toEqual(refused('bad-token'));
    });

    it('never in another institution’s course, nor under a title that nobody can see', async () => {
      const { database } = its.records;
      const institution_id = `elsewhere-${made}`;
      const courseId = `theirs-${made}`;
      await database.insertInto('institutions').values({ id: institution_id, name: 'Elsewhere' }).execute();
      await database
        .insertInto('courses')
        .values({ id: courseId, institution_id, title: 'Theirs' })
        .execute();
      expect(await make(written({ course: { is: 'known', courseId } }))).toEqual(refused('not-found'));
      expect(await make(written({ classTitle: '\u200b\u3164' }))).toEqual(refused('empty'));
      const unseen = { is: 'new', courseTitle: '\u200b' } as const;
      expect(await make(written({ course: unseen }))).toEqual(refused('empty'));
    });

    it('thirty times in a row, and then one a minute', async () => {
      const outcomes = await Promise.all(Array.from({ length: 32 }, () => make()));
      const codes = outcomes.map((each) => (each.ok ? 'made' : each.refusal.code));
      expect(codes.filter((code) => code === 'made')).toHaveLength(30);
      expect(codes.filter((code) => code === 'too-fast')).toHaveLength(2);
      its.nowMs += MINUTE_MS;
      expect(await make()).toMatchObject({ ok: true });
    });
  });

  describe('shows the classes that somebody may teach', () => {
    it('with who they are, and what they may do', async () => {
      expect(await list()).toMatchObject({
        name: 'Ada',
        institutionName: 'Demo University',
        mayMake: true,
        mayHavePassword: true,
      });
      expect((await list()).login).toBeUndefined();
      const password = { login: `ada${made}`, password: 'correct horse battery' };
      await its.identity.changePassword(password, {}, visitor(refreshToken));
      expect((await list()).login).toBe(password.login);
    });

    it('all of them to staff of the institution, and their own to whom only a class names', async () => {
      const own = await madeClass();
      const assistant = await its.addPerson({ name: 'Eve', role: 'student', inClass: 'assistant' });
      const theirs = await list(await comeByLink(assistant));
      expect(theirs.classes).toMatchObject([{ classId: its.classId, role: 'assistant', isOwn: true }]);
      expect(theirs).toMatchObject({ mayMake: false, courses: [], mayHavePassword: false });
      const all = (await list()).classes.map(({ classId }) => classId);
      expect(all).toEqual(expect.arrayContaining([own.classId, its.classId]));
    });

    it('one alone, in a session of that class', async () => {
      await madeClass();
      const one = await list(await comeByLink(personId, { classId: its.classId }));
      expect(one.classes.map(({ classId }) => classId)).toEqual([its.classId]);
      expect(one).toMatchObject({ mayMake: false, mayHavePassword: false });
    });

    it('a hundred at most, and any by a search', async () => {
      const { database } = its.records;
      const [first] = its.identity.classes();
      const rows = Array.from({ length: 120 }, (_, i) => ({
        id: `many-${made}-${i}`,
        course_id: first!.courseId,
        title: `Tutorial ${i}`,
        code: `M${made}X${i}`,
      }));
      await database.insertInto('classes').values(rows).execute();
      const all = await list();
      expect(all.classes).toHaveLength(100);
      expect(all.more).toBe(its.identity.classes().length - 100);
      const found = await list(refreshToken, 'tutorial 117');
      expect(found.classes).toMatchObject([{ classTitle: 'Tutorial 117' }]);
      expect(found.more).toBe(0);
      await database.deleteFrom('classes').where('title', 'like', 'Tutorial %').execute();
    });

    it('sixty times in a row, and then twice a second', async () => {
      for (let i = 0; i < 60; i++) await list();
      expect(await its.identity.listTaught(visitor(refreshToken), { find: '', isLive })).toEqual(
        refused('too-fast'),
      );
      its.nowMs += 500;
      await list();
    });
  });

  it('of somebody in no class begins with a password, and they make their first', async () => {
    const { database } = its.records;
    const institutionId = `new-${++made}`;
    await database.insertInto('institutions').values({ id: institutionId, name: 'New School' }).execute();
    const head = await its.addPerson({ name: 'Grace', role: 'instructor', institutionId });
    const password = 'correct horse battery';
    await its.identity.changePassword({ login: `ada${made}`, password }, {}, visitor(refreshToken));
    const { password_hash } = await database
      .selectFrom('people')
      .select('password_hash')
      .where('id', '=', personId)
      .executeTakeFirstOrThrow();
    await database
      .updateTable('people')
      .set({ login: 'grace', password_hash })
      .where('id', '=', head)
      .execute();
    const request = { login: 'grace', password };
    expect(await its.identity.signInWithPassword(request, visitor())).toEqual(refused('unknown-class'));
    const opened = await its.identity.openAccount(request, visitor());
    if (!opened.ok) throw new Error(opened.refusal.text);
    expect(opened.account).toEqual({ personId: head, name: 'Grace' });
    expect(await list(opened.refreshToken)).toMatchObject({ classes: [], courses: [], mayMake: true });
    const { classId } = await madeClass(written(), opened.refreshToken);
    expect(await its.identity.refresh({}, visitor(opened.refreshToken))).toMatchObject({
      ok: true,
      session: { classId, role: 'instructor' },
    });
    const wrong = { ...request, password: 'wrong' };
    expect(await its.identity.openAccount(wrong, visitor())).toEqual(refused('not-allowed'));
  });

  describe('beside another server on the same database', () => {
    it('lets both know what one of them made: by code, by session, by token and in the list', async () => {
      const other = await its.reopen();
      const [one, two, three] = [await madeClass(), await madeClass(), await madeClass()];
      expect(other.findClass(one.classId)).toBeUndefined();
      expect(await other.askForCode(one.code, visitor())).toMatchObject({ ok: true });
      const wanted = { classId: two.classId };
      const { session } = entered(await other.refresh(wanted, visitor(refreshToken)));
      expect(session.classId).toBe(two.classId);
      const third = await its.identity.refresh({ classId: three.classId }, visitor(refreshToken));
      expect(await other.verify(entered(third).session.token)).toMatchObject({ ok: true });
      expect(other.findClass(three.classId)).toMatchObject({ code: three.code });
      const four = await madeClass();
      const seen = (await list(refreshToken, '', other)).classes.map(({ classId }) => classId);
      expect(seen).toContain(four.classId);
    });

    it('looks there for staff alone', async () => {
      const other = await its.reopen();
      const { classId } = await madeClass();
      const student = await its.addPerson({ name: 'Eve', role: 'student', inClass: 'student' });
      expect(await list(await comeByLink(student), '', other)).toMatchObject({ classes: [] });
      expect(other.findClass(classId)).toBeUndefined();
      await list(refreshToken, '', other);
      expect(other.findClass(classId)).toBeDefined();
    });

    it('hears of changes by and by', async () => {
      const { database } = its.records;
      const other = await openIdentity({
        ...{ database, secretKeyPath: its.secretKeyPath, now: () => its.nowMs },
        readAgain: { everyMs: 5, handleFailed: (error) => expect.unreachable(String(error)) },
      });
      const { classId } = await madeClass();
      await change(classId, { classTitle: 'By another name', guestsAllowed: false });
      await vi.waitFor(() =>
        expect(other.findClass(classId)).toMatchObject({
          classTitle: 'By another name',
          guestsAllowed: false,
        }),
      );
      other.close();
      other.close();
    });
  });

  it('changes what a class is called, when it begins and who may come in, and leaves the rest', async () => {
    const startsAt = its.nowMs + DAY_MS;
    const { classId } = await madeClass(written({ startsAt }));
    const record = () => its.identity.findClass(classId);
    expect(await change(classId, { classTitle: ' Prisms ' })).toBeUndefined();
    expect(record()).toMatchObject({ classTitle: 'Prisms', startsAt, guestsAllowed: true });
    expect(await change(classId, { startsAt: null, guestsAllowed: false })).toBeUndefined();
    expect(record()).toMatchObject({ classTitle: 'Prisms', startsAt: undefined, guestsAllowed: false });
    expect(await change(classId, { classTitle: '\u200b' })).toMatchObject({
      code: 'empty',
    });
    expect(await change(classId, {})).toBeUndefined();
  });
});

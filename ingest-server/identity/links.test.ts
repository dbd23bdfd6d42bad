import type { PersonId } from '@rostrum/protocol/room';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../test-support/index.ts';
import type { Claims } from './pure/claims.ts';
import {
  DAY_MS,
  type Surroundings,
  entered,
  openSurroundings,
  refused,
  visitor,
} from './test-surroundings.ts';

describeOnEachDatabase('a link', (open) => {
  let its: Surroundings;
  let personId: PersonId;
  beforeAll(async () => {
    its = await openSurroundings(open);
    personId = await its.addPerson({ name: 'Grace Hopper', role: 'student', inClass: 'assistant' });
  });
  afterAll(() => its.close());

  const link = (kind: 'personal' | 'one-time', more: object = {}) =>
    its.identity.createLink({ personId, kind, lifetimeMs: DAY_MS, ...more });
  const enter = (key: string) => its.identity.signInWithLink(key, visitor());

  it('lets in whom it is for, as what they are in the class, as often as it is personal', async () => {
    const { key, expiresAt } = await link('personal');
    expect(expiresAt).toBe(its.nowMs + DAY_MS);
    for (let i = 0; i < 3; i++) {
      const { session, isGuest } = entered(await enter(key));
      expect(isGuest).toBe(false);
      expect(session).toMatchObject({
        personId,
        name: 'Grace Hopper',
        role: 'assistant',
        classId: its.classId,
      });
      expect(session.classes).toEqual([
        { classId: its.classId, code: 'DEMO', classTitle: 'Waves and light', courseTitle: 'Physics 101' },
      ]);
    }
  });

  it('for one class opens that class and no other', async () => {
    const { key } = await link('personal', { classId: its.classId });
    const { session, refreshToken } = entered(await enter(key));
    expect(session.classes).toBeUndefined();
    const elsewhere = { classId: 'other' as never };
    expect(await its.identity.refresh(elsewhere, visitor(refreshToken))).toEqual(refused('bad-token'));
    const here = { classId: its.classId };
    expect(await its.identity.refresh(here, visitor(refreshToken))).toMatchObject({ ok: true });
  });

  it('that is good for one time lets one in, of many who come at once', async () => {
    const { key } = await link('one-time');
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => enter(key)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await enter(key)).toMatchObject({
      refusal: {
        code: 'expired-token',
        text: 'This link was good for one time, and it has been used. Ask for a new one.',
      },
    });
  });

  it('ends with its time, and is told apart from one that never was', async () => {
    const { key } = await link('personal');
    its.nowMs += DAY_MS;
    expect(await enter(key)).toEqual(refused('expired-token'));
    expect(await enter(key.toUpperCase())).toEqual(refused('bad-token'));
    await its.reopen();
    expect(await enter(key)).toEqual(refused('bad-token'));
  });

  it('is not in the database: who reads that can’t come in', async () => {
    const { key } = await link('personal');
    const rows = await its.records.database.selectFrom('links').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  it('of somebody who is in no class says so', async () => {
    const outsider = await its.addPerson({ name: 'Nobody', role: 'student' });
    const { key } = await link('personal', { personId: outsider });
    expect(await enter(key)).toEqual(refused('unknown-class'));
  });

  describe('that staff make', () => {
    const actor = (role: Claims['role']): Claims => ({
      classId: its.classId,
      personId: 'actor' as PersonId,
      role,
      name: 'Actor',
      sessionId: 's',
    });
    const make = (role: Claims['role'], forWhom: PersonId) =>
      its.identity.createClassLink(actor(role), { personId: forWhom, kind: 'personal' });

    it('is for this class, though the person may have others', async () => {
      const instructor = await its.addPerson({ name: 'Lise', role: 'instructor' });
      const made = await make('instructor', instructor);
      expect(made).toMatchObject({ ok: true, code: 'DEMO', expiresAt: its.nowMs + 180 * DAY_MS });
      const { session } = entered(await enter(made.ok ? made.key : ''));
      expect(session).toMatchObject({ role: 'instructor', classId: its.classId });
      expect(session.classes).toBeUndefined();
    });

    it('opens all that staff of the institution may do only when an admin makes it', async () => {
      const instructor = await its.addPerson({ name: 'Chien-Shiung', role: 'instructor' });
      const made = await make('admin', instructor);
      expect(entered(await enter(made.ok ? made.key : '')).session.classes).toHaveLength(1);
    });

    it('is never for somebody with more rights, nor for who isn’t in the class', async () => {
      const admin = await its.addPerson({ name: 'Root', role: 'admin', inClass: 'student' });
      const instructor = await its.addPerson({ name: 'Marie', role: 'instructor' });
      const outsider = await its.addPerson({ name: 'Outsider', role: 'student' });
      await its.records.database.insertInto('institutions').values({ id: 'x', name: 'Elsewhere' }).execute();
      const foreign = await its.addPerson({ name: 'Foreign', role: 'instructor', institutionId: 'x' });
      expect(await make('instructor', admin)).toEqual(refused('not-allowed'));
      expect(await make('assistant', instructor)).toEqual(refused('not-allowed'));
      expect(await make('admin', outsider)).toEqual(refused('not-found'));
      expect(await make('admin', foreign)).toEqual(refused('not-found'));
      expect(await make('admin', 'nobody' as PersonId)).toEqual(refused('not-found'));
    });
  });
});

import { sessionSchema } from '@rostrum/protocol/http';
import type { ClassId } from '@rostrum/protocol/room';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describeOnEachDatabase('identity', (open) => {
  let its: Surroundings;
  beforeAll(async () => void (its = await openSurroundings(open)));
  afterAll(() => its.close());

  describe('the demonstration on first run', () => {
    it('has one class, with its course and institution, under the code DEMO', () => {
      expect(its.identity.classes()).toEqual([
        expect.objectContaining({
          code: 'DEMO',
          classTitle: 'Waves and light',
          courseTitle: 'Physics 101',
          institutionName: 'Demo University',
          guestsAllowed: true,
          isPublic: false,
          startsAt: undefined,
        }),
      ]);
    });

    it('is the same one on the second run', async () => {
      expect((await its.reopen()).classes()).toEqual(its.identity.classes());
    });

    it('has an instructor and an admin who stay the same people, with new links at each start, which end the old ones', async () => {
      const first = (await its.identity.staffLinks())!;
      const signedIn = {
        instructor: entered(await its.identity.signInWithLink(first.instructorKey, visitor())),
        admin: entered(await its.identity.signInWithLink(first.adminKey, visitor())),
      };
      const again = await its.reopen();
      const second = (await again.staffLinks())!;
      expect(first.code).toBe('DEMO');
      for (const [role, one, two] of [
        ['instructor', first.instructorKey, second.instructorKey],
        ['admin', first.adminKey, second.adminKey],
      ] as const) {
        expect(one).not.toBe(two);
        expect(await again.signInWithLink(one, visitor())).toEqual(refused('revoked'));
        const { session } = entered(await again.signInWithLink(two, visitor()));
        const { personId } = signedIn[role].session;
        expect(session).toMatchObject({ role, classId: its.classId, personId });
        // Loading the page anew works, by the link of this start and by the session of the last one.
        expect(await again.signInWithLink(two, visitor())).toMatchObject({ ok: true });
        expect(await again.refresh({}, visitor(signedIn[role].refreshToken))).toMatchObject({ ok: true });
      }
    });

    it('has links that are good for a day, and leaves those that staff made as they are', async () => {
      const { adminKey } = (await its.identity.staffLinks())!;
      const personId = await its.addPerson({ name: 'Mary', role: 'student', inClass: 'student' });
      const made = await its.identity.createLink({ personId, kind: 'personal', lifetimeMs: 2 * DAY_MS });
      await its.identity.staffLinks();
      expect(await its.identity.signInWithLink(made.key, visitor())).toMatchObject({ ok: true });
      expect(await its.identity.signInWithLink(adminKey, visitor())).toEqual(refused('revoked'));
      const later = (await its.identity.staffLinks())!;
      its.nowMs += DAY_MS;
      expect(await its.identity.signInWithLink(later.adminKey, visitor())).toEqual(refused('expired-token'));
    });
  });

  describe('joining by code', () => {
    it('lets anyone in as a guest under their cleaned name, each as a person of their own', async () => {
      const { session, isGuest } = await joinDemo(its.identity, '  A\u202eda \n Lovelace ');
      expect(v.is(sessionSchema, session)).toBe(true);
      expect(isGuest).toBe(true);
      expect(session).toMatchObject({ classTitle: 'Waves and light', name: 'Ada Lovelace', role: 'guest' });
      expect(session.expiresAt - session.at).toBe(15 * MINUTE_MS);
      const { classId, personId } = session;
      expect(await its.identity.verify(session.token)).toEqual({
        ok: true,
        claims: { classId, personId, role: 'guest', name: 'Ada Lovelace', sessionId: expect.any(String) },
      });
      expect(await its.identity.verifyUntil(session.token)).toMatchObject({
        ...{ ok: true, claims: { personId }, expiresAt: session.expiresAt },
      });
      expect((await joinDemo(its.identity)).session.personId).not.toBe(personId);
    });

    it('in a second tab is the same person, also under another name', async () => {
      const first = await joinDemo(its.identity);
      const second = await joinDemo(its.identity, 'Ada L.', 'nonsense', first.refreshToken);
      expect(second.session).toMatchObject({ personId: first.session.personId, name: 'Ada L.' });
    });

    it('knows a student of the class who came by their own link, by the name the register has', async () => {
      const personId = await its.addPerson({ name: 'Mary Somerville', role: 'student', inClass: 'student' });
      const { key } = await its.identity.createLink({ personId, kind: 'personal', lifetimeMs: DAY_MS });
      const { refreshToken } = entered(await its.identity.signInWithLink(key, visitor()));
      const joined = await joinDemo(its.identity, 'Anonymous', refreshToken);
      expect(joined.session).toMatchObject({ personId, name: 'Mary Somerville', role: 'student' });
    });

    it('lets staff look at their class as a guest does', async () => {
      const { instructorKey } = (await its.identity.staffLinks())!;
      const instructor = entered(await its.identity.signInWithLink(instructorKey, visitor()));
      const joined = await joinDemo(its.identity, 'Trial', instructor.refreshToken);
      expect(joined.session.role).toBe('guest');
      expect(joined.session.personId).not.toBe(instructor.session.personId);
    });

    it('refuses a code that no class has', async () => {
      expect(await its.identity.join({ code: 'NOPE', name: 'Ada' }, visitor())).toEqual({
        ok: false,
        refusal: { code: 'unknown-code', text: 'No class has the code NOPE. Check it and try again.' },
      });
    });

    it('refuses a name of which nothing can be seen', async () => {
      const outcome = await its.identity.join({ code: 'DEMO', name: '\u200b\u202e\u3164' }, visitor());
      expect(outcome).toEqual(refused('empty'));
    });

    it('takes no guests where the class has none, nor keeps those it had, but its own students', async () => {
      const { database } = its.records;
      const guest = await joinDemo(its.identity);
      const allow = (guests_allowed: boolean) =>
        database.updateTable('classes').set({ guests_allowed }).where('id', '=', its.classId).execute();
      await allow(false);
      const closed = await its.reopen();
      await allow(true);
      const request = { code: 'DEMO', name: 'Ada' };
      expect(await closed.join(request, visitor())).toEqual(refused('not-allowed'));
      expect(await closed.refresh({}, visitor(guest.refreshToken))).toEqual(refused('not-allowed'));
      const personId = await its.addPerson({ name: 'Mary', role: 'student', inClass: 'student' });
      const { key } = await closed.createLink({ personId, kind: 'personal', lifetimeMs: DAY_MS });
      const student = entered(await closed.signInWithLink(key, visitor()));
      expect(await closed.join(request, visitor(student.refreshToken))).toMatchObject({ ok: true });
    });

    it('makes an address wait that guesses codes, wherever it does, and tells it no right one meanwhile', async () => {
      const identity = await its.reopen();
      const guesser = { address: 'guesser', refreshTokens: [] };
      for (let i = 0; i < 30; i++) {
        expect(await identity.askForCode(`NOPE${i}`, guesser)).toEqual(refused('unknown-code'));
        expect(await identity.join({ code: `NO${i}`, name: 'x' }, guesser)).toEqual(refused('unknown-code'));
      }
      const tooFast = {
        ok: false,
        refusal: expect.objectContaining({ code: 'too-fast', retryAfterMs: 10_000 }),
      };
      expect(await identity.askForCode('DEMO', guesser)).toEqual(tooFast);
      expect(await identity.join({ code: 'DEMO', name: 'x' }, guesser)).toEqual(tooFast);
      const account = { login: 'ada', password: 'x', code: 'DEMO' };
      expect(await identity.signInWithPassword(account, guesser)).toEqual(tooFast);
      expect(await identity.askForCode('DEMO', visitor())).toMatchObject({ ok: true });
      its.nowMs += 10_000;
      for (let i = 0; i < 5; i++)
        expect(await identity.askForCode('DEMO', guesser)).toMatchObject({ ok: true });
    });

    it('makes a flood from one address wait, and nobody else', async () => {
      const identity = await its.reopen();
      const from = (address: string) =>
        identity.join({ code: 'DEMO', name: '\u200b' }, { address, refreshTokens: [] });
      for (let i = 0; i < 10_000; i++) await from('flood');
      expect(await from('flood')).toMatchObject({ refusal: { code: 'too-fast', retryAfterMs: 20 } });
      expect(await from('other')).toEqual(refused('empty'));
      its.nowMs += 20;
      expect(await from('flood')).toEqual(refused('empty'));
    });
  });

  it('finds a class by its id and code, and nothing by others', () => {
    const { identity } = its;
    const [demo] = identity.classes();
    expect(identity.findClass(demo!.classId)).toBe(demo);
    expect(identity.findClassByCode('DEMO')).toBe(demo);
    expect(identity.findClass('other' as ClassId)).toBeUndefined();
    expect(identity.findClassByCode('demo')).toBeUndefined();
  });

  describe('the signing key', () => {
    it('is for its owner only, also after a copy had it open for all', async () => {
      expect((await stat(its.secretKeyPath)).mode & 0o777).toBe(0o600);
      await chmod(its.secretKeyPath, 0o644);
      await its.reopen();
      expect((await stat(its.secretKeyPath)).mode & 0o777).toBe(0o600);
    });

    it('outlives a restart: old tokens still count', async () => {
      const { session } = await joinDemo(its.identity);
      expect(await (await its.reopen()).verify(session.token)).toMatchObject({ ok: true });
    });

    it('is never replaced when it is damaged, since that would void every session', async () => {
      const damaged = join(dirname(its.secretKeyPath), 'damaged.key');
      await writeFile(damaged, 'short');
      const { database } = its.records;
      const opening = openIdentity({ database, secretKeyPath: damaged, now: () => its.nowMs });
      await expect(opening).rejects.toThrow(
        `The signing key ${damaged} is damaged: restore it, or delete it`,
      );
      expect(await readFile(damaged, 'utf8')).toBe('short');
    });
  });
});

import { SignJWT, base64url } from 'jose';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../test-support/index.ts';
import type { Claims } from './pure/claims.ts';
import type { Revoked } from './revocations.ts';
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

const HOUR_MS = 60 * MINUTE_MS;

describeOnEachDatabase('a session', (open) => {
  let its: Surroundings;
  beforeAll(async () => void (its = await openSurroundings(open)));
  beforeEach(() => void (its.nowMs += 1));
  afterAll(() => its.close());

  const claimsOf = async (token: string): Promise<Claims> => {
    const verified = await its.identity.verify(token);
    if (!verified.ok) throw new Error(verified.refusal.text);
    return verified.claims;
  };

  /** The token that somebody is given inside their class. */
  const resumeOf = async (token: string): Promise<string> => {
    const admitted = await its.identity.admit(token);
    if (!admitted.ok) throw new Error(admitted.refusal.text);
    return admitted.resume;
  };

  describe('and its tokens', () => {
    it('opens the class for a quarter of an hour, resumes for half a day, and refreshes for a fortnight', async () => {
      const { session, refreshToken } = await joinDemo(its.identity);
      const claims = await claimsOf(session.token);
      const resume = await resumeOf(session.token);
      const startedAt = its.nowMs;
      const outcomesAfter = async (ms: number) => {
        its.nowMs = startedAt + ms;
        const verified = await Promise.all([session.token, resume].map((token) => its.identity.admit(token)));
        const refreshed = await its.identity.refresh({}, visitor(refreshToken));
        return [...verified, refreshed].map((each) => (each.ok ? 'good' : each.refusal.code));
      };
      expect(await outcomesAfter(15 * MINUTE_MS - 1)).toEqual(['good', 'good', 'good']);
      expect(await outcomesAfter(16 * MINUTE_MS)).toEqual(['expired-token', 'good', 'good']);
      expect(await outcomesAfter(12 * HOUR_MS + 1000)).toEqual(['expired-token', 'expired-token', 'good']);
      expect(await outcomesAfter(14 * DAY_MS + 1000)).toEqual(Array(3).fill('expired-token'));
      its.nowMs = startedAt + MINUTE_MS;
      expect(await its.identity.admit(resume)).toMatchObject({ ok: true, claims });
    });

    it('goes on as the same person when it is refreshed, and may be refreshed again and again', async () => {
      let { session, refreshToken } = await joinDemo(its.identity);
      const { personId } = session;
      const { sessionId } = await claimsOf(session.token);
      for (let day = 0; day < 30; day += 10) {
        its.nowMs += 10 * DAY_MS;
        ({ session, refreshToken } = entered(await its.identity.refresh({}, visitor(refreshToken))));
        expect(await claimsOf(session.token)).toMatchObject({ personId, sessionId, name: 'Ada' });
      }
    });

    it('keeps what each token is for apart', async () => {
      const { session, refreshToken } = await joinDemo(its.identity);
      const resume = await resumeOf(session.token);
      for (const other of [refreshToken, resume])
        expect(await its.identity.verify(other)).toEqual(refused('bad-token'));
      expect(await its.identity.admit(refreshToken)).toEqual(refused('bad-token'));
      for (const other of [session.token, resume])
        expect(await its.identity.refresh({}, visitor(other))).toEqual(refused('bad-token'));
      expect(await its.identity.refresh({}, visitor())).toEqual(refused('bad-token'));
    });

    it('means only what was signed', async () => {
      const { session } = await joinDemo(its.identity);
      const { token } = session;
      const [header, payload, signature] = token.split('.') as [string, string, string];
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
      const encode = (value: object) => base64url.encode(JSON.stringify(value));
      const key = base64url.decode((await readFile(its.secretKeyPath, 'utf8')).trim());
      const sign = (body: Record<string, unknown>, audience = 'rostrum:class', secret = key) =>
        new SignJWT(body).setProtectedHeader({ alg: 'HS256' }).setAudience(audience).sign(secret);

      const { exp: _exp, ...lasting } = claims;
      const { iat: _iat, ...undated } = claims;
      const { sid: _sid, ...sessionless } = claims;
      const forged = {
        'another role': `${header}.${encode({ ...claims, role: 'admin' })}.${signature}`,
        'no signature': `${encode({ alg: 'none' })}.${payload}.`,
        'another key': await sign(claims, undefined, new Uint8Array(32)),
        'another audience': await sign(claims, 'rostrum:elsewhere'),
        'no end': await sign(lasting),
        'no beginning': await sign(undated),
        'no session': await sign(sessionless),
        'an unknown role': await sign({ ...claims, role: 'emperor' }),
        'a class id that is a path': await sign({ ...claims, cls: '../../etc' }),
        'no token at all': 'hello',
        nothing: '',
      };
      for (const [how, bad] of Object.entries(forged)) {
        expect(await its.identity.verify(bad), how).toEqual(refused('bad-token'));
        expect(await its.identity.refresh({}, visitor(bad)), how).toEqual(refused('bad-token'));
      }
      expect(await its.identity.verify(await sign(claims))).toMatchObject({ ok: true });
    });

    it('of a server whose clock was set back by hours still opens, and none lives for ever', async () => {
      const { session, refreshToken } = await joinDemo(its.identity);
      its.nowMs -= 5 * HOUR_MS;
      expect(await its.identity.verify(session.token)).toMatchObject({ ok: true });
      expect(await its.identity.refresh({}, visitor(refreshToken))).toMatchObject({ ok: true });
      its.nowMs += 11 * HOUR_MS;
      expect(await its.identity.verify(session.token)).toEqual(refused('expired-token'));
    });
  });

  describe('that is resumed', () => {
    async function comeIn(person: Parameters<Surroundings['addPerson']>[0]) {
      const personId = await its.addPerson(person);
      const { key } = await its.identity.createLink({ personId, kind: 'personal', lifetimeMs: DAY_MS });
      const { session } = entered(await its.identity.signInWithLink(key, visitor()));
      return { personId, resume: await resumeOf(session.token) };
    }
    const change = () => its.records.database;

    it('brings back who they are by now, under the name and in the role that they have by now', async () => {
      const { personId, resume } = await comeIn({ name: 'Ada', role: 'student', inClass: 'assistant' });
      await change()
        .updateTable('participants')
        .set({ role: 'student' })
        .where('person_id', '=', personId)
        .execute();
      await change().updateTable('people').set({ name: 'Ada Lovelace' }).where('id', '=', personId).execute();
      expect(await its.identity.admit(resume)).toMatchObject({
        ok: true,
        claims: { personId, role: 'student', name: 'Ada Lovelace' },
      });
    });

    it('brings nobody back who is no longer in the class, or no longer staff', async () => {
      const student = await comeIn({ name: 'Bob', role: 'student', inClass: 'student' });
      await change().deleteFrom('participants').where('person_id', '=', student.personId).execute();
      expect(await its.identity.admit(student.resume)).toEqual(refused('not-allowed'));
      await change()
        .insertInto('participants')
        .values({ class_id: its.classId, person_id: student.personId, role: 'student' })
        .execute();
      expect(await its.identity.admit(student.resume)).toMatchObject({ ok: true });

      const staff = await comeIn({ name: 'Eve', role: 'instructor' });
      await change()
        .updateTable('people')
        .set({ role: 'student' })
        .where('id', '=', staff.personId)
        .execute();
      expect(await its.identity.admit(staff.resume)).toEqual(refused('not-allowed'));
    });

    it('again and again goes on for half a day after the first welcome, and no longer', async () => {
      const { session } = await joinDemo(its.identity);
      let resume = await resumeOf(session.token);
      for (let hour = 1; hour < 12; hour++) {
        its.nowMs += HOUR_MS;
        resume = await resumeOf(resume);
      }
      its.nowMs += HOUR_MS + 1000;
      expect(await its.identity.admit(resume)).toEqual(refused('expired-token'));
    });

    it('keeps a guest in the running class though it takes no new ones any more', async () => {
      const { session } = await joinDemo(its.identity);
      const resume = await resumeOf(session.token);
      const allow = (guests_allowed: boolean) =>
        change().updateTable('classes').set({ guests_allowed }).where('id', '=', its.classId).execute();
      await allow(false);
      const closed = await its.reopen();
      await allow(true);
      expect(await closed.admit(resume)).toMatchObject({ ok: true, claims: { role: 'guest' } });
      expect(await closed.join({ code: 'DEMO', name: 'New' }, visitor())).toEqual(refused('not-allowed'));
    });
  });

  describe('where a browser has several', () => {
    it('is the one of the class and the person that is asked for, else the newest', async () => {
      const personId = await its.addPerson({ name: 'Emmy', role: 'instructor' });
      const { key } = await its.identity.createLink({ personId, kind: 'personal', lifetimeMs: DAY_MS });
      const emmy = entered(await its.identity.signInWithLink(key, visitor()));
      its.nowMs += 1000;
      const guest = await joinDemo(its.identity);
      const both = visitor(emmy.refreshToken, guest.refreshToken, 'torn');
      const whoIs = async (wanted: object) =>
        entered(await its.identity.refresh(wanted, both)).session.personId;
      expect(await whoIs({})).toBe(guest.session.personId);
      expect(await whoIs({ personId })).toBe(personId);
      expect(await whoIs({ personId: guest.session.personId, classId: its.classId })).toBe(
        guest.session.personId,
      );
      expect(await its.identity.refresh({ classId: 'other' as never }, both)).toEqual(refused('not-allowed'));
      expect(await its.identity.refresh({ personId: 'other' as never }, both)).toEqual(refused('bad-token'));
    });
  });

  describe('that is ended', () => {
    it('is refused in every form at once, also after a restart, and listeners hear of it', async () => {
      const heard: Revoked[] = [];
      const stop = its.identity.onRevoked((revoked) => heard.push(revoked));
      const { session, refreshToken } = await joinDemo(its.identity);
      const { session: other } = await joinDemo(its.identity);
      const claims = await claimsOf(session.token);
      const resume = await resumeOf(session.token);
      const ending = its.identity.revoke({ sessionId: claims.sessionId });
      expect(heard).toEqual([{ sessionId: claims.sessionId }]);
      expect(await its.identity.verify(session.token)).toEqual(refused('revoked'));
      await ending;
      stop();
      for (const identity of [its.identity, await its.reopen()]) {
        expect(await identity.verify(session.token)).toEqual(refused('revoked'));
        expect(await identity.admit(resume)).toEqual(refused('revoked'));
        expect(await identity.refresh({}, visitor(refreshToken))).toEqual(refused('revoked'));
        expect(await identity.verify(other.token)).toMatchObject({ ok: true });
      }
      await its.identity.revoke({ sessionId: 'another' });
      expect(heard).toHaveLength(1);
    });

    it('with everything of a person is ended until then, their links too, and a later sign-in counts', async () => {
      const personId = await its.addPerson({ name: 'Hedy', role: 'instructor' });
      const link = () => its.identity.createLink({ personId, kind: 'personal', lifetimeMs: DAY_MS });
      const { key } = await link();
      const before = entered(await its.identity.signInWithLink(key, visitor()));
      await its.identity.revoke({ personId });
      expect(await its.identity.verify(before.session.token)).toEqual(refused('revoked'));
      expect(await its.identity.refresh({}, visitor(before.refreshToken))).toEqual(refused('revoked'));
      expect(await its.identity.signInWithLink(key, visitor())).toEqual(refused('revoked'));
      its.nowMs += 1;
      const after = entered(await its.identity.signInWithLink((await link()).key, visitor()));
      expect(await its.identity.verify(after.session.token)).toMatchObject({ ok: true });
      expect(await its.identity.verify(before.session.token)).toEqual(refused('revoked'));
    });

    it('gives nobody the resume token that was on its way', async () => {
      const personId = await its.addPerson({ name: 'Ida', role: 'instructor' });
      const { key } = await its.identity.createLink({ personId, kind: 'personal', lifetimeMs: DAY_MS });
      const { session } = entered(await its.identity.signInWithLink(key, visitor()));
      const claims = await claimsOf(session.token);
      const admitting = its.identity.admit(session.token);
      await its.identity.revoke({ personId });
      its.nowMs += 1000;
      const late = await admitting;
      expect(its.identity.isRevoked(claims)).toBe(true);
      if (late.ok) expect(await its.identity.admit(late.resume)).toEqual(refused('revoked'));
      else expect(late).toEqual(refused('revoked'));
    });

    it('while it is being refreshed gets nothing', async () => {
      const personId = await its.addPerson({ name: 'Rosalind', role: 'instructor' });
      const { key } = await its.identity.createLink({ personId, kind: 'personal', lifetimeMs: DAY_MS });
      const { refreshToken } = entered(await its.identity.signInWithLink(key, visitor()));
      const refreshing = its.identity.refresh({}, visitor(refreshToken));
      await its.identity.revoke({ personId });
      const outcome = await refreshing;
      if (outcome.ok) expect(await its.identity.verify(outcome.session.token)).toEqual(refused('revoked'));
      else expect(outcome).toEqual(refused('revoked'));
    });

    it('by the one who has it is over for both tabs, and the next join is somebody new', async () => {
      const { session, refreshToken } = await joinDemo(its.identity);
      const ended = await its.identity.endSession({}, visitor(refreshToken));
      expect(ended).toMatchObject({ personId: session.personId });
      expect(await its.identity.endSession({}, visitor(refreshToken))).toBeUndefined();
      expect((await joinDemo(its.identity, 'Ada', refreshToken)).session.personId).not.toBe(session.personId);
    });

    it('is forgotten when its last token has run out by itself', async () => {
      await its.identity.revoke({ sessionId: 'long-ago' });
      its.nowMs += 29 * DAY_MS;
      await its.reopen();
      const rows = await its.records.database.selectFrom('revocations').select('subject').execute();
      expect(rows).not.toContainEqual({ subject: 'session:long-ago' });
    });
  });
});

import type { PersonId } from '@rostrum/protocol/room';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../test-support/index.ts';
import {
  type Surroundings,
  entered,
  joinDemo,
  openSurroundings,
  refused,
  visitor,
} from './test-surroundings.ts';
import { DAY_MS } from './test-surroundings.ts';

const password = 'correct horse battery';

describeOnEachDatabase('a password', (open) => {
  let its: Surroundings;
  let made = 0;
  let login: string;
  let personId: PersonId;
  let refreshToken: string;

  beforeAll(async () => void (its = await openSurroundings(open)));
  afterAll(() => its.close());
  beforeEach(async () => {
    // The limits of one case are not those of the next.
    its.identity = await its.reopen();
    login = `ada${++made}`;
    personId = await its.addPerson({ name: 'Ada', role: 'instructor' });
    refreshToken = await comeByLink(personId);
  });

  async function comeByLink(forWhom: PersonId, more: object = {}): Promise<string> {
    const link = { personId: forWhom, kind: 'one-time', lifetimeMs: DAY_MS, ...more } as const;
    const { key } = await its.identity.createLink(link);
    return entered(await its.identity.signInWithLink(key, visitor())).refreshToken;
  }
  const tokenBy = async (refresh: string) =>
    entered(await its.identity.refresh({}, visitor(refresh))).session;
  async function change(
    request: { login: string; password: string; current?: string },
    token = refreshToken,
  ) {
    const refusal = await its.identity.changePassword(request, {}, visitor(token));
    // What begins in the very moment of a change ends by it.
    its.nowMs += 1;
    return refusal;
  }
  const signIn = (typed = password, more: object = {}, address = 'here') =>
    its.identity.signInWithPassword({ login, password: typed, ...more }, { address, refreshTokens: [] });

  it('that staff gave themselves lets them in from then on', async () => {
    expect(await signIn()).toEqual(refused('not-allowed'));
    expect(await change({ login, password })).toBeUndefined();
    const { session } = entered(await signIn());
    expect(session).toMatchObject({ personId, role: 'instructor', classId: its.classId });
    expect(session.classes).toHaveLength(1);
    expect(entered(await signIn(password, { code: 'DEMO' })).session.classId).toBe(its.classId);
    expect(await signIn(password, { code: 'NOPE' })).toEqual(refused('unknown-code'));
  });

  it('is the same on every keyboard, and no other', async () => {
    await change({ login, password: 'na\u00efve caf\u00e9' });
    expect(await signIn('nai\u0308ve cafe\u0301')).toMatchObject({ ok: true });
    for (const wrong of ['', 'naive cafe', 'NA\u00cfVE CAF\u00c9', 'x'.repeat(200)])
      expect(await signIn(wrong)).toEqual(refused('not-allowed'));
  });

  it('is kept as an argon2id hash that costs what OWASP asks for', async () => {
    await change({ login, password });
    const row = await its.records.database
      .selectFrom('people')
      .select('password_hash')
      .where('id', '=', personId)
      .executeTakeFirstOrThrow();
    expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('is refused in the same words and about as slowly when nobody has the login', async () => {
    await change({ login, password });
    const time = async (act: () => Promise<unknown>) => {
      const startedAt = performance.now();
      await act();
      return performance.now() - startedAt;
    };
    const unknown = () =>
      its.identity.signInWithPassword(
        { login: 'nobody', password },
        { address: 'elsewhere', refreshTokens: [] },
      );
    expect(await unknown()).toEqual(await signIn('wrong'));
    const known: number[] = [];
    const others: number[] = [];
    for (let i = 0; i < 5; i++) {
      known.push(await time(() => signIn('wrong')));
      others.push(await time(unknown));
    }
    expect(Math.min(...others)).toBeGreaterThan(Math.min(...known) / 3);
  });

  it('may be tried ten times, however many tries come at once, and then again after a while', async () => {
    await change({ login, password });
    const outcomes = await Promise.all(Array.from({ length: 15 }, (_, i) => signIn(`wrong ${i}`)));
    const codes = outcomes.map((each) => (each.ok ? 'in' : each.refusal.code));
    expect(codes.filter((code) => code === 'not-allowed')).toHaveLength(10);
    expect(codes.filter((code) => code === 'too-fast')).toHaveLength(5);
    expect(await signIn()).toMatchObject({ refusal: { code: 'too-fast', retryAfterMs: 60_000 } });
    its.nowMs += 60_000;
    expect(await signIn()).toMatchObject({ ok: true });
    // Being right costs nothing.
    expect(await signIn()).toMatchObject({ ok: true });
  });

  it('that somebody elsewhere tries in vain is not locked for who knows it, until very many do', async () => {
    await change({ login, password });
    for (let i = 0; i < 11; i++) await signIn('wrong', {}, 'mallory');
    expect(await signIn('wrong', {}, 'mallory')).toEqual(refused('too-fast'));
    expect(await signIn()).toMatchObject({ ok: true });
    await Promise.all(Array.from({ length: 100 }, (_, i) => signIn('wrong', {}, `botnet-${i % 20}`)));
    expect(await signIn()).toEqual(refused('too-fast'));
  });

  it('is not to be found by trying many logins from one address', async () => {
    const tries = Array.from({ length: 51 }, (_, i) =>
      its.identity.signInWithPassword(
        { login: `login-${i}`, password },
        { address: 'there', refreshTokens: [] },
      ),
    );
    expect(
      (await Promise.all(tries)).filter((each) => !each.ok && each.refusal.code === 'too-fast'),
    ).toHaveLength(1);
  });

  describe('is changed only', () => {
    it('by who knows the present one', async () => {
      await change({ login, password });
      const next = { login, password: 'another password' };
      expect(await change(next)).toMatchObject({
        code: 'not-allowed',
        text: 'The current password is wrong.',
      });
      expect(await change({ ...next, current: 'wrong' })).toMatchObject({ code: 'not-allowed' });
      expect(await change({ ...next, current: password })).toBeUndefined();
      expect(await signIn()).toEqual(refused('not-allowed'));
      expect(await signIn('another password')).toMatchObject({ ok: true });
    });

    it('and ends every other session of theirs, those that go on by a cookie and those in a class', async () => {
      const other = await comeByLink(personId);
      const admitted = await its.identity.admit((await tokenBy(other)).token);
      const heard: unknown[] = [];
      const stop = its.identity.onRevoked((revoked) => heard.push(revoked));
      expect(await change({ login, password })).toBeUndefined();
      stop();
      expect(heard).toEqual([{ personId, exceptSessionId: expect.any(String) }]);
      for (const identity of [its.identity, await its.reopen()]) {
        expect(await identity.refresh({}, visitor(other))).toEqual(refused('revoked'));
        expect(await identity.admit(admitted.ok ? admitted.resume : '')).toEqual(refused('revoked'));
        expect(await identity.refresh({}, visitor(refreshToken))).toMatchObject({ ok: true });
      }
      await its.identity.revoke({ personId });
      its.nowMs += 1;
      await its.identity.revoke({ personId });
      expect(await its.identity.refresh({}, visitor(refreshToken))).toEqual(refused('revoked'));
    });

    it('and ends every encoder key of theirs, before anybody hears of it', async () => {
      const keyOf = async (whose: PersonId) => {
        const key = await its.identity.createEncoderKey({ personId: whose, classId: its.classId });
        return key.ok ? key.key : '';
      };
      const theirs = await keyOf(personId);
      const others = await keyOf(await its.addPerson({ name: 'Bob', role: 'instructor' }));
      const found: unknown[] = [];
      const stop = its.identity.onRevoked(() => found.push(its.identity.findEncoder(theirs)));
      expect(await change({ login, password })).toBeUndefined();
      stop();
      expect(await Promise.all(found)).toEqual([refused('revoked')]);
      expect(await its.identity.findEncoder(others)).toMatchObject({ ok: true });
    });

    it('to a login that nobody else has here', async () => {
      await change({ login, password });
      const other = await comeByLink(await its.addPerson({ name: 'Bob', role: 'assistant' }));
      expect(await change({ login, password }, other)).toMatchObject({
        text: expect.stringContaining('login'),
      });
    });

    it('by staff, in a session that isn’t of one class', async () => {
      const student = await its.addPerson({ name: 'Eve', role: 'student', inClass: 'assistant' });
      const tokens = [
        await comeByLink(student),
        await comeByLink(personId, { classId: its.classId }),
        (await joinDemo(its.identity)).refreshToken,
      ];
      for (const token of tokens)
        expect(await change({ login, password }, token)).toMatchObject({ code: 'not-allowed' });
      expect(await change({ login, password }, 'forged')).toMatchObject({ code: 'bad-token' });
    });
  });

  it('of one login in two institutions opens the one whose it is', async () => {
    await change({ login, password });
    const { database } = its.records;
    const institutionId = `institution-${made}`;
    await database.insertInto('institutions').values({ id: institutionId, name: 'Elsewhere' }).execute();
    const other = await its.addPerson({ name: 'Ada of Elsewhere', role: 'admin', institutionId });
    await database.updateTable('people').set({ login }).where('id', '=', other).execute();
    expect(entered(await signIn()).session.personId).toBe(personId);
    expect(entered(await signIn(password, { code: 'DEMO' })).session.personId).toBe(personId);
  });
});

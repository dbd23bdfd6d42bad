import { sessionSchema } from '@rostrum/protocol/http';
import type { PersonId } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Surroundings,
  expectRefusal,
  openBrowser,
  openSurroundings,
  readSession,
} from './test-surroundings.ts';

const DAY_S = 24 * 3600;
const inBody = { 'x-rostrum-session': 'body' };

let its: Surroundings;
let base: string;
beforeAll(async () => {
  its = await openSurroundings();
  ({ base } = its);
});
afterAll(() => its.close());

const verified = (token: string) => its.identity.verify(token);
const keyFor = async (personId: PersonId, kind: 'personal' | 'one-time' = 'personal') =>
  (await its.identity.createLink({ personId, kind, lifetimeMs: DAY_S * 1000 })).key;

describe('joining', () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${base}/api/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('gives a guest a token for the class', async () => {
    const response = await post({ code: ' de-mo', name: 'Ada' });
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const joined = v.parse(sessionSchema, await response.json());
    expect(joined).toMatchObject({ classTitle: 'Waves and light', name: 'Ada', role: 'guest' });
    expect(joined.refresh).toBeUndefined();
    expect(await verified(joined.token)).toMatchObject({ ok: true, claims: { role: 'guest', name: 'Ada' } });
  });

  it('gives a browser a cookie that no script reads, no other site sends, and that ends with it', async () => {
    const browser = openBrowser(base);
    const session = await readSession(await browser.send('POST', '/api/join', { code: 'DEMO', name: 'Ada' }));
    const name = `rostrum-${session.personId}-${session.classId}`;
    expect(browser.given).toEqual([
      expect.stringMatching(new RegExp(`^${name}=[\\w.-]+; Path=/api; HttpOnly; SameSite=Lax$`)),
      expect.stringMatching(/^rostrumguests-.*; Max-Age=86400; Path=\/api; HttpOnly; SameSite=Lax$/),
    ]);
    const behindProxy = { 'x-forwarded-proto': 'https' };
    await browser.send('POST', '/api/join', { code: 'DEMO', name: 'Ada' }, behindProxy);
    expect(browser.given.at(-1)).toContain('; Secure');
  });

  it('in a second tab is the same person', async () => {
    const browser = openBrowser(base);
    const join = async (name: string) =>
      readSession(await browser.send('POST', '/api/join', { code: 'DEMO', name }));
    const [first, second] = [await join('Ada'), await join('Ada L.')];
    expect(second.personId).toBe(first.personId);
    expect(browser.people()).toBe(1);
  });

  describe('by a guest whom staff removed', () => {
    const remove = (personId: PersonId) => its.staff({ type: 'person.remove', personId });
    async function comeAndBeRemoved() {
      const browser = openBrowser(base);
      const guest = await readSession(
        await browser.send('POST', '/api/join', { code: 'DEMO', name: 'Mallory' }),
      );
      await its.room.join({ personId: guest.personId, name: guest.name, role: 'guest' });
      await remove(guest.personId);
      return { browser, guest };
    }
    const again = (browser: ReturnType<typeof openBrowser>) =>
      browser.send('POST', '/api/join', { code: 'DEMO', name: 'Somebody Else' });

    it('is refused, also under another name and after signing out, until staff let them in again', async () => {
      const { browser, guest } = await comeAndBeRemoved();
      await expectRefusal(await again(browser), 403, 'removed');
      await browser.send('DELETE', '/api/session');
      await expectRefusal(await again(browser), 403, 'removed');
      await its.staff({ type: 'person.readmit', personId: guest.personId });
      expect((await again(browser)).status).toBe(200);
    });

    it('is open from another browser, and with a cookie that is none of ours', async () => {
      await comeAndBeRemoved();
      const other = openBrowser(base);
      other.cookies.set(`rostrumguests-${its.classId}`, '../..;');
      expect((await again(other)).status).toBe(200);
    });
  });

  it.each<[string, unknown, number, string]>([
    ['a wrong code', { code: 'WRONG', name: 'Ada' }, 404, 'unknown-code'],
    ['a code that is none', { code: '../..', name: 'Ada' }, 400, 'malformed'],
    ['no name', { code: 'DEMO' }, 400, 'malformed'],
    ['an empty name', { code: 'DEMO', name: '  ' }, 400, 'malformed'],
    ['a name of nothing that can be seen', { code: 'DEMO', name: '\u200b\u200b' }, 400, 'empty'],
    ['a long name', { code: 'DEMO', name: 'x'.repeat(100) }, 400, 'too-long'],
    ['malformed JSON', '{"code":', 400, 'malformed'],
    ['no object', '[]', 400, 'malformed'],
    [
      'an attempt on the prototype',
      '{"__proto__":{"admin":true},"code":"DEMO","name":"x"}',
      400,
      'malformed',
    ],
    ['a megabyte', { code: 'DEMO', name: 'x'.repeat(1024 * 1024) }, 413, 'too-long'],
  ])('refuses %s in words', async (_what, body, status, code) => {
    await expectRefusal(await post(body), status, code);
  });

  it('refuses another content type', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    await expectRefusal(await post('code=DEMO', form), 400, 'malformed');
  });
});

describe('a link', () => {
  it('signs in whom it is for, and keeps them signed in for a fortnight', async () => {
    const personId = await its.addPerson('instructor');
    const browser = openBrowser(base);
    const response = await browser.send('POST', '/api/session/link', { key: await keyFor(personId) });
    const session = await readSession(response);
    expect(session).toMatchObject({ personId, role: 'instructor', classId: its.classId });
    expect(session.classes).toMatchObject([{ code: 'DEMO' }]);
    expect(browser.given[0]).toMatch(new RegExp(`^rostrum-${personId}-all=.*; Max-Age=${14 * DAY_S};`));
  });

  it('good for one time lets in one of two that come at once', async () => {
    const key = await keyFor(await its.addPerson('student'), 'one-time');
    const both = [openBrowser(base), openBrowser(base)].map((browser) =>
      browser.send('POST', '/api/session/link', { key }),
    );
    const answers = await Promise.all(both);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    await expectRefusal(
      answers.find(({ status }) => status === 401)!,
      401,
      'expired-token',
    );
  });

  it.each(['', 'short', "' or 1=1; --", 'A'.repeat(43), `${'A'.repeat(30)}/../x`, 'x'.repeat(5000)])(
    'that is none is refused: %j',
    async (key) => {
      const response = await openBrowser(base).send('POST', '/api/session/link', { key });
      expect([400, 401]).toContain(response.status);
    },
  );
});

describe('a session', () => {
  it('is refreshed by its cookie, for the person and the class that are asked for', async () => {
    const browser = openBrowser(base);
    const personId = await its.addPerson('instructor');
    await browser.send('POST', '/api/session/link', { key: await keyFor(personId) });
    its.nowMs += 1000;
    const guest = await readSession(await browser.send('POST', '/api/join', { code: 'DEMO', name: 'Trial' }));
    expect(browser.people()).toBe(2);
    const refresh = async (wanted?: object) =>
      (await readSession(await browser.send('POST', '/api/session/refresh', wanted))).personId;
    expect(await refresh({ personId })).toBe(personId);
    expect(await refresh({ personId: guest.personId, classId: its.classId })).toBe(guest.personId);
    its.nowMs += 1000;
    expect(await refresh({ personId })).toBe(personId);
    expect(await refresh()).toBe(personId);
  });

  it('gives a fresh token that outlives the first', async () => {
    const browser = openBrowser(base);
    const first = await readSession(await browser.send('POST', '/api/join', { code: 'DEMO', name: 'Ada' }));
    its.nowMs += 16 * 60_000;
    expect(await verified(first.token)).toMatchObject({ refusal: { code: 'expired-token' } });
    const next = await readSession(await browser.send('POST', '/api/session/refresh', {}));
    expect(next).toMatchObject({ personId: first.personId, name: 'Ada' });
    expect(next.expiresAt).toBe(its.nowMs + 15 * 60_000);
    expect(await verified(next.token)).toMatchObject({ ok: true });
  });

  it('goes without cookies for a client that has none', async () => {
    const client = openBrowser(base);
    const first = await readSession(
      await client.send('POST', '/api/join', { code: 'DEMO', name: 'Ada' }, inBody),
    );
    expect(client.given).toEqual([]);
    const refresh = first.refresh!;
    const next = await readSession(await client.send('POST', '/api/session/refresh', { refresh }, inBody));
    expect(next).toMatchObject({ personId: first.personId, refresh: expect.any(String) });
    await client.send('DELETE', '/api/session', { refresh });
    await expectRefusal(await client.send('POST', '/api/session/refresh', { refresh }), 401, 'revoked');
  });

  it('isn’t there for who has none, or a forged one', async () => {
    const browser = openBrowser(base);
    await expectRefusal(await browser.send('POST', '/api/session/refresh'), 401, 'bad-token');
    browser.cookies.set('rostrum-x-all', 'a.b.c');
    await expectRefusal(await browser.send('POST', '/api/session/refresh', {}), 401, 'bad-token');
    await expectRefusal(
      await browser.send('POST', '/api/session/refresh', { refresh: 'x'.repeat(9999) }),
      400,
      'too-long',
    );
    await expectRefusal(
      await browser.send('POST', '/api/session/refresh', { classId: '../..' }),
      400,
      'malformed',
    );
  });

  it('ends by its cookie or its token, with its cookie, and ending it again is fine', async () => {
    for (const how of ['cookie', 'token'] as const) {
      const browser = openBrowser(base);
      const { token } = await readSession(
        await browser.send('POST', '/api/join', { code: 'DEMO', name: 'Ada' }),
      );
      const headers: Record<string, string> = how === 'token' ? { authorization: `Bearer ${token}` } : {};
      expect((await browser.send('DELETE', '/api/session', undefined, headers)).status).toBe(204);
      expect(browser.people()).toBe(0);
      expect(await verified(token)).toMatchObject({ refusal: { code: 'revoked' } });
      expect((await browser.send('DELETE', '/api/session')).status).toBe(204);
    }
  });

  it('is one of at most a dozen in a browser: the oldest go', async () => {
    const browser = openBrowser(base);
    for (let i = 0; i < 15; i++) {
      const key = await keyFor(await its.addPerson('student'));
      await browser.send('POST', '/api/session/link', { key });
    }
    expect(browser.people()).toBe(12);
    expect((await browser.send('POST', '/api/session/refresh', {})).status).toBe(200);
  });
});

describe('a password', () => {
  it('is given by who is signed in by a link, and signs in from then on', async () => {
    const browser = openBrowser(base);
    const key = await keyFor(await its.addPerson('instructor'));
    const { personId } = await readSession(await browser.send('POST', '/api/session/link', { key }));
    const account = { login: ' Marie@Example.org ', password: 'radium and polonium' };
    const put = (body: object) => browser.send('PUT', '/api/session/password', body);
    await expectRefusal(await put({ ...account, password: 'short' }), 400, 'malformed');
    await expectRefusal(await put({ ...account, login: 'a b' }), 400, 'malformed');
    expect((await put(account)).status).toBe(204);
    await expectRefusal(await put(account), 403, 'not-allowed');

    const signIn = (body: object) => openBrowser(base).send('POST', '/api/session/password', body);
    its.nowMs += 1;
    const session = await readSession(await signIn({ ...account, code: 'demo' }));
    expect(session).toMatchObject({ personId, role: 'instructor' });
    await expectRefusal(await signIn({ ...account, password: 'wrong' }), 403, 'not-allowed');
    await expectRefusal(await signIn({ login: 'x'.repeat(300), password: 'x' }), 400, 'malformed');
    await expectRefusal(await signIn({ ...account, password: 'x'.repeat(3000) }), 400, 'too-long');
  });

  it('that is tried too often makes wait, and says how long', async () => {
    const signIn = () =>
      openBrowser(base).send('POST', '/api/session/password', { login: 'somebody', password: 'guess' });
    for (let i = 0; i < 10; i++) await expectRefusal(await signIn(), 403, 'not-allowed');
    const response = await signIn();
    expect(response.headers.get('retry-after')).toBe('60');
    expect(await expectRefusal(response, 429, 'too-fast')).toContain('Wait 60 seconds');
  });

  it('is tried by each address on its own, as a proxy here tells it', async () => {
    const from = (address: string, i: number) =>
      openBrowser(base).send(
        'POST',
        '/api/session/password',
        { login: `login-${address}-${i}`, password: 'guess' },
        { 'x-forwarded-for': address },
      );
    for (let i = 0; i < 50; i++) await from('203.0.113.1', i);
    await expectRefusal(await from('203.0.113.1', 50), 429, 'too-fast');
    await expectRefusal(await from('203.0.113.2', 0), 403, 'not-allowed');
  });
});

import { type Session, SESSION_HEADER } from '@rostrum/protocol/http';
import { afterEach, expect, it, vi } from 'vitest';
import { joinByCode, renewToken } from './session.ts';

const session = {
  ...{ token: 't', classId: 'c1', classTitle: 'Waves', personId: 'p1', name: 'Ada', role: 'guest' },
  ...{ expiresAt: 2, at: 1 },
};

afterEach(() => vi.unstubAllGlobals());

/** Answers everything with this session, and remembers what was asked. */
function startServer(cookieEnabled: boolean) {
  const asked: { url: string; kept: string | null; body: unknown }[] = [];
  vi.stubGlobal('navigator', { cookieEnabled, languages: [] });
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const kept = new Headers(init.headers).get(SESSION_HEADER);
    asked.push({ url, kept, body: JSON.parse(String(init.body)) });
    return Promise.resolve(Response.json(kept === 'body' ? { ...session, refresh: 'r' } : session));
  });
  return asked;
}

it('leaves what keeps somebody in to a cookie, which no script can read', async () => {
  const asked = startServer(true);
  expect(await joinByCode({ code: 'DEMO', name: 'Ada' })).toEqual({ is: 'value', value: session });
  expect(asked).toMatchObject([{ url: '/api/join', kept: null }]);
});

it('holds it in the page where the browser takes no cookies, and stays in by it', async () => {
  const asked = startServer(false);
  const joined = await joinByCode({ code: 'DEMO', name: 'Ada' });
  const { classId, personId, refresh } = (joined as { value: Session }).value;
  expect(await renewToken({ classId, personId, refresh })).toBe('t');
  expect(asked.at(-1)).toMatchObject({ url: '/api/session/refresh', kept: 'body', body: { refresh: 'r' } });
});

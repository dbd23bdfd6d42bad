import type { Session } from '@rostrum/protocol/http';
import { refuse } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ClassRecordings } from './class-recordings.svelte.ts';

// All of it would bring icons, which are no JavaScript; these are the real ones.
vi.mock('@rostrum/ui', async () => ({
  ...(await import('../../ui/ask-server.ts')),
  ...(await import('../../ui/session.ts')),
}));

const session = {
  ...{ token: 'old', classId: 'physics', classTitle: 'Waves', personId: 'ada', name: 'Ada', role: 'student' },
  ...{ expiresAt: 1_000, at: 0 },
} as Session;
const schema = v.object({ hello: v.string() });
const expired = refuse('expired-token', 'It has run out.');

/** What was asked for, with which token. */
let asked: string[] = [];
let mayRenew = true;

beforeEach(() => {
  asked = [];
  mayRenew = true;
  vi.stubGlobal('navigator', { cookieEnabled: true, languages: [] });
  vi.stubGlobal('fetch', (url: string, { headers }: { headers: Record<string, string> }) => {
    const token = headers['authorization']?.replace('Bearer ', '') ?? 'none';
    asked.push(`${url} ${token}`);
    if (url === '/api/session/refresh')
      return Promise.resolve(
        mayRenew
          ? Response.json({ ...session, token: 'new' })
          : Response.json({ refusal: refuse('removed', 'You were removed.') }, { status: 403 }),
      );
    return Promise.resolve(
      token === 'new'
        ? Response.json({ hello: 'there' })
        : Response.json({ refusal: expired }, { status: 401 }),
    );
  });
});
afterEach(() => vi.unstubAllGlobals());

it('renews a token that has run out, once, and asks again', async () => {
  const recordings = new ClassRecordings(session);
  expect(await recordings.ask(schema, '/monday')).toEqual({ is: 'value', value: { hello: 'there' } });
  expect(asked).toEqual([
    '/api/classes/physics/recordings/monday old',
    '/api/session/refresh none',
    '/api/classes/physics/recordings/monday new',
  ]);
  expect(recordings.address('/monday/poster.jpg')).toBe(
    '/api/classes/physics/recordings/monday/poster.jpg?t=new',
  );
});

it('tells why somebody is not let in any more', async () => {
  mayRenew = false;
  const recordings = new ClassRecordings(session);
  expect(await recordings.ask(schema, '/monday')).toMatchObject({
    ...{ is: 'refused', refusal: { code: 'removed' } },
  });
  await expect(recordings.findAddress()).rejects.toMatchObject({ refusal: { code: 'removed' } });
});

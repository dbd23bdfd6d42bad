import type { Session } from '@rostrum/protocol/http';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { addressFinder } from './find-address.ts';

const watch = { path: '/live/c1/~told/', live: { streamId: 's1', since: 5 } };
const session = {
  ...{ token: 'first', classId: 'c1', classTitle: 'Waves', personId: 'p1', name: 'Ada', role: 'guest' },
  ...{ expiresAt: 2, at: 1 },
} as Session;

let asked: string[];
let nowMs: number;

beforeEach(() => {
  [asked, nowMs] = [[], 0];
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  vi.stubGlobal('navigator', { cookieEnabled: true, languages: [] });
  vi.stubGlobal('fetch', (url: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(`${url} ${headers['authorization'] ?? ''}`.trim());
    const isRenewal = url.endsWith('/refresh');
    return Promise.resolve(
      Response.json(isRenewal ? { ...session, token: 'renewed' } : { path: `/live/c1/~${asked.length}/` }),
    );
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('asks nobody for what came with the session, and somebody for what is later', async () => {
  const { first, find } = addressFinder({ ...session, watch } as Session);
  expect([await first, await find(), asked]).toEqual([watch, watch, []]);
  expect((await find()).path).toBe('/live/c1/~1/');
  expect(asked).toEqual(['/api/classes/c1/watch Bearer first']);
});

it('asks at once where nothing came with the session, and not twice', async () => {
  const { first, find } = addressFinder(session);
  expect(await find()).toEqual(await first);
  expect(asked).toHaveLength(1);
});

it('takes nothing for true that was told before a long wait', async () => {
  const { find } = addressFinder({ ...session, watch } as Session);
  nowMs = 600_000;
  expect((await find()).path).toBe('/live/c1/~1/');
  expect((await find()).path).toBe('/live/c1/~3/');
  expect(asked.map((each) => each.split(' ').at(-1))).toEqual(['first', '/api/session/refresh', 'renewed']);
});

import { beforeEach, expect, test, vi } from 'vitest';
import { LookedAt } from './looked-at.svelte.ts';

const KEY = 'rostrum.looked-at.physics';
const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

test('what was looked at is known by its newest, also after a reload', () => {
  const lookedAt = new LookedAt(KEY);
  expect(lookedAt.of('files')).toBeUndefined();
  lookedAt.look('files', 20);
  lookedAt.look('files', 10);
  lookedAt.look('chat', 5);
  expect([lookedAt.of('files'), lookedAt.of('chat'), lookedAt.of('polls')]).toEqual([20, 5, undefined]);
  const reloaded = new LookedAt(KEY);
  expect([reloaded.of('files'), reloaded.of('chat')]).toEqual([20, 5]);
});

test.each(['{', '[]', '{"chat":"long ago"}', 'null'])('of %s that was kept nothing is known', (text) => {
  kept.set(KEY, text);
  expect(new LookedAt(KEY).of('chat')).toBeUndefined();
});

test('a browser that keeps nothing knows it as long as the page is open', () => {
  vi.stubGlobal('sessionStorage', {
    getItem: () => {
      throw new Error('refused');
    },
    setItem: () => {
      throw new Error('refused');
    },
  });
  const lookedAt = new LookedAt(KEY);
  lookedAt.look('chat', 5);
  expect(lookedAt.of('chat')).toBe(5);
  expect(new LookedAt(KEY).of('chat')).toBeUndefined();
});

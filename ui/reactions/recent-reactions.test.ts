import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RecentReactions } from './recent-reactions.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const shown = (recent: RecentReactions) => recent.now.map(({ reaction, count }) => `${reaction}${count}`);

it('shows what comes from now on, each kind until it stops coming', () => {
  const recent = new RecentReactions(1_000);
  recent.follow({ '👏': 40 });
  expect(shown(recent)).toEqual([]);
  recent.follow({ '👏': 42 });
  vi.advanceTimersByTime(600);
  recent.follow({ '👏': 43, '🐢': 1 });
  expect(shown(recent)).toEqual(['👏3', '🐢1']);
  vi.advanceTimersByTime(600);
  expect(shown(recent)).toEqual(['👏3', '🐢1']);
  vi.advanceTimersByTime(400);
  expect(shown(recent)).toEqual([]);
  recent.close();
  expect(vi.getTimerCount()).toBe(0);
});

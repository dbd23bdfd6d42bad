import type { ClassId, PersonId } from '@rostrum/protocol/room';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MediaSession } from '../room/index.ts';
import { KEEP_LOST_MS, LostSessions } from './lost-sessions.ts';

const session = (id: string): MediaSession => ({
  ...{ id, role: 'instructor' },
  classId: 'physics' as ClassId,
  personId: 'prof' as PersonId,
});

let over: string[];
let lost: LostSessions;

beforeEach(() => {
  vi.useFakeTimers();
  over = [];
  lost = new LostSessions({
    after(ms, call) {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    handleOver: ({ id }) => over.push(id),
  });
});
afterEach(() => void vi.useRealTimers());

describe('a connection that broke', () => {
  it('is kept for ten seconds, and ends once', () => {
    lost.keep(session('one'));
    vi.advanceTimersByTime(KEEP_LOST_MS - 1);
    lost.keep(session('one'));
    expect(over).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(over).toEqual(['one']);
    vi.advanceTimersByTime(KEEP_LOST_MS);
    expect(over).toEqual(['one']);
    expect(KEEP_LOST_MS).toBe(10_000);
  });

  it('ends at once when nothing is kept for it any more', () => {
    lost.keep(session('one'));
    lost.keep(session('two'));
    lost.release(({ id }) => id === 'two');
    expect(over).toEqual(['two']);
    vi.advanceTimersByTime(KEEP_LOST_MS);
    expect(over).toEqual(['two', 'one']);
  });

  it('is nobody’s any more when the server goes', () => {
    lost.keep(session('one'));
    lost.close();
    vi.advanceTimersByTime(KEEP_LOST_MS);
    expect(over).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

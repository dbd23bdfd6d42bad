import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Rounds } from './rounds.ts';

interface One {
  readonly name: number;
  told: number;
}

function hall(size: number) {
  const all = new Map(Array.from({ length: size }, (_, name): [number, One] => [name, { name, told: 0 }]));
  const writes: string[] = [];
  const current = { version: 0, heard: 0 };
  const rounds = new Rounds<One>({
    all,
    now: () => Date.now(),
    version: () => current.version,
    heard: () => current.heard,
    tell(one) {
      if (one.told === current.version) return false;
      writes.push(`${one.name}: ${one.told + 1}-${current.version}`);
      one.told = current.version;
      return true;
    },
  });
  return {
    ...{ all, writes, rounds },
    log(isHeard = true) {
      current.version += 1;
      if (isHeard) current.heard += 1;
      rounds.wake();
    },
  };
}

describe('a round', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  test('begins at once in a small hall that was quiet', () => {
    const { log, writes } = hall(2);
    log();
    expect(writes).toEqual(['0: 1-1', '1: 1-1']);
  });

  test('takes with it what comes within 20 ms of the last in a small hall', () => {
    const { log, writes } = hall(1);
    log();
    log();
    vi.advanceTimersByTime(10);
    log();
    expect(writes).toEqual(['0: 1-1']);
    vi.advanceTimersByTime(10);
    expect(writes).toEqual(['0: 1-1', '0: 2-3']);
  });

  test('begins at once in a large hall that was quiet for a tenth of a second, else waits for others', () => {
    const { log, writes } = hall(200);
    log();
    expect(writes).toHaveLength(200);
    vi.advanceTimersByTime(60);
    log();
    vi.advanceTimersByTime(24);
    log();
    expect(writes).toHaveLength(200);
    vi.advanceTimersByTime(1);
    expect(writes).toHaveLength(400);
    expect(writes[399]).toBe('199: 2-3');
    vi.advanceTimersByTime(100);
    log();
    expect(writes).toHaveLength(600);
  });

  test('gives way after 250 writes, and takes what came then to those ahead, and to those behind next', () => {
    const { log, writes } = hall(600);
    log();
    expect(writes).toHaveLength(250);
    log();
    vi.runAllTimers();
    expect(writes[250]).toBe('250: 1-2');
    expect(writes.slice(250)).toHaveLength(350 + 250);
    expect(writes.at(-1)).toBe('249: 2-2');
  });

  test('leaves 25 ms between its beginning and the next one’s in a large hall', () => {
    const { log, writes } = hall(300);
    log();
    vi.advanceTimersByTime(1);
    log();
    vi.advanceTimersByTime(23);
    expect(writes).toHaveLength(300);
    vi.advanceTimersByTime(3);
    expect(writes).toHaveLength(600);
  });

  test('waits 60 ms where log follows upon log, and 25 again once that is over', () => {
    const { log, writes } = hall(200);
    const begunAt: number[] = [];
    for (let ms = 0; ms < 300; ms += 5) {
      const before = writes.length;
      if (ms % 10 === 0) log();
      vi.advanceTimersByTime(5);
      if (writes.length > before) begunAt.push(ms + 5);
    }
    const between = begunAt.slice(1).map((at, i) => at - begunAt[i]!);
    expect(between.slice(2)).toEqual(between.slice(2).map(() => 60));
    vi.advanceTimersByTime(1000);
    const before = writes.length;
    log();
    vi.advanceTimersByTime(60);
    expect(writes).toHaveLength(before + 200);
    vi.advanceTimersByTime(1000);
    log();
    vi.advanceTimersByTime(25);
    expect(writes).toHaveLength(before + 400);
  });

  test('is no rush where only staff are told: students wait 25 ms for what they hear', () => {
    const { log, writes } = hall(200);
    for (let ms = 0; ms < 300; ms += 5) {
      log(false);
      vi.advanceTimersByTime(5);
    }
    vi.advanceTimersByTime(60);
    const before = writes.length;
    log();
    vi.advanceTimersByTime(25);
    expect(writes).toHaveLength(before + 200);
  });

  test('ends where it is when the hall is closed, also from within', () => {
    const { log, writes, rounds, all } = hall(600);
    log();
    rounds.close();
    all.clear();
    vi.runAllTimers();
    expect(writes).toHaveLength(250);
  });

  test('reaches whoever came in meanwhile, and passes over who left', () => {
    const { log, writes, all } = hall(300);
    log();
    all.delete(299);
    all.set(1000, { name: 1000, told: 0 });
    vi.runAllTimers();
    expect(writes.at(-1)).toBe('1000: 1-1');
    expect(writes).not.toContain('299: 1-1');
  });
});

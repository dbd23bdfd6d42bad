import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../ingest-server/sfu/test-support/shape.ts';
import {
  ANSWER_WITHIN_MS,
  BURST_MS,
  answerAfterMs,
  drops,
  messagesPerS,
  pollTimes,
  scheduleOf,
} from './schedule.ts';

const make = (students: number, lastsMs: number, seed = 1) =>
  scheduleOf({ students, lastsMs, random: seededRandom(seed) });

describe('a rehearsal’s schedule', () => {
  it('is the same for the same students, minutes and seed, and another for another', () => {
    expect(make(100, 60_000)).toEqual(make(100, 60_000));
    expect(make(100, 60_000, 2)).not.toEqual(make(100, 60_000));
  });

  it('is in order, lets everybody join once in the burst, and ends before the end', () => {
    const acts = make(300, 60_000);
    expect(acts.map(({ atMs }) => atMs)).toEqual(acts.map(({ atMs }) => atMs).sort((a, b) => a - b));
    const joins = acts.filter(({ does }) => does === 'join');
    expect(new Set(joins.map(({ student }) => student)).size).toBe(300);
    expect(joins).toHaveLength(300);
    expect(joins.every(({ atMs }) => atMs < BURST_MS)).toBe(true);
    expect(Math.max(...acts.map(({ atMs }) => atMs))).toBeLessThan(60_000);
  });

  it('has about as many messages as a class of that size writes', () => {
    expect(messagesPerS(10)).toBe(0.5);
    expect(messagesPerS(2_000)).toBe(1);
    expect(messagesPerS(50_000)).toBe(2);
    const said = make(2_000, 600_000).filter(({ does }) => does === 'say').length;
    expect(said).toBeGreaterThan(500);
    expect(said).toBeLessThan(660);
  });

  it('lowers each hand that it raises, and raises none that is up', () => {
    const hands = make(40, 300_000).filter(({ does }) => does === 'raise' || does === 'lower');
    const up = new Set<number>();
    for (const { student, does } of hands) {
      expect(up.has(student)).toBe(does === 'lower');
      if (does === 'raise') up.add(student);
      else up.delete(student);
    }
    expect(hands.length).toBeGreaterThan(10);
    expect(up.size).toBe(0);
  });

  it('brings back everybody who drops, who does nothing else', () => {
    const acts = make(100, 120_000).filter(({ student }) => drops(student));
    const of = (student: number) => acts.filter((act) => act.student === student).map(({ does }) => does);
    expect(of(19)).toEqual(['join', 'drop', 'return']);
    expect(acts).toHaveLength(15);
  });

  it('lets nobody drop where there is no time to come back', () => {
    expect(make(100, 20_000).some(({ does }) => does === 'drop')).toBe(false);
  });
});

it('a poll is open whenever the server is killed, and now and then besides', () => {
  expect(pollTimes(60_000, [])).toEqual([13_000, 43_000]);
  expect(pollTimes(60_000, [30_000])).toEqual([28_000]);
  expect(pollTimes(120_000, [90_000])).toEqual([13_000, 43_000, 88_000]);
});

it('answers are spread over the time that there is', () => {
  const after = Array.from({ length: 1_000 }, (_, student) => answerAfterMs(student, 1)).sort(
    (a, b) => a - b,
  );
  expect(after[0]).toBeLessThan(50);
  expect(after[999]).toBeGreaterThan(ANSWER_WITHIN_MS - 50);
  expect(after[500]).toBeGreaterThan(0.45 * ANSWER_WITHIN_MS);
  expect(answerAfterMs(7, 1)).not.toBe(answerAfterMs(7, 2));
});

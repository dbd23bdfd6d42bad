import type { ClassId } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Drain } from './drain.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const lecture = 'lecture' as ClassId;
const seminar = 'seminar' as ClassId;
const closed = 'closed' as ClassId;

function open(drainMs: number) {
  const live = new Set([lecture]);
  let stops = 0;
  const drain = new Drain({
    drainMs,
    monotonicNow: () => Date.now(),
    liveClasses: () => [...live],
    isOpen: (classId) => classId !== closed,
    logger: pino({ level: 'silent' }),
    stop: () => void (stops += 1),
  });
  return { drain, live, stops: () => stops };
}

it('lets everybody in and everything begin until it is asked to stop', () => {
  const { drain } = open(60_000);
  expect(drain.isDraining).toBe(false);
  expect(drain.refusalOfEntry(closed)).toBeUndefined();
  expect(drain.whyNotOnAir(seminar)).toBeUndefined();
});

it('then takes people only into classes that are open here, and no class goes on air', () => {
  const { drain, stops } = open(60_000);
  drain.ask();
  expect(drain.isDraining).toBe(true);
  expect(drain.refusalOfEntry(lecture)).toBeUndefined();
  expect(drain.refusalOfEntry(closed)).toMatchObject({ code: 'server-error', retryAfterMs: 5000 });
  expect(drain.refusalOfEntry(closed)?.text).toContain('restarting');
  // A studio that lost its connection for a moment comes back to its own lecture.
  expect(drain.whyNotOnAir(lecture)).toBeUndefined();
  expect(drain.whyNotOnAir(seminar)).toContain('restarting');
  expect(stops()).toBe(0);
  drain.close();
});

it('stops soon after the last live class has ended', () => {
  const { drain, live, stops } = open(60_000);
  drain.ask();
  vi.advanceTimersByTime(10_000);
  expect(stops()).toBe(0);
  live.clear();
  vi.advanceTimersByTime(1_000);
  expect(stops()).toBe(1);
});

it('stops when the time is up, and once', () => {
  const { drain, stops } = open(5_000);
  drain.ask();
  vi.advanceTimersByTime(20_000);
  drain.ask();
  expect(stops()).toBe(1);
});

it('stops at once where it has no time, and where it is asked a second time', () => {
  const hurried = open(0);
  hurried.drain.ask();
  expect(hurried.stops()).toBe(1);
  const patient = open(60_000);
  patient.drain.ask();
  patient.drain.ask();
  expect(patient.stops()).toBe(1);
});

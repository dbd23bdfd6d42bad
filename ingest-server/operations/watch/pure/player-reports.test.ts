import type { PlayerReport } from '@rostrum/protocol/operations';
import type { PersonId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { PlayerReports, sober } from './player-reports.ts';

const person = (id: string | number) => `person-${id}` as PersonId;
const report = (over: Partial<PlayerReport> = {}): PlayerReport => ({
  ...{ playedMs: 10_000, stalls: 0, stalledMs: 0, switches: 0, errors: 0 },
  ...over,
});

it('of nobody say nothing', () => {
  expect(new PlayerReports().players()).toEqual({
    reporting: 0,
    startP95Ms: null,
    delayP50Ms: null,
    delayP95Ms: null,
    stallsPerMinute: 0,
    rungs: {},
  });
});

it('of many are told by what half of them and most of them have', () => {
  const reports = new PlayerReports();
  for (let i = 1; i <= 100; i++) {
    const rung = i <= 60 ? '720p' : 'sound';
    reports.add(person(i), report({ startMs: i * 10, delayMs: 1000 + i * 10, rung }), 0);
  }
  const players = reports.players();
  expect(players).toMatchObject({ reporting: 100, rungs: { '720p': 60, sound: 40 } });
  expect(players.startP95Ms).toBeGreaterThanOrEqual(950);
  expect(players.startP95Ms).toBeLessThan(1000);
  expect(players.delayP50Ms).toBeCloseTo(1525);
  expect(players.delayP95Ms).toBeCloseTo(1975);
});

it('take the place of what the same person said before, but for the start, which is said once', () => {
  const reports = new PlayerReports();
  reports.add(person(1), report({ startMs: 820, delayMs: 4000, rung: '360p', stalls: 3 }), 0);
  reports.add(person(1), report({ delayMs: 1220, rung: '720p' }), 10_000);
  expect(reports.players()).toEqual({
    reporting: 1,
    startP95Ms: 825,
    delayP50Ms: 1225,
    delayP95Ms: 1225,
    stallsPerMinute: 0,
    rungs: { '720p': 1 },
  });
});

it('count for half a minute', () => {
  const reports = new PlayerReports();
  reports.add(person(1), report({ delayMs: 1000, rung: '720p', stalls: 1 }), 0);
  reports.add(person(2), report({ delayMs: 2000, rung: '1080p' }), 5000);
  reports.add(person(1), report({ delayMs: 1000, rung: '720p' }), 10_000);
  reports.forget(34_999);
  expect(reports.players().reporting).toBe(2);
  reports.forget(35_000);
  expect(reports.players()).toMatchObject({ reporting: 1, rungs: { '720p': 1 }, delayP95Ms: 1025 });
  expect(reports.of(person(2))).toBeUndefined();
  reports.forget(60_000);
  expect(reports.players()).toMatchObject({ reporting: 0, rungs: {}, delayP95Ms: null, stallsPerMinute: 0 });
});

it('of who left say no more how late they are, and all else for as long as they may be back', () => {
  const reports = new PlayerReports();
  reports.add(person(1), report({ startMs: 820, delayMs: 9_000, rung: '720p' }), 0);
  reports.add(person(2), report({ delayMs: 1_000, rung: '720p' }), 0);
  reports.leave(person(1));
  reports.leave(person(1));
  reports.leave(person('nobody'));
  expect(reports.players()).toMatchObject({ reporting: 2, startP95Ms: 825, delayP95Ms: 1_025 });
  reports.add(person(1), report({ delayMs: 1_200, rung: '720p' }), 5_000);
  expect(reports.players()).toMatchObject({ reporting: 2, startP95Ms: 825, delayP95Ms: 1_225 });
  reports.forget(60_000);
  expect(reports.players()).toMatchObject({ reporting: 0, delayP95Ms: null });
});

it('make stalls a rate of the time that was watched, with what it stood still', () => {
  const reports = new PlayerReports();
  reports.add(person(1), report({ playedMs: 8000, stalledMs: 2000, stalls: 2 }), 0);
  for (let i = 2; i <= 6; i++) reports.add(person(i), report(), 0);
  expect(reports.players().stallsPerMinute).toBe(2);
  expect(reports.of(person(1))).toEqual({ delayMs: null, rung: null, stallsPerMinute: 12 });
});

it('make no rate out of a moment', () => {
  const reports = new PlayerReports();
  reports.add(person(1), report({ playedMs: 100, stalls: 1 }), 0);
  expect(reports.players().stallsPerMinute).toBe(6);
});

it('that are made up stay within what can be', () => {
  const reports = new PlayerReports();
  const wild = { playedMs: 1e300, stalledMs: 1e300, stalls: 1e300, delayMs: 1e300, startMs: 1e300 };
  reports.add(person(1), sober(report({ ...wild, switches: 1e300, errors: 1e300, rung: '__proto__' })), 0);
  reports.add(person(2), report(), 0);
  const players = reports.players();
  expect(players.delayP95Ms).toBeLessThanOrEqual(30_000);
  expect(players.stallsPerMinute).toBeLessThanOrEqual(100);
  expect(Object.keys(players.rungs)).toEqual(['__proto__']);
  reports.forget(1e6);
  expect(reports.players().stallsPerMinute).toBe(0);
});

it('that are plain stay as they are', () => {
  const plain = report({ startMs: 800, delayMs: 1200, stalls: 1, stalledMs: 300, rung: '720p' });
  expect(sober(plain)).toEqual(plain);
  expect(sober(report())).toEqual(report());
});

it('of rungs without number are told the thirty that most watch', () => {
  const reports = new PlayerReports();
  for (let i = 0; i < 50; i++) reports.add(person(i), report({ rung: `r${i}` }), 0);
  reports.add(person('more'), report({ rung: 'r49' }), 0);
  const { rungs } = reports.players();
  expect([Object.keys(rungs).length, rungs['r49']]).toEqual([30, 2]);
});

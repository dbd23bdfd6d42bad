import type { PollId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import type { FaultDone } from './faults.ts';
import { type MeasuredFrom, feltOf, measuredFrom } from './measured.ts';
import { RehearsalRecord } from './record.ts';

const pollId = 'poll-1' as PollId;
const killed: FaultDone = {
  ...{ kind: 'server', atMs: 30_000, mendedMs: 32_000, calmMs: 40_000, figures: {} },
  back: { of: 9, p95Ms: 5_000, maxMs: 7_000, lost: 0 },
};

function from(record: RehearsalRecord, more: Partial<MeasuredFrom> = {}): MeasuredFrom {
  return {
    ...{
      record,
      faults: [killed],
      students: 10,
      startsAtMs: 1_000,
      watchedFromMs: 15_000,
      endedAtMs: 60_000,
    },
    ...{ held: [{ pollId, publishedAtMs: 20_000 }], polls: [], texts: new Set<string>(), textsFromMs: 0 },
    ...{ folds: { compared: 10, different: 0, missing: 0 }, hasStudio: true, leftOut: [] },
    ...{ troubles: [], hasRead: () => undefined },
    sawHandAtMs: (_personId, raisedAtMs) => (raisedAtMs === 50_000 ? undefined : raisedAtMs + 80),
    ...more,
  };
}

it('keeps what was felt while something was broken apart from the rest', () => {
  const record = new RehearsalRecord();
  record.heard.push({ saidAtMs: 20_000, delaysMs: [50, 60] }, { saidAtMs: 29_500, delaysMs: [8_000] });
  record.delays.push(
    { atMs: 5_000, delaysMs: [9_000] },
    { atMs: 20_000, delaysMs: [1_200] },
    { atMs: 35_000, delaysMs: [4_000] },
  );
  record.stalls.push({ fromMs: 31_000, untilMs: 36_000 }, { fromMs: 50_000, untilMs: 50_400 });
  record.errors.push({ atMs: 31_000, count: 7 }, { atMs: 45_000, count: 2 });
  const measured = measuredFrom(from(record));
  expect(measured.chat).toMatchObject({ calmP95Ms: 60, disturbedP95Ms: 8_000, deliveries: 2 });
  expect(measured.delay).toMatchObject({ p50Ms: 1_200, p95Ms: 1_200 });
  expect(measured.stalls).toEqual({ calm: 1, disturbed: 1 });
  expect(measured.errors).toEqual({ calm: 2, disturbed: 7 });
  expect(measured.back).toEqual([killed.back]);
});

it('minds the picture alone where only that was broken', () => {
  const record = new RehearsalRecord();
  record.heard.push({ saidAtMs: 30_500, delaysMs: [70] });
  record.delays.push({ atMs: 31_000, delaysMs: [3_000] });
  const faults: FaultDone[] = [
    { kind: 'transcoder', atMs: 30_000, mendedMs: 31_000, calmMs: 33_000, figures: {}, gapMs: 1_500 },
  ];
  const measured = measuredFrom(from(record, { faults }));
  expect(measured.chat.calmP95Ms).toBe(70);
  expect(measured.delay.p50Ms).toBeNaN();
  expect(measured.transcoderGapsMs).toEqual([1_500]);
});

it('finds what was lost, as far back as the class keeps it', () => {
  const record = new RehearsalRecord();
  record.said.push('Day1-1-1 10000.0', 'Day1-1-2 20000.0', 'Day1-1-3 30000.0');
  const texts = new Set(['Day1-1-3 30000.0']);
  expect(measuredFrom(from(record, { texts })).chat).toMatchObject({ acknowledged: 3, lost: 2 });
  expect(measuredFrom(from(record, { texts, textsFromMs: 15_000 })).chat.lost).toBe(1);
  const hasRead = (text: string) => text === 'Day1-1-2 20000.0';
  expect(measuredFrom(from(record, { texts, textsFromMs: 25_000, hasRead })).chat.lost).toBe(1);
});

it('tells results, hands and how everybody came in', () => {
  const record = new RehearsalRecord();
  record.joined.push({ atMs: 3_000, ms: 200 }, { atMs: 9_000, ms: 100 });
  record.raised.push({ personId: 'p1', atMs: 20_000 }, { personId: 'p2', atMs: 50_000 });
  record.poll(pollId).shownAtMs.push(20_090, 20_120);
  record.poll(pollId).answers.push({ atMs: 18_000, ms: 40 }, { atMs: 31_000, ms: 5_000 });
  const measured = measuredFrom(from(record));
  expect(measured.join).toEqual({ outside: 8, p95Ms: 200, allInMs: 8_000 });
  expect(measured.hands).toEqual({ p95Ms: 80, raised: 2, unseen: 1 });
  expect(measured.pollResultsP95Ms).toBe(120);
  expect(measured.pollAnswerP95Ms).toBe(40);
});

it('tells refusals while nothing was broken from those while something was', () => {
  const record = new RehearsalRecord();
  record.refusedAtMs.push(20_000, 31_000, 32_000);
  expect(measuredFrom(from(record)).chat.refused).toEqual({ calm: 1, disturbed: 2 });
});

it('tells of each fault how long it was felt, and what became of it', () => {
  const broken: FaultDone = { ...killed, kind: 'database', trouble: 'nothing was written any more' };
  expect(measuredFrom(from(new RehearsalRecord(), { faults: [killed, broken] })).faults).toEqual([
    { kind: 'server', tookMs: 10_000 },
    { kind: 'database', tookMs: 10_000, trouble: 'nothing was written any more' },
  ]);
});

it('tells what students felt of a fault, and of no other', () => {
  const record = new RehearsalRecord();
  record.heard.push({ saidAtMs: 31_000, delaysMs: [900, 1_000] }, { saidAtMs: 50_000, delaysMs: [70] });
  record.stalls.push({ fromMs: 29_000, untilMs: 33_000 }, { fromMs: 41_000, untilMs: 42_000 });
  record.errors.push({ atMs: 31_000, count: 7 }, { atMs: 45_000, count: 2 });
  expect(feltOf(killed, record)).toEqual({
    'pictures that stood': 1,
    'the longest of them (ms)': 4_000,
    'requests for media that failed': 7,
    'chat, 95 % of all (ms)': 1_000,
  });
  expect(feltOf(killed, new RehearsalRecord())).toEqual({
    'pictures that stood': 0,
    'requests for media that failed': 0,
  });
});

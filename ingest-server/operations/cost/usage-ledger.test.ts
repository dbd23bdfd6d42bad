import type { OverviewClass } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { nothingUsed } from './pure/usage.ts';
import { UsageLedger } from './usage-ledger.ts';

const NOVEMBER = Date.parse('2026-11-30T23:59:58Z');

function live(id: string, here: number, more: { sent?: number; av1?: number; onStage?: number } = {}) {
  const sent = { bytes: more.sent ?? 0, av1Bytes: more.av1 ?? 0, requests: 0, fromMemory: 0 };
  const overview: OverviewClass = {
    ...{ classId: id as ClassId, code: id, classTitle: id, courseTitle: 'Physics', stream: 'live', here },
    onStage: more.onStage ?? 0,
    broadcast: {
      ...{ status: 'running', restarts: 0, sent },
      rungs: [{ name: 'v360', kind: 'video', width: 640, height: 360, bitrateBps: 600_000 }],
    },
  };
  return { classId: id as ClassId, streamId: `${id}-1` as StreamId, overview };
}

it('counts people’s time, the stage’s and what left, in the month in which it was', () => {
  const ledger = new UsageLedger();
  ledger.look(NOVEMBER, [live('a', 100)]);
  ledger.look(NOVEMBER + 1_000, [live('a', 100, { sent: 500, av1: 200, onStage: 2 })]);
  ledger.look(NOVEMBER + 2_500, [live('a', 10, { sent: 700, av1: 200 })]);
  expect(ledger.take()).toEqual([
    {
      ...{ classId: 'a', streamId: 'a-1', month: '2026-11' },
      usage: {
        ...nothingUsed,
        ...{ liveSeconds: 1, personSeconds: 100, stageSeconds: 2, sentBytes: 500, av1Bytes: 200 },
      },
    },
    {
      ...{ classId: 'a', streamId: 'a-1', month: '2026-12' },
      usage: { ...nothingUsed, liveSeconds: 1.5, personSeconds: 15, sentBytes: 200 },
    },
  ]);
  expect(ledger.take()).toEqual([]);
});

it('goes on where the server counts anew, and does not count the time in which it slept', () => {
  const ledger = new UsageLedger();
  ledger.look(0, [live('a', 1, { sent: 900 })]);
  ledger.look(60_000, [live('a', 1, { sent: 100 })]);
  const [used] = ledger.take();
  expect(used?.usage).toMatchObject({ sentBytes: 1_000, liveSeconds: 5 });
});

it('shares the transcoders’ work by pictures and the server’s own by people', () => {
  const ledger = new UsageLedger();
  ledger.look(0, [live('a', 30), live('b', 10)]);
  ledger.compute(0, { own: 4, children: 6 });
  expect(ledger.take().map(({ usage }) => usage.cpuSeconds)).toEqual([6, 4]);
  ledger.look(1_000, []);
  ledger.compute(1_000, { own: 4, children: 6 });
  expect(ledger.take()).toEqual([]);
});

it('has what could not be written once more, with what came since', () => {
  const ledger = new UsageLedger();
  ledger.look(0, [live('a', 1, { sent: 5 })]);
  const unwritten = ledger.take();
  ledger.look(1_000, [live('a', 1, { sent: 8 })]);
  ledger.putBack(unwritten);
  expect(ledger.take().map(({ usage }) => [usage.sentBytes, usage.liveSeconds])).toEqual([[8, 1]]);
});

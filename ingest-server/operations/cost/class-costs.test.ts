import type { OverviewClass } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Records } from '../../records/index.ts';
import { describeOnEachDatabase } from '../../test-support/index.ts';
import { ClassCosts } from './class-costs.ts';
import { usualPrices } from './pure/cost.ts';

const streamId = 's1' as StreamId;
const NOON = Date.parse('2026-11-14T12:00:00Z');
const GB = 1e9;
const HOUR_MS = 3_600_000;

// Each case has an institution and a class of its own, in one database.
describeOnEachDatabase('what classes cost', (open) => {
  let records: Records;
  let classId: ClassId;
  let institutionId: string;
  let cases = 0;
  let its: { now: number; cpu: { own: number; children: number } };
  let costs: ClassCosts;
  const classes = () => [
    { classId, classTitle: 'Waves', courseTitle: 'Physics' },
    { classId: 'another' as ClassId, classTitle: 'Ethics', courseTitle: 'Philosophy' },
  ];
  const cost = (month?: string) => costs.cost(institutionId, classes(), month);
  beforeAll(async () => void (records = await open()));
  afterAll(() => records.close());
  beforeEach(() => {
    cases += 1;
    [classId, institutionId] = [`c${cases}` as ClassId, `i${cases}`];
    its = { now: NOON, cpu: { own: 0, children: 0 } };
    costs = new ClassCosts({
      ...{ database: records.database, logger: pino({ level: 'silent' }), now: () => its.now },
      readCpu: () => Promise.resolve({ ...its.cpu }),
    });
  });

  function live(here: number, bytes: number, av1Bytes = 0) {
    const sent = { bytes, av1Bytes, requests: 0, fromMemory: 0 };
    const overview: OverviewClass = {
      ...{ classId, code: 'WAVES', classTitle: 'Waves', courseTitle: 'Physics', stream: 'live', here },
      broadcast: { status: 'running', restarts: 0, rungs: [], sent },
    };
    return [{ classId, streamId, overview }];
  }

  async function addSegments(rung: string, bytes: number): Promise<void> {
    const row = { class_id: classId, stream_id: streamId, rung, run: 0, wall_ms: NOON, duration_ms: 2_000 };
    await records.database
      .insertInto('stream_segments')
      .values([1, 2].map((msn) => ({ ...row, msn, bytes })))
      .execute();
  }

  it('is what was counted, added up over writes, by the institution’s own prices', async () => {
    await costs.readCpu();
    costs.look(NOON, live(60, 0));
    costs.look(NOON + 1_000, live(60, 3 * GB));
    await costs.write();
    costs.look(NOON + 2_000, live(60, 5 * GB));
    its.cpu = { own: 600, children: 3_000 };
    await costs.readCpu();
    await costs.write();
    await costs.setPrices(institutionId, { ...usualPrices, currency: 'EUR', perGbSent: 0.1, perCoreHour: 1 });

    const told = await cost();
    expect(told).toMatchObject({ month: '2026-11', months: ['2026-11'], isOwnPrices: true });
    expect(told.prices.currency).toBe('EUR');
    expect(told.classes).toHaveLength(1);
    const [one] = told.classes;
    expect(one).toMatchObject({ classTitle: 'Waves', courseTitle: 'Physics' });
    expect(one?.usage).toMatchObject({
      liveSeconds: 2,
      personSeconds: 120,
      sentBytes: 5 * GB,
      cpuSeconds: 3_600,
    });
    expect(one?.costs.total).toBeCloseTo(0.5 + 1, 9);
    expect(one?.costs.webRtc).toBeCloseTo(2 * 0.004, 9);
    expect(told.total.costs).toEqual(one?.costs);
  });

  it('has nothing to tell of another month, of other classes, or before anything was', async () => {
    expect(await cost()).toMatchObject({ classes: [], isOwnPrices: false });
    costs.look(NOON, live(1, GB));
    await costs.write();
    expect((await cost('2026-10')).classes).toEqual([]);
    expect((await costs.cost(institutionId, classes().slice(1))).classes).toEqual([]);
    expect((await costs.cost(institutionId, [])).total.costs.total).toBe(0);
  });

  it('tells what AV1 spared by what both codecs really took', async () => {
    await addSegments('v540', 300_000);
    await addSegments('av1-540', 100_000);
    costs.look(NOON, live(1, 3 * GB, 2 * GB));
    await costs.write();
    const { usage, costs: told } = (await cost()).total;
    expect(usage.av1AsH264Bytes).toBeCloseTo(6 * GB, 0);
    expect(told.av1Saved).toBeCloseTo(4 * usualPrices.perGbSent, 9);
  });

  it('counts what lies in the store, also for the time in which no server ran', async () => {
    const stream = { class_id: classId, state: 'over', started_at: NOON - 2 * HOUR_MS };
    await records.database
      .insertInto('streams')
      .values([
        { ...stream, stream_id: 'old', ended_at: NOON - HOUR_MS, bytes: 2 * GB },
        { ...stream, stream_id: 'new', ended_at: NOON + HOUR_MS, bytes: GB },
        { ...stream, stream_id: 'live', state: 'live' },
      ])
      .execute();
    await costs.countStored();
    its.now = NOON + 3 * HOUR_MS;
    await costs.countStored();
    const { usage } = (await cost()).total;
    expect(usage.storedByteSeconds).toBeCloseTo((2 * 3 + 2) * GB * 3_600, 0);
  });

  it('keeps account of a change of prices, or changes nothing', async () => {
    const prices = { ...usualPrices, perCoreHour: 7 };
    const noted: unknown[] = [];
    await costs.setPrices(institutionId, prices, async (_transaction, change) => void noted.push(change));
    expect(noted).toEqual([{ institutionId, before: undefined, after: prices }]);
    const unnoted = costs.setPrices(institutionId, usualPrices, () =>
      Promise.reject(new Error('no account')),
    );
    await expect(unnoted).rejects.toThrow('no account');
    expect(await costs.prices(institutionId)).toEqual(prices);
    expect(await costs.prices('elsewhere')).toEqual(usualPrices);
  });

  it('is written with what comes where it could not be written before', async () => {
    const { schema } = records.database;
    await schema.alterTable('class_usage').renameTo('away').execute();
    costs.look(NOON, live(1, 5));
    await expect(costs.write()).rejects.toThrow();
    await schema.alterTable('away').renameTo('class_usage').execute();
    costs.look(NOON + 1_000, live(1, 7));
    await costs.close();
    expect((await cost()).total.usage.sentBytes).toBe(7);
  });
});

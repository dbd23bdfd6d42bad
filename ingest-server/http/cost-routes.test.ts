import { type OverviewClass, costSchema, pricesSchema } from '@rostrum/protocol/http';
import type { StreamId } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Surroundings, expectRefusal, openSurroundings } from './test-surroundings.ts';

const prices = {
  ...{ currency: 'EUR', perGbSent: 0.01, perCoreHour: 0.03 },
  ...{ perGbMonthStored: 0.02, perPersonMinute: 0.005 },
};

let its: Surroundings;
let admin: string;
beforeAll(async () => {
  its = await openSurroundings();
  admin = await its.tokenOf('admin');
});
afterAll(() => its.close());

const ask = (path: string, token: string, body?: object) =>
  fetch(`${its.base}/api/cost${path}`, {
    ...(body ? { method: 'PUT', body: JSON.stringify(body) } : {}),
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
  });
const read = async (path = '') => v.parse(costSchema, await (await ask(path, admin)).json());

it('is told to admins, and to nobody else', async () => {
  for (const role of ['instructor', 'assistant', 'student'] as const) {
    const token = await its.tokenOf(role);
    await expectRefusal(await ask('', token), 403, 'not-allowed');
    await expectRefusal(await ask('/prices', token), 403, 'not-allowed');
    await expectRefusal(await ask('/prices', token, prices), 403, 'not-allowed');
  }
  await expectRefusal(await fetch(`${its.base}/api/cost`), 401, 'bad-token');
});

it('tells what the month’s classes used, and what that costs', async () => {
  expect((await read()).classes).toEqual([]);
  const live = (bytes: number) => {
    const sent = { bytes, requests: 0, fromMemory: 0 };
    const overview: OverviewClass = {
      ...{ classId: its.classId, code: 'DEMO', classTitle: '', courseTitle: '', stream: 'live', here: 40 },
      broadcast: { status: 'running', restarts: 0, rungs: [], sent },
    };
    return [{ classId: its.classId, streamId: 's1' as StreamId, overview }];
  };
  its.costs.look(its.nowMs, live(0));
  its.costs.look(its.nowMs + 3_000, live(4e9));
  await its.costs.write();
  const told = await read();
  expect(told.classes).toHaveLength(1);
  expect(told.classes[0]).toMatchObject({
    classId: its.classId,
    usage: { personSeconds: 120, sentBytes: 4e9 },
  });
  expect(told.total.costs.sent).toBeCloseTo(0.08, 9);
  expect((await read(`?month=2020-01`)).classes).toEqual([]);
  await expectRefusal(await ask('?month=november', admin), 400, 'malformed');
});

it('goes by the institution’s own prices once they were said', async () => {
  expect(await read()).toMatchObject({ isOwnPrices: false });
  expect((await ask('/prices', admin, prices)).status).toBe(200);
  expect(v.parse(pricesSchema, await (await ask('/prices', admin)).json())).toEqual(prices);
  expect(await read()).toMatchObject({ isOwnPrices: true, prices });
  await expectRefusal(await ask('/prices', admin, { ...prices, perGbSent: -1 }), 400, 'malformed');
  await expectRefusal(await ask('/prices', admin, { ...prices, currency: 'euros' }), 400, 'malformed');
  expect((await read()).prices).toEqual(prices);
});

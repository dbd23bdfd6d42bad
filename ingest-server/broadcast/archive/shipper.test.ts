import { expect, it } from 'vitest';
import { Shipper } from './shipper.ts';
import { segmentAt } from './test-support/surroundings.ts';

it('HLS-52: takes up at once what a store that was away for days left', async () => {
  const many = 200_000;
  const shipper = new Shipper({
    ship: () => Promise.reject(new Error('the store is away')),
    handleAway: () => Promise.resolve(),
    handleBack: () => undefined,
  });
  const record = { is: 'segment', rung: 'v360', segment: segmentAt(1) } as const;
  shipper.add(Array.from({ length: many }, () => ({ record, bytes: 1, path: 'a', isSynced: true })));
  await shipper.settled();
  expect(shipper.behind).toMatchObject({ segments: many, failing: 'the store is away' });
  await shipper.close();
});

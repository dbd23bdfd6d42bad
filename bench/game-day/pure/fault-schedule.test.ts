import { expect, it } from 'vitest';
import { faultKinds, faultSchedule } from './fault-schedule.ts';

it('breaks everything once in a minute, one thing after the other', () => {
  const { planned, leftOut } = faultSchedule(60_000, faultKinds);
  expect(planned).toEqual([
    { atMs: 15_000, kind: 'transcoder' },
    { atMs: 21_750, kind: 'studio-network' },
    { atMs: 31_500, kind: 'server' },
    { atMs: 46_250, kind: 'database' },
  ]);
  expect(leftOut).toEqual([]);
});

it('spreads what there is over the time that there is', () => {
  const { planned, leftOut } = faultSchedule(70_000, faultKinds);
  expect(leftOut).toEqual([]);
  expect(planned).toEqual([
    { atMs: 15_000, kind: 'transcoder' },
    { atMs: 24_250, kind: 'studio-network' },
    { atMs: 36_500, kind: 'server' },
    { atMs: 53_750, kind: 'database' },
  ]);
});

it('begins anew in a long rehearsal, about one a minute', () => {
  const { planned } = faultSchedule(600_000, faultKinds);
  expect(planned).toHaveLength(9);
  expect(planned.slice(0, 5).map(({ kind }) => kind)).toEqual([...faultKinds, 'transcoder']);
  expect(planned.at(-1)?.atMs).toBeLessThan(595_000);
});

it('leaves out what does not fit, and breaks nothing where nothing may be', () => {
  expect(faultSchedule(30_000, faultKinds)).toEqual({
    planned: [{ atMs: 15_000, kind: 'transcoder' }],
    leftOut: ['studio-network', 'server', 'database'],
  });
  expect(faultSchedule(600_000, [])).toEqual({ planned: [], leftOut: [] });
});

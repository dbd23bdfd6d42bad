import { type Sample, sampleFields } from '@rostrum/protocol/operations';
import { expect, it } from 'vitest';
import { SampleSeries, rowOf } from './series.ts';

const nothing = { ...Object.fromEntries(sampleFields.map((field) => [field, null])), at: 0 } as Sample;
const sample = (at: number, over: Partial<Sample> = {}): Sample => ({ ...nothing, ...over, at });
const place = (field: (typeof sampleFields)[number]) => sampleFields.indexOf(field);

function seriesOf(count: number, over: (i: number) => Partial<Sample> = () => ({})) {
  const series = new SampleSeries();
  for (let i = 0; i < count; i++) series.add(sample(i * 1000, over(i)));
  return series;
}

it('a row has the values in the order of the names', () => {
  const row = rowOf(sample(5, { here: 3, egressBps: 7 }));
  expect([row[0], row[place('here')], row[place('egressBps')], row[place('speed')]]).toEqual([5, 3, 7, null]);
});

it('keeps each second of the last ten minutes', () => {
  const { everyMs, rows } = seriesOf(750, (i) => ({ here: i })).seconds();
  expect([everyMs, rows.length]).toEqual([1000, 600]);
  expect([rows[0]?.[0], rows[0]?.[place('here')]]).toEqual([150_000, 150]);
  expect([rows.at(-1)?.[0], rows.at(-1)?.[place('here')]]).toEqual([749_000, 749]);
});

it('has what there is while that is less', () => {
  expect(
    seriesOf(3)
      .seconds()
      .rows.map(([at]) => at),
  ).toEqual([0, 1000, 2000]);
  expect(seriesOf(3).minutes().rows).toEqual([]);
  expect(seriesOf(0).seconds().rows).toEqual([]);
});

it('averages ten seconds once they are over, without what could not be read', () => {
  const series = seriesOf(21, (i) => ({ here: i, lossPct: i % 2 === 0 ? 4 : null }));
  const { everyMs, rows } = series.minutes();
  expect([everyMs, rows.length]).toEqual([10_000, 2]);
  expect(rows.map((row) => [row[0], row[place('here')], row[place('lossPct')], row[place('speed')]])).toEqual(
    [
      [0, 4.5, 4, null],
      [10_000, 14.5, 4, null],
    ],
  );
});

it('keeps the averages of six hours', () => {
  const { rows } = seriesOf(7 * 3600 + 1).minutes();
  expect([rows.length, rows[0]?.[0], rows.at(-1)?.[0]]).toEqual([2160, 3_600_000, 25_190_000]);
});

it('begins anew where the clock was set back, and takes a moment once', () => {
  const series = seriesOf(20);
  series.add(sample(5000, { here: 1 }));
  series.add(sample(5000, { here: 2 }));
  expect(series.seconds().rows.map((row) => [row[0], row[place('here')]])).toEqual([[5000, 1]]);
  expect(series.minutes().rows).toEqual([]);
});

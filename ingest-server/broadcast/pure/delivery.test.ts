import { describe, expect, it } from 'vitest';
import { type Progress, parseDirectives, partDelivery, playlistDelivery } from './delivery.ts';
import type { Segment } from './rendition.ts';

const part = { durationMs: 267, independent: false };
const parts = (count: number) => Array.from({ length: count }, () => part);
const segment = (msn: number, is: Segment['is'], count: number): Segment => ({
  ...{ msn, run: 0, wallMs: 0, is, parts: parts(count) },
});

/** 7 is whole with eight parts, 8 has three so far. */
const inSegment8 = [segment(6, 'gap', 0), segment(7, 'complete', 8), segment(8, 'open', 3)];
/** 7 is whole, 8 has not begun. */
const between = inSegment8.slice(0, 2);

function progress(segments: readonly Segment[], ended = false): Progress {
  return { rendition: { segments }, ended, partTargetMs: 300 };
}

const ready = { is: 'ready' };
const wait = { is: 'wait' };
const tooFar = { is: 'refused', status: 400, text: expect.stringContaining('too far ahead') as string };
const notFound = { is: 'refused', status: 404, text: expect.any(String) as string };

const malformed = [
  ...['_HLS_part=1', '_HLS_msn=', '_HLS_msn=-1', '_HLS_msn=1.5', '_HLS_msn=seven', '_HLS_msn=1e3'],
  ...['_HLS_msn=8&_HLS_part=', '_HLS_msn=8&_HLS_part=-1'],
  ...['_HLS_skip=', '_HLS_skip=no', '_HLS_msn=8&_HLS_msn=9', '_HLS_msn=8&_HLS_part=0&_HLS_part=0'],
  ...[`_HLS_msn=${'9'.repeat(16)}`, `_HLS_msn=8&_HLS_part=${'9'.repeat(7)}`],
];

describe('parseDirectives', () => {
  it.each([
    ['', { wanted: undefined, skip: false }],
    ['s=st1&_HLS_report=x', { wanted: undefined, skip: false }],
    ['_HLS_skip=YES', { wanted: undefined, skip: true }],
    ['_HLS_msn=8', { wanted: { msn: 8, part: undefined }, skip: false }],
    ['_HLS_msn=8&_HLS_part=0&_HLS_skip=v2', { wanted: { msn: 8, part: 0 }, skip: true }],
  ])('reads %j', (query, directives) => {
    expect(parseDirectives(new URLSearchParams(query))).toEqual(directives);
  });

  it.each(malformed)('HLS-19 refuses %j', (query) => {
    expect(parseDirectives(new URLSearchParams(query))).toEqual({ refused: expect.any(String) as string });
  });
});

describe('playlistDelivery', () => {
  it.each([
    ['gives what is there without directives', inSegment8, undefined, ready],
    ['waits for the first part of all', [], undefined, wait],
    ['waits for the first part of all, whatever is asked', [], { msn: 1, part: 0 }, wait],
    ['gives a part that is there', inSegment8, { msn: 8, part: 2 }, ready],
    ['waits for a part that is not', inSegment8, { msn: 8, part: 3 }, wait],
    ['gives an earlier segment', inSegment8, { msn: 7, part: undefined }, ready],
    ['gives what is listed no more', inSegment8, { msn: 1, part: 0 }, ready],
    ['waits for an open segment to be whole', inSegment8, { msn: 8, part: undefined }, wait],
    ['gives a whole segment', between, { msn: 7, part: undefined }, ready],
    ['waits for a segment that has not begun', between, { msn: 8, part: undefined }, wait],
  ])('HLS-16 %s', (_, segments, wanted, delivery) => {
    expect(playlistDelivery(progress(segments), wanted)).toEqual(delivery);
  });

  it.each([
    ['gives the last part of a closed segment', between, { msn: 7, part: 7 }, ready],
    ['waits for what is beyond it', between, { msn: 7, part: 8 }, wait],
    ['gives what is beyond it once the next segment has begun', inSegment8, { msn: 7, part: 8 }, ready],
  ])('HLS-17 %s', (_, segments, wanted, delivery) => {
    expect(playlistDelivery(progress(segments), wanted)).toEqual(delivery);
  });

  it.each([
    ['waits two segments ahead', inSegment8, { msn: 10, part: undefined }, wait],
    ['refuses three segments ahead', inSegment8, { msn: 11, part: undefined }, tooFar],
    ['waits three seconds of parts ahead', inSegment8, { msn: 8, part: 12 }, wait],
    ['refuses more parts ahead', inSegment8, { msn: 8, part: 13 }, tooFar],
    ['refuses more parts ahead in the next segment', inSegment8, { msn: 9, part: 10 }, tooFar],
    ['does not mind how far beyond an earlier segment', inSegment8, { msn: 7, part: 500 }, ready],
  ])('HLS-18 %s', (_, segments, wanted, delivery) => {
    expect(playlistDelivery(progress(segments), wanted)).toEqual(delivery);
  });

  it.each([
    ['what comes no more', { msn: 9, part: 0 }],
    ['what is far ahead', { msn: 500, part: undefined }],
    ['nothing', undefined],
  ])('HLS-22 answers at once when the stream has ended and asked for is %s', (_, wanted) => {
    expect(playlistDelivery(progress(between, true), wanted)).toEqual(ready);
  });

  it('HLS-22 does not wait for a rendition that ended before it began', () => {
    expect(playlistDelivery(progress([], true), undefined)).toEqual(notFound);
  });

  it.each([
    [300, 10],
    [334, 9],
    [1000, 3],
  ])('HLS-18 counts the parts of three seconds: of %i ms there are %i', (partTargetMs, limit) => {
    const first = { ...progress([segment(1, 'open', 1)]), partTargetMs };
    expect(playlistDelivery(first, { msn: 1, part: limit })).toEqual(wait);
    expect(playlistDelivery(first, { msn: 1, part: limit + 1 })).toEqual(tooFar);
  });
});

describe('partDelivery', () => {
  it.each([
    ['gives a part of a whole segment', inSegment8, { msn: 7, part: 7 }, ready],
    ['gives a part of the open segment', inSegment8, { msn: 8, part: 2 }, ready],
    ['waits for the hinted one', inSegment8, { msn: 8, part: 3 }, wait],
    ['waits for the first of the next segment, which is hinted then', between, { msn: 8, part: 0 }, wait],
    ['does not find the one after the hinted', inSegment8, { msn: 8, part: 4 }, notFound],
    ['does not find one beyond a closed segment', inSegment8, { msn: 7, part: 8 }, notFound],
    ['does not find one in a gap', inSegment8, { msn: 6, part: 0 }, notFound],
    ['does not find one that has left', inSegment8, { msn: 1, part: 0 }, notFound],
    ['does not find any before the first', [], { msn: 1, part: 0 }, notFound],
  ])('HLS-20 %s', (_, segments, wanted, delivery) => {
    expect(partDelivery(progress(segments), wanted)).toEqual(delivery);
  });

  it('HLS-20 does not wait for a hint that can not come true any more', () => {
    expect(partDelivery(progress(between, true), { msn: 8, part: 0 })).toEqual(notFound);
  });
});

import { describe, expect, it } from 'vitest';
import { boxAt, childrenOf, findBox, headerAt } from './boxes.ts';

function box(type: string, ...content: (Buffer | number[])[]): Buffer {
  const body = Buffer.concat(content.map((piece) => Buffer.from(piece)));
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + body.length);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
}

/** The form for sizes beyond 32 bits. */
function largeBox(type: string, claimed: bigint, body: number[]): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(1);
  header.write(type, 4, 'latin1');
  header.writeBigUInt64BE(claimed, 8);
  return Buffer.concat([header, Buffer.from(body)]);
}

describe('boxAt', () => {
  const two = Buffer.concat([box('aaaa', [1, 2, 3]), box('bbbb')]);

  it('reads one box after the other', () => {
    expect(boxAt(two, 0)).toEqual({ type: 'aaaa', start: 0, body: 8, end: 11 });
    expect(boxAt(two, 11)).toEqual({ type: 'bbbb', start: 11, body: 19, end: 19 });
    expect(boxAt(two, 19)).toBeUndefined();
  });

  it('reads a large box', () => {
    expect(boxAt(largeBox('mdat', 18n, [7, 7]), 0)).toEqual({ type: 'mdat', start: 0, body: 16, end: 18 });
  });

  it('has no box while bytes of it are missing', () => {
    const whole = largeBox('mdat', 18n, [7, 7]);
    for (let length = 0; length < whole.length; length += 1) {
      expect(boxAt(whole.subarray(0, length), 0)).toBeUndefined();
    }
    for (let length = 0; length < 11; length += 1) expect(boxAt(two.subarray(0, length), 0)).toBeUndefined();
  });

  it.each([
    ['a size of nothing', Buffer.from([0, 0, 0, 0, 0x6d, 0x64, 0x61, 0x74])],
    ['a size within its own header', Buffer.from([0, 0, 0, 7, 0x6d, 0x64, 0x61, 0x74])],
    ['a large size within its own header', largeBox('mdat', 15n, [])],
    ['a large size of nothing', largeBox('mdat', 0n, [])],
  ])('throws for %s', (_, bytes) => {
    expect(() => boxAt(bytes, 0)).toThrow(/a box 'mdat' of \d+ bytes is no MP4/);
    expect(() => headerAt(bytes, 0)).toThrow(/is no MP4/);
  });
});

describe('headerAt', () => {
  it.each([
    ['nothing, while the header is not there', box('mdat', [1]).subarray(0, 7), undefined],
    ['nothing, while a large header is not there', largeBox('mdat', 99n, []).subarray(0, 15), undefined],
    ['what the header says, before the body is there', box('mdat', [1, 2, 3]).subarray(0, 8), 11],
    ['what a large header says', largeBox('mdat', 5_000_000_000n, []), 5_000_000_000],
  ])('gives %s', (_, bytes, size) => expect(headerAt(bytes, 0)?.size).toBe(size));
});

describe('findBox', () => {
  const tree = box('moov', box('mvhd'), box('trak', box('tkhd', [1])), box('trak', box('mdia')));

  it.each([
    [['moov'], 'moov'],
    [['moov', 'trak', 'tkhd'], 'tkhd'],
    // The first of each type leads the way down, and this one has none.
    [['moov', 'trak', 'mdia'], undefined],
    [['moof'], undefined],
  ])('follows %o', (path, type) => expect(findBox(tree, ...path)?.type).toBe(type));

  it('throws for a box that is larger than the one around it', () => {
    const torn = box('moov', box('trak', [1, 2, 3]));
    torn.writeUInt32BE(100, 8);
    expect(() => findBox(torn, 'moov', 'trak')).toThrow('larger than the one around it');
    expect(() => [...childrenOf(torn, { body: 8, end: torn.length })]).toThrow('larger');
  });
});

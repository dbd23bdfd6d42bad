import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCmafReader } from './cmaf-reader.ts';
import { missing } from './test-support/programs.ts';
import { type SampleMedia, makeAudio, makeVideo } from './test-support/sample-media.ts';

let samples: SampleMedia[];
beforeAll(async () => {
  if (!missing) samples = await Promise.all([makeVideo(), makeAudio()]);
});
beforeEach((context) => context.skip(missing !== undefined, missing));

/** What comes out, in order: `init 1f3a…`, `part 77b0…`. */
function cut(chunks: readonly Buffer[]): string[] {
  const made: string[] = [];
  const read = createCmafReader({
    handleInit: (bytes) => made.push(`init ${digest(bytes)}`),
    handleFragment: (bytes) => made.push(`part ${digest(bytes)}`),
  });
  for (const chunk of chunks) read(chunk);
  return made;
}

function digest(bytes: Buffer): string {
  return createHash('sha1').update(bytes).digest('hex');
}

function split(bytes: Buffer, at: readonly number[]): Buffer[] {
  const places = [...new Set(at.map((place) => place % bytes.length))].sort((a, b) => a - b);
  return [0, ...places].map((from, i) => bytes.subarray(from, places[i]));
}

/** Where the moof of a fragment begins, among all bytes. */
function startOf({ init, fragments }: SampleMedia, index: number): number {
  return fragments.slice(0, index).reduce((at, fragment) => at + fragment.length, init.length);
}

describe('createCmafReader', () => {
  it('gives the same parts however the stream is split', () => {
    for (const sample of samples) {
      const whole = cut([sample.bytes]);
      expect(whole.length).toBeGreaterThan(6);
      expect(whole.map((piece) => piece.startsWith('init'))).toEqual(whole.map((_, i) => i === 0));
      fc.assert(
        fc.property(fc.array(fc.nat(), { maxLength: 60 }), (at) => {
          expect(cut(split(sample.bytes, at))).toEqual(whole);
        }),
      );
    }
  });

  it('gives the same parts byte by byte', () => {
    for (const sample of samples) {
      const start = sample.bytes.subarray(0, startOf(sample, 2));
      const bytes = Array.from(start, (byte) => Buffer.from([byte]));
      expect(cut(bytes)).toEqual(cut([start]));
    }
  });

  it('loses nothing but what says no more than the playlist does', () => {
    for (const { bytes, init, fragments } of samples) {
      const given = Buffer.concat([init, ...fragments]);
      expect(bytes.subarray(0, given.length).equals(given)).toBe(true);
      expect(bytes.toString('latin1', given.length + 4, given.length + 8)).toBe('mfra');
    }
  });

  it('gives bytes that stay as they are when what they were cut from changes', () => {
    for (const { bytes, fragments } of samples) {
      const chunk = Buffer.from(bytes);
      const given: Buffer[] = [];
      createCmafReader({ handleInit: () => undefined, handleFragment: (part) => given.push(part) })(chunk);
      chunk.fill(0);
      expect(given.map(digest)).toEqual(fragments.map(digest));
    }
  });

  it('throws where the stream is torn, before any part of what follows', () => {
    for (const sample of samples) {
      const digests = sample.fragments.map(digest);
      const last = digests.length - 1;
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: last }),
          fc.nat(),
          fc.integer({ min: 1, max: 40 }),
          (index, place, lost) => {
            // Bytes are lost from the headers in front of a fragment's samples.
            const at = startOf(sample, index) + (place % 60);
            const torn = [sample.bytes.subarray(0, at), sample.bytes.subarray(at + lost)];
            const given: string[] = [];
            const read = createCmafReader({
              handleInit: () => undefined,
              handleFragment: (bytes) => given.push(digest(bytes)),
            });
            expect(() => torn.forEach(read)).toThrow();
            expect(given).toEqual(digests.slice(0, index));
          },
        ),
      );
    }
  });

  it.each([
    ['samples without their header', (s: SampleMedia) => afterMoof(s), 'an mdat came without its moof'],
    ['a header without its samples', (s: SampleMedia) => moofTwice(s), 'a moof came without its mdat'],
    [
      'a box that is none of FFmpeg’s',
      () => Buffer.from('\0\0\0\x08junk', 'latin1'),
      "a box 'junk' has no place",
    ],
    [
      'a box of gigabytes',
      () => Buffer.from('\x7f\xff\xff\xffmdat', 'latin1'),
      'a box of 2147483647 bytes is no part',
    ],
  ])('throws for %s', (_, tear, message) => {
    for (const sample of samples) {
      const read = createCmafReader({ handleInit: () => undefined, handleFragment: () => undefined });
      expect(() => read(tear(sample))).toThrow(message);
    }
  });
});

function moofSize({ fragments: [first] }: SampleMedia): number {
  return first?.readUInt32BE(0) ?? 0;
}

function afterMoof(sample: SampleMedia): Buffer {
  return (sample.fragments[0] ?? Buffer.alloc(0)).subarray(moofSize(sample));
}

function moofTwice(sample: SampleMedia): Buffer {
  const [first, second] = sample.fragments;
  return Buffer.concat([(first ?? Buffer.alloc(0)).subarray(0, moofSize(sample)), second ?? Buffer.alloc(0)]);
}

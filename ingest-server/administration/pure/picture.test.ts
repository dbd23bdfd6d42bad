import { describe, expect, it } from 'vitest';
import { readPicture } from './picture.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const ascii = (text: string) => Buffer.from(text, 'ascii').toString('hex');

const png = hex(`89504e470d0a1a0a 0000000d ${ascii('IHDR')} 00000140 000000b4 0806000000`);
const jpeg = hex('ffd8 ffe0 0010 4a46494600010101004800480000 ffc0 0011 08 00b4 0140 03012200021101031101');
const progressive = hex('ffd8 ffe1 0004 0000 ffff c2 0011 08 0010 0020 03012200021101031101');
const lossy = hex(`${ascii('RIFF')} 00000000 ${ascii('WEBPVP8 ')} 00000000 000000 9d012a 4001 b400`);
const lossless = hex(`${ascii('RIFF')} 00000000 ${ascii('WEBPVP8L')} 00000000 2f 3fc12c00`);
const extended = hex(`${ascii('RIFF')} 00000000 ${ascii('WEBPVP8X')} 0a000000 00000000 3f0100 b30000`);

describe('a picture', () => {
  it.each([
    ['PNG', png, 'image/png', 320, 180],
    ['JPEG', jpeg, 'image/jpeg', 320, 180],
    ['progressive JPEG', progressive, 'image/jpeg', 32, 16],
    ['lossy WebP', lossy, 'image/webp', 320, 180],
    ['lossless WebP', lossless, 'image/webp', 320, 180],
    ['extended WebP', extended, 'image/webp', 320, 180],
  ])('in %s is known by what stands in it', (_what, bytes, mediaType, width, height) => {
    expect(readPicture(bytes)).toEqual({ mediaType, width, height });
  });

  it.each([
    ['nothing', hex('')],
    ['text', Uint8Array.from(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))],
    ['a page', Uint8Array.from(Buffer.from('<!doctype html><script>alert(1)</script>'))],
    ['a GIF', Uint8Array.from(Buffer.from('GIF89a________________'))],
    ['a PNG without a header', hex(`89504e470d0a1a0a 0000000d ${ascii('IDAT')} 00000140 000000b4`)],
    ['a JPEG without a frame', hex('ffd8 ffe0 0004 0000 ffd9')],
    ['another RIFF', hex(`${ascii('RIFF')} 00000000 ${ascii('WAVEfmt ')} 00000000 000000 9d012a 4001 b400`)],
  ])('is not what %s is', (_what, bytes) => {
    expect(readPicture(bytes)).toBeUndefined();
  });

  it('that is cut off anywhere is none, and never an error', () => {
    for (const whole of [png, jpeg, lossy, lossless, extended]) {
      for (let length = 0; length < 16; length += 1)
        expect(readPicture(whole.subarray(0, length))).toBeUndefined();
      // In a larger buffer, nothing behind the end is read.
      const inside = new Uint8Array(whole.length + 8);
      inside.set(whole, 4);
      expect(readPicture(inside.subarray(4, 4 + whole.length))).toEqual(readPicture(whole));
    }
  });
});

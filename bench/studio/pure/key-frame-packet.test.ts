import { expect, it } from 'vitest';
import { isOfKeyFrame } from './key-frame-packet.ts';

const packet = (...payload: number[]) => Buffer.from([...Array.from({ length: 12 }, () => 0x80), ...payload]);

it.each([
  ['a whole key frame', packet(0x65, 1, 2), true],
  ['what has to be known to decode it', packet(0x67, 1), true],
  ['a piece of one', packet(0x7c, 0x85, 1), true],
  ['several units with one among them', packet(0x78, 0, 2, 0x41, 9, 0, 2, 0x65, 9), true],
  ['a picture that needs another', packet(0x41, 1, 2), false],
  ['a piece of such a one', packet(0x7c, 0x81, 1), false],
  ['several units without', packet(0x78, 0, 2, 0x41, 9, 0, 2, 0x06, 9), false],
  ['nothing', packet(), false],
])('%s is told for what it is', (_what, bytes, is) => expect(isOfKeyFrame(bytes)).toBe(is));

import { expect, it } from 'vitest';
import { RtpJoin } from './rtp-join.ts';

function packet(sequence: number, ticks: number): Buffer {
  const bytes = Buffer.alloc(20, 7);
  bytes.writeUInt16BE(sequence, 2);
  bytes.writeUInt32BE(ticks >>> 0, 4);
  return bytes;
}
const read = (bytes: Buffer | undefined) => [bytes?.readUInt16BE(2), bytes?.readUInt32BE(4)];

it('leaves the time of the first sender as it is, and counts what it hands on', () => {
  const join = new RtpJoin(90_000);
  expect(read(join.next(packet(500, 1_000), 0))).toEqual([1, 1_000]);
  expect(read(join.next(packet(502, 4_000), 33))).toEqual([2, 4_000]);
});

it('goes on with the next sender as if it were the same one', () => {
  const join = new RtpJoin(90_000);
  join.next(packet(500, 1_000), 0);
  join.begin();
  expect(read(join.next(packet(7, 4_000_000_000), 100))).toEqual([2, 10_000]);
  expect(read(join.next(packet(8, 4_000_003_000), 133))).toEqual([3, 13_000]);
});

it('goes past the end of both counters', () => {
  const join = new RtpJoin(48_000);
  join.next(packet(1, 0xffff_ffff), 0);
  for (let sent = 0; sent < 0xffff; sent += 1) join.next(packet(1, 0), 0);
  expect(read(join.next(packet(9, 960), 20))).toEqual([1, 960]);
});

it('takes nothing for a packet that is too short', () => {
  expect(new RtpJoin(90_000).next(Buffer.alloc(4), 0)).toBeUndefined();
});

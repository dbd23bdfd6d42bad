import { describe, expect, it } from 'vitest';
import { type Shape, moveClock, planPacket, seededRandom } from './shape.ts';

const plan = (shape: Shape, packets = 10_000, seed = 1) => {
  const random = seededRandom(seed);
  return Array.from({ length: packets }, () => planPacket(shape, random));
};

describe('the shape of a line', () => {
  it('leaves packets alone where it is good', () => {
    expect(plan({}, 3)).toEqual([[0], [0], [0]]);
  });

  it('loses, doubles and delays the share that it is told to', () => {
    const planned = plan({ lossPct: 5, duplicatePct: 10, reorderPct: 20, delayMs: 40, jitterMs: 10 });
    const share = (count: number) => Math.round((count / planned.length) * 100);
    expect(share(planned.filter((copies) => copies.length === 0).length)).toBe(5);
    const came = planned.filter((copies) => copies.length > 0);
    expect(share(came.filter((copies) => copies.length === 2).length)).toBeCloseTo(10, -1);
    expect(share(came.filter(([first = 0]) => first > 60).length)).toBeCloseTo(19, -1);
    expect(Math.min(...came.flat())).toBeGreaterThanOrEqual(40);
    expect(Math.max(...came.flat())).toBeLessThanOrEqual(75);
  });

  it('does the same to the same packets for the same seed', () => {
    const shape = { lossPct: 20, duplicatePct: 20, jitterMs: 5 };
    expect(plan(shape, 100, 7)).toEqual(plan(shape, 100, 7));
    expect(plan(shape, 100, 7)).not.toEqual(plan(shape, 100, 8));
  });
});

describe('a clock that jumps', () => {
  it('is told by RTP and by sender reports, and goes round', () => {
    const rtp = Buffer.alloc(20);
    rtp.writeUInt8(0x80, 0);
    rtp.writeUInt8(0x80 | 102, 1);
    rtp.writeUInt32BE(0xffff_fff0, 4);
    expect(moveClock(rtp, 0x20).readUInt32BE(4)).toBe(0x10);
    expect(rtp.readUInt32BE(4)).toBe(0xffff_fff0);
    const report = Buffer.alloc(28);
    report.writeUInt8(200, 1);
    report.writeUInt32BE(1000, 16);
    expect(moveClock(report, -1).readUInt32BE(16)).toBe(999);
    const goodbye = Buffer.alloc(8);
    goodbye.writeUInt8(203, 1);
    expect(moveClock(goodbye, 5)).toEqual(goodbye);
  });
});

import { describe, expect, it } from 'vitest';
import { type Arrival, Lane, type LaneStep, PACKET_BYTES } from './lane.ts';

/** A packet takes eight milliseconds on it. */
const step: LaneStep = { kbps: PACKET_BYTES, rttMs: 40, lossPct: 0 };
const cut: LaneStep = { ...step, kbps: 0 };
const never = () => 1;
const packets = (count: number) => new Uint8Array(count * PACKET_BYTES);
const times = (arrivals: readonly Arrival[]) => arrivals.map(({ atMs }) => atMs);

describe('one way of a line', () => {
  it('lets packet after packet leave at its pace, each there half a round trip later', () => {
    const lane = new Lane(never);
    lane.push(lane.open(0), packets(3), 0);
    expect(times(lane.advance(0, step))).toEqual([28]);
    expect(lane.nextMs(step)).toBe(8);
    expect(times(lane.advance(20, step))).toEqual([36, 44]);
    expect(lane.nextMs(step)).toBeUndefined();
  });

  it('loses no pace where it is asked late, and saves none up while it stands idle', () => {
    const lane = new Lane(never);
    const flow = lane.open(0);
    lane.push(flow, packets(2), 0);
    expect(times(lane.advance(500, step))).toEqual([28, 36]);
    lane.push(flow, packets(2), 600);
    expect(times(lane.advance(600, step))).toEqual([628]);
  });

  it('serves its connections in turn', () => {
    const lane = new Lane(never);
    const [large, small] = [lane.open(0), lane.open(0)];
    lane.push(large, packets(3), 0);
    lane.push(small, new Uint8Array(PACKET_BYTES), 0);
    expect(lane.advance(40, step).map(({ flow }) => (flow === large ? 'large' : 'small'))).toEqual([
      ...['large', 'small'],
      ...['large', 'large'],
    ]);
  });

  it('hands every byte on once and in order, its end last', () => {
    const lane = new Lane(never);
    const flow = lane.open(0);
    const sent = Uint8Array.from({ length: 4_000 }, (_, i) => i % 251);
    lane.push(flow, sent, 0);
    lane.push(flow, 'end', 0);
    const pieces = lane.advance(1_000, step).map(({ piece }) => piece);
    expect(pieces.at(-1)).toBe('end');
    expect(pieces.slice(0, -1).flatMap((piece) => [...(piece as Uint8Array)])).toEqual([...sent]);
    expect(flow.waitingBytes).toBe(0);
  });

  it('keeps a connection waiting until its hands are shaken', () => {
    const lane = new Lane(never);
    lane.push(lane.open(40), packets(1), 5);
    expect(lane.advance(5, step)).toEqual([]);
    expect(lane.nextMs(step)).toBe(40);
    expect(times(lane.advance(40, step))).toEqual([68]);
  });

  it('sends a lost packet again, and lets nothing of its connection go before it', () => {
    const draws = [0, 1, 1, 1, 1];
    const lane = new Lane(() => draws.shift() ?? 1);
    lane.push(lane.open(0), packets(4), 0);
    expect(lane.advance(0, { ...step, lossPct: 1 })).toEqual([]);
    // Eight milliseconds to send it, and a round trip until three behind it have told that it is missing.
    expect(lane.nextMs(step)).toBe(48);
    expect(times(lane.advance(80, step))).toEqual([76, 84, 92, 100]);
  });

  it('carries nothing while it is cut; afterwards each connection goes on with its next try', () => {
    const lane = new Lane(never);
    const [known, fresh] = [lane.open(0), lane.open(1_000)];
    lane.push(known, packets(1), 0);
    lane.advance(0, step);
    lane.push(known, packets(1), 1_000);
    lane.push(fresh, packets(1), 1_000);
    expect(lane.advance(1_000, cut)).toEqual([]);
    expect(lane.nextMs(cut)).toBeUndefined();
    expect(lane.advance(2_500, step)).toEqual([]);
    // 240 ms, 480, 960 for the one; a second, two for the other.
    expect(lane.nextMs(step)).toBe(1_000 + 240 + 480 + 960);
    expect(times(lane.advance(5_000, step))).toEqual([2_708, 4_028]);
  });

  it('drops what waits of a connection that is broken off', () => {
    const lane = new Lane(never);
    const flow = lane.open(0);
    lane.push(flow, packets(5), 0);
    lane.close(flow);
    expect(lane.advance(100, step)).toEqual([]);
  });
});

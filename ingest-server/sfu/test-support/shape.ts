/** What a bad line does to packets. */
export interface Shape {
  lossPct?: number;
  duplicatePct?: number;
  /** This share of packets comes after some that were sent later. */
  reorderPct?: number;
  delayMs?: number;
  /** Up to this much more, another for each packet. */
  jitterMs?: number;
}

/** How much later than its successors a reordered packet comes: three or four at a lecture's rate. */
const REORDER_MS = 25;

/** A sequence of numbers from 0 to 1 that is the same for the same seed: a test that fails fails again. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** After how many milliseconds each copy of a packet comes; none for one that is lost. */
export function planPacket(shape: Shape, random: () => number): number[] {
  const { lossPct = 0, duplicatePct = 0, reorderPct = 0, delayMs = 0, jitterMs = 0 } = shape;
  // Each is drawn always, so that a change of one setting leaves the others' packets as they were.
  const [lost, doubled, late] = [random() * 100, random() * 100, random() * 100];
  const delay = () => delayMs + random() * jitterMs;
  const first = delay() + (late < reorderPct ? REORDER_MS : 0);
  const second = delay();
  if (lost < lossPct) return [];
  return doubled < duplicatePct ? [first, second] : [first];
}

/** Adds this many ticks to the clock that an RTP packet, or a sender report of RTCP, tells. */
export function moveClock(packet: Buffer, ticks: number): Buffer {
  if (ticks === 0 || packet.length < 8) return packet;
  const moved = Buffer.from(packet);
  const type = moved.readUInt8(1);
  const isReport = type >= 192 && type <= 223;
  if (isReport && (type !== 200 || packet.length < 20)) return packet;
  const at = isReport ? 16 : 4;
  moved.writeUInt32BE((moved.readUInt32BE(at) + ticks) >>> 0, at);
  return moved;
}

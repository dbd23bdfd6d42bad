/** Where an RTP header has its number and its time (RFC 3550 5.1). */
const SEQUENCE_AT = 2;
const TIME_AT = 4;
const HEADER_BYTES = 12;

/**
 * Makes one RTP stream of several senders, one after the other, as a page's is that changes its track: numbers go on
 * without a gap, and time goes on by the clock. What is left out of it is not missed.
 */
export class RtpJoin {
  readonly #ticksPerMs: number;
  #sequence = 0;
  #last: { ticks: number; atMs: number } | undefined;
  /** What is added to this sender's time; unknown until its first packet. */
  #shift: number | undefined = 0;

  constructor(clockRate: number) {
    this.#ticksPerMs = clockRate / 1000;
  }

  /** From now on another sends. */
  begin(): void {
    this.#shift = undefined;
  }

  /** The packet as it goes on; undefined where it is too short to be one. */
  next(packet: Buffer, atMs: number): Buffer | undefined {
    if (packet.length < HEADER_BYTES) return undefined;
    const told = packet.readUInt32BE(TIME_AT);
    this.#shift ??= this.#last ? this.#expected(this.#last, atMs) - told : 0;
    const ticks = (told + this.#shift) >>> 0;
    this.#last = { ticks, atMs };
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const joined = Buffer.from(packet);
    joined.writeUInt16BE(this.#sequence, SEQUENCE_AT);
    joined.writeUInt32BE(ticks, TIME_AT);
    return joined;
  }

  #expected(last: { ticks: number; atMs: number }, atMs: number): number {
    return last.ticks + Math.round((atMs - last.atMs) * this.#ticksPerMs);
  }
}

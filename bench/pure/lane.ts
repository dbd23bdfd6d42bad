import { FIRST_CONTACT_WAIT_MS, firstTryAfter, resendAfterMs, timeoutMs } from './retries.ts';

/** What an Ethernet frame carries of a TCP stream. */
export const PACKET_BYTES = 1_448;

export type Piece = Uint8Array | 'end';

export interface LaneStep {
  readonly kbps: number;
  readonly rttMs: number;
  readonly lossPct: number;
}

export interface Arrival {
  readonly flow: Flow;
  readonly piece: Piece;
  readonly atMs: number;
}

/** One connection's stream one way, as far as it hasn't left. Only its lane changes it. */
export class Flow {
  readonly waiting: { piece: Piece; sinceMs: number }[] = [];
  waitingBytes = 0;
  /** Until then nothing leaves: hands are shaken, or a lost packet is waited for. */
  heldUntilMs: number;
  /** Since when it is tried in vain over a line that carries nothing. */
  vainSinceMs: number | undefined;
  hasSent = false;
  lostInRow = 0;

  constructor(heldUntilMs: number) {
    this.heldUntilMs = heldUntilMs;
  }

  get readyMs(): number {
    const [head] = this.waiting;
    return head ? Math.max(head.sinceMs, this.heldUntilMs) : Number.POSITIVE_INFINITY;
  }
}

/**
 * One way of a line for all its connections, by a clock that is handed in: packet after packet in turn, at the line's
 * pace, each there half a round trip later. As TCP has it, a lost packet is no gap but a wait of its connection.
 */
export class Lane {
  readonly #random: () => number;
  readonly #flows: Flow[] = [];
  #freeAtMs = 0;
  #arrivedMs = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  open(heldUntilMs: number): Flow {
    const flow = new Flow(heldUntilMs);
    this.#flows.push(flow);
    return flow;
  }

  push(flow: Flow, piece: Piece, nowMs: number): void {
    flow.waiting.push({ piece, sinceMs: nowMs });
    flow.waitingBytes += sizeOf(piece);
  }

  /** What waits is dropped, as when a connection is broken off. */
  close(flow: Flow): void {
    const index = this.#flows.indexOf(flow);
    if (index >= 0) this.#flows.splice(index, 1);
  }

  #letOthersFirst(flow: Flow): void {
    this.close(flow);
    this.#flows.push(flow);
  }

  /** Everything that leaves until now. To be asked whenever something was pushed, and at each new step. */
  advance(nowMs: number, step: LaneStep): Arrival[] {
    if (step.kbps === 0) {
      for (const flow of this.#flows) if (flow.waiting.length > 0) flow.vainSinceMs ??= nowMs;
      return [];
    }
    for (const flow of this.#flows) tryAgain(flow, nowMs, step.rttMs);
    const arrivals: Arrival[] = [];
    for (let turnMs = this.#turnMs(); turnMs <= nowMs; turnMs = this.#turnMs()) {
      const flow = this.#flows.find(({ readyMs }) => readyMs <= turnMs);
      if (!flow) break;
      const arrival = this.#send(flow, turnMs, step);
      if (arrival) arrivals.push(arrival);
      this.#letOthersFirst(flow);
    }
    return arrivals;
  }

  /** When there is something to do again; undefined where only another step or another piece can bring that. */
  nextMs(step: LaneStep): number | undefined {
    const turnMs = this.#turnMs();
    return step.kbps === 0 || turnMs === Number.POSITIVE_INFINITY ? undefined : turnMs;
  }

  /** When the line is free and something is ready to leave. */
  #turnMs(): number {
    return Math.max(this.#freeAtMs, Math.min(...this.#flows.map(({ readyMs }) => readyMs)));
  }

  #send(flow: Flow, atMs: number, { kbps, rttMs, lossPct }: LaneStep): Arrival | undefined {
    const [head] = flow.waiting;
    if (!head) return undefined;
    const { piece, sinceMs } = head;
    const packet = piece === 'end' ? piece : piece.subarray(0, PACKET_BYTES);
    this.#freeAtMs = atMs + (sizeOf(packet) * 8) / kbps;
    const isLost = piece !== 'end' && this.#random() * 100 < lossPct;
    flow.hasSent = true;
    if (isLost) {
      const behind = Math.ceil(flow.waitingBytes / PACKET_BYTES) - 1;
      flow.heldUntilMs = this.#freeAtMs + resendAfterMs(rttMs, behind, flow.lostInRow);
      flow.lostInRow += 1;
      return undefined;
    }
    flow.lostInRow = 0;
    flow.waiting.shift();
    flow.waitingBytes -= sizeOf(packet);
    if (piece !== 'end' && piece.length > PACKET_BYTES)
      flow.waiting.unshift({ piece: piece.subarray(PACKET_BYTES), sinceMs });
    // A line that has become shorter still lets nothing overtake.
    this.#arrivedMs = Math.max(this.#arrivedMs, this.#freeAtMs + rttMs / 2);
    return { flow, piece: packet, atMs: this.#arrivedMs };
  }
}

/** The line carries again: what was tried in vain is through with its next try, and not before. */
function tryAgain(flow: Flow, nowMs: number, rttMs: number): void {
  if (flow.vainSinceMs === undefined) return;
  const firstWaitMs = flow.hasSent ? timeoutMs(rttMs) : FIRST_CONTACT_WAIT_MS;
  flow.heldUntilMs = Math.max(flow.heldUntilMs, firstTryAfter(flow.vainSinceMs, nowMs, firstWaitMs));
  flow.vainSinceMs = undefined;
}

function sizeOf(piece: Piece): number {
  return piece === 'end' ? 0 : piece.length;
}

import type { Socket } from 'node:net';
import { type Arrival, type Flow, Lane, type LaneStep, type Piece } from '../pure/lane.ts';

/** As much of a connection waits for the line; more stays where it comes from. */
const WAITING_MAX = 64 * 1024;
/** Waking up for each packet would cost more than it shows. */
const WAKE_EVERY_MS = 2;

interface Ends {
  readonly from: Socket;
  readonly to: Socket;
}

/** One way of a line between sockets: a lane, and the clock that drives it. */
export class OneWay {
  readonly #lane: Lane;
  readonly #stepNow: () => LaneStep;
  readonly #ends = new Map<Flow, Ends>();
  readonly #underway: Arrival[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(random: () => number, stepNow: () => LaneStep) {
    this.#lane = new Lane(random);
    this.#stepNow = stepNow;
  }

  /** From now on `to` gets what `from` says, held back for `handshakes` round trips at first. */
  join(from: Socket, to: Socket, handshakes: number): void {
    const flow = this.#lane.open(performance.now() + handshakes * this.#stepNow().rttMs);
    this.#ends.set(flow, { from, to });
    const send = (piece: Piece) => {
      // Nobody is there to take it.
      if (!this.#ends.has(flow)) return;
      this.#lane.push(flow, piece, performance.now());
      if (flow.waitingBytes > WAITING_MAX) from.pause();
      this.pump();
    };
    from.on('data', send);
    from.once('close', () => send('end'));
    // Who doesn't listen any more needs nothing of what is under way.
    to.once('close', () => this.#forget(flow));
  }

  /** To be called at each new step, too. */
  readonly pump = (): void => {
    clearTimeout(this.#timer);
    const nowMs = performance.now();
    const step = this.#stepNow();
    this.#underway.push(...this.#lane.advance(nowMs, step));
    while ((this.#underway[0]?.atMs ?? Infinity) <= nowMs) this.#arrive(this.#underway.shift());
    const nextMs = Math.min(this.#underway[0]?.atMs ?? Infinity, this.#lane.nextMs(step) ?? Infinity);
    if (nextMs === Infinity) return;
    this.#timer = setTimeout(this.pump, Math.max(WAKE_EVERY_MS, nextMs - nowMs));
  };

  close(): void {
    clearTimeout(this.#timer);
    this.#underway.length = 0;
    for (const flow of [...this.#ends.keys()]) this.#forget(flow);
  }

  #arrive(arrival: Arrival | undefined): void {
    const ends = arrival && this.#ends.get(arrival.flow);
    if (!ends) return;
    const { from, to } = ends;
    if (arrival.piece === 'end') to.destroySoon();
    else to.write(arrival.piece);
    if (from.isPaused() && arrival.flow.waitingBytes < WAITING_MAX / 2) from.resume();
  }

  #forget(flow: Flow): void {
    this.#ends.delete(flow);
    this.#lane.close(flow);
  }
}

import type { Socket } from 'node:net';
import { type PlainGet, readPlainGet } from './pure/plain-get.ts';

/** One such question; answered once, however late. */
export interface PlainAsk extends PlainGet {
  readonly isGone: boolean;
  write(pieces: readonly Buffer[]): void;
}

export interface LiveLaneOptions {
  readonly under: string;
  handle(ask: PlainAsk): void;
  /** Takes a connection with all that came on it; it does not come back. */
  handOver(socket: Socket): void;
}

/** As long as a player thinks between two questions, and longer than any answer takes to come. */
const IDLE_MAX_MS = 30_000;
/** Of questions that came before the last one was answered. */
const HELD_MAX = 8_192;
/** Some segments. Who asks on without taking what was asked for before is not heard until they have. */
const UNTAKEN_MAX = 2 * 1024 * 1024;
/** Nobody is there any more who could take an answer. */
const ends = ['end', 'timeout', 'error'] as const;

/**
 * Most of what is asked of this server is the next part, by thousands at once, and a whole HTTP server spends more on
 * each question than it takes to send what was asked for. Every connection begins here. At the first question that is
 * not a plain GET of what is live it goes to the server that understands all of HTTP, with every byte of it, and stays there.
 */
export class LiveLane {
  readonly #socket: Socket;
  readonly #options: LiveLaneOptions;
  #current: Ask | undefined;
  #held: Buffer | undefined;

  constructor(socket: Socket, options: LiveLaneOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.setNoDelay(true);
    socket.setTimeout(IDLE_MAX_MS);
    socket.on('data', this.#read);
    for (const sign of ends) socket.on(sign, this.#giveUp);
  }

  /** Whether this is what is waited for on this connection. */
  isOpen(ask: Ask): boolean {
    return this.#current === ask && !this.#socket.destroyed;
  }

  write(ask: Ask, pieces: readonly Buffer[]): void {
    if (!this.isOpen(ask)) return;
    this.#current = undefined;
    const [whole] = pieces;
    if (whole && pieces.length === 1) this.#socket.write(whole);
    else {
      this.#socket.cork();
      for (const piece of pieces) this.#socket.write(piece);
      this.#socket.uncork();
    }
    if (this.#socket.writableLength <= UNTAKEN_MAX) return this.#takeHeld();
    this.#socket.pause();
    this.#socket.once('drain', this.#goOn);
  }

  #takeHeld(): void {
    const next = this.#held;
    this.#held = undefined;
    if (next) this.#read(next);
  }

  readonly #goOn = (): void => {
    this.#socket.resume();
    this.#takeHeld();
  };

  readonly #read = (chunk: Buffer): void => {
    if (this.#current) {
      this.#held = this.#held ? Buffer.concat([this.#held, chunk]) : chunk;
      if (this.#held.length > HELD_MAX) this.#giveUp();
      return;
    }
    const asked = readPlainGet(chunk.toString('latin1'), this.#options.under);
    if (!asked) {
      this.#leave();
      // Stopped and started again: what is put back would else lie there until more comes.
      this.#socket.pause();
      this.#socket.unshift(chunk);
      this.#options.handOver(this.#socket);
      this.#socket.resume();
      return;
    }
    this.#current = new Ask(this, asked);
    this.#options.handle(this.#current);
  };

  readonly #giveUp = (): void => {
    this.#leave();
    this.#socket.destroy();
  };

  #leave(): void {
    this.#current = undefined;
    this.#socket.off('data', this.#read);
    this.#socket.off('drain', this.#goOn);
    for (const sign of ends) this.#socket.off(sign, this.#giveUp);
    this.#socket.setTimeout(0);
  }
}

class Ask implements PlainAsk {
  readonly address: string;
  readonly takesGzip: boolean;
  readonly #lane: LiveLane;

  constructor(lane: LiveLane, { address, takesGzip }: PlainGet) {
    this.#lane = lane;
    this.address = address;
    this.takesGzip = takesGzip;
  }

  get isGone(): boolean {
    return !this.#lane.isOpen(this);
  }

  write(pieces: readonly Buffer[]): void {
    this.#lane.write(this, pieces);
  }
}

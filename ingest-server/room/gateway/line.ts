import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { beatsSkipped } from './pure/beats.ts';

export interface LineOptions {
  readonly socket: WebSocket;
  /** What the socket runs over: frames that are built once for many are written to it as they are. */
  readonly stream: Duplex;
  readonly now: () => number;
}

/** Pings without an answer after which a peer is gone. */
const UNANSWERED_MAX = 2;
/** How long a peer may take to close its side after our goodbye. */
const CLOSE_WITHIN_MS = 2000;

/** One socket as something to write to: what waits in it, and whether its other end still lives. */
export class Line {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #now: () => number;
  #unansweredPings = 0;
  #toldAt = -Infinity;
  #beatsSkipped = 0;

  constructor({ socket, stream, now }: LineOptions) {
    this.#socket = socket;
    this.#stream = stream;
    this.#now = now;
    socket.on('pong', () => (this.#unansweredPings = 0));
  }

  /** Nobody has answered for so long that nobody is there. */
  get isDead(): boolean {
    return this.#unansweredPings >= UNANSWERED_MAX;
  }

  /** Bytes that wait for the reader. */
  get backlog(): number {
    return this.#stream.writableLength;
  }

  /** A whole WebSocket frame, the same bytes for many. */
  deliver(frame: Buffer): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#toldAt = this.#now();
    this.#stream.write(frame);
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  /** Whether a beat is due: not where something else has just told the page that we live. */
  isBeatDue(): boolean {
    this.#beatsSkipped = beatsSkipped(this.#beatsSkipped, this.#now() - this.#toldAt);
    return this.#beatsSkipped === 0;
  }

  /** The frame has a beat for the page, and a ping to which its browser answers us. */
  beat(frame: Buffer): void {
    this.#unansweredPings += 1;
    this.deliver(frame);
    this.#toldAt = -Infinity;
  }

  close(code: number): void {
    this.#socket.close(code);
    const timer = setTimeout(() => this.#socket.terminate(), CLOSE_WITHIN_MS);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  terminate(): void {
    this.#socket.terminate();
  }
}

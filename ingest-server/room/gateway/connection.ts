import type { Refusal } from '@rostrum/protocol/room';
import type { ClientFrame, ServerFrame, You } from '@rostrum/protocol/wire';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import type { MediaDesk, MediaSession } from '../media-desk.ts';
import type { LeaveReason } from '../pure/presence.ts';
import type { Room } from '../room.ts';
import type { Hall } from './hall.ts';
import { welcomeFrame } from './pure/frames.ts';
import { readFrame } from './pure/read-frame.ts';
import { binaryFrame, helloFirst, helloTwice, noDesk, noHello, notNow, tooSlow } from './pure/refusals.ts';

/** A place in a class, made when a hello was accepted. `leave` gives it back and never rejects. */
export interface Seat {
  readonly you: You;
  readonly room: Room;
  readonly media: MediaSession;
  leave(reason: LeaveReason): void;
}

export type Entry = { ok: true; seat: Seat } | { ok: false; refusal: Refusal; again: boolean };

export interface ConnectionOptions {
  readonly socket: WebSocket;
  readonly logger: Logger;
  readonly now: () => number;
  readonly helloWithinMs: number;
  /** Bytes that may wait for a slow reader, beside its own welcome. */
  readonly backlogMax: number;
  readonly desk: MediaDesk | undefined;
  /** Checks the token and joins the class; may reject. */
  enter(token: string): Promise<Entry>;
  hallOf(room: Room): Hall;
  handleOver(): void;
}

/**
 *   greeting ──hello──► entering ──accepted──► inside
 *        └── any of them ──bye, loss, refusal, shutdown──► over
 */
type Phase =
  | { is: 'greeting'; timer: NodeJS.Timeout }
  | { is: 'entering' }
  | { is: 'inside'; seat: Seat; hall: Hall; backlogMax: number }
  | { is: 'over' };

/** How long a peer may take to close its side after our goodbye. */
const CLOSE_WITHIN_MS = 2000;
/** Pings without an answer after which a peer is gone. */
const UNANSWERED_MAX = 2;

const CLOSED_BY_REFUSAL = 1008;
const CLOSED_FOR_NOW = 1013;
const CLOSED_NORMALLY = 1000;
const PAGE_WENT_AWAY = 1001;

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #socket: WebSocket;
  #phase: Phase;
  #unansweredPings = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#socket = options.socket;
    const timer = setTimeout(() => this.end(noHello, true), options.helloWithinMs);
    this.#phase = { is: 'greeting', timer };
    this.#socket.on('message', (data, isBinary) => this.#handleMessage(data, isBinary));
    this.#socket.on('pong', () => (this.#unansweredPings = 0));
    this.#socket.on('close', (code) => this.#over(code === PAGE_WENT_AWAY ? 'left' : 'lost'));
    // A frame over the limit, or a broken one: ws closes with the fitting code by itself.
    this.#socket.on('error', (error) => options.logger.debug({ error }, 'a socket failed'));
  }

  /** The same bytes for everyone in the class; whoever can't keep up is cut off, and resumes. */
  deliver(frame: Buffer): void {
    if (this.#phase.is !== 'inside') return;
    if (this.#socket.bufferedAmount > this.#phase.backlogMax) {
      this.end(tooSlow, true);
      return;
    }
    this.#socket.send(frame, { binary: false });
  }

  /** A sign of life both ways: the frame for the page, the ping for us. */
  beat(frame: Buffer): void {
    if (this.#unansweredPings >= UNANSWERED_MAX) {
      this.#socket.terminate();
      return;
    }
    if (this.#phase.is !== 'inside') return;
    this.#unansweredPings += 1;
    this.#socket.ping();
    this.deliver(frame);
  }

  /** Says why, then closes; `again` tells the page whether coming back makes sense. */
  end(refusal: Refusal, again: boolean): void {
    if (this.#phase.is === 'over') return;
    this.#write({ t: 'bye', refusal, again });
    this.#over('lost');
    this.#close(again ? CLOSED_FOR_NOW : CLOSED_BY_REFUSAL);
  }

  /** The server goes: room and media end what is theirs by themselves, for everyone at once. */
  shutDown(refusal: Refusal): void {
    if (this.#phase.is === 'over') return;
    this.#write({ t: 'bye', refusal, again: true });
    this.#over('server-goes');
    this.#close(CLOSED_FOR_NOW);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  #handleMessage(data: RawData, isBinary: boolean): void {
    if (this.#phase.is === 'over') return;
    const read = isBinary ? ({ is: 'unreadable', refusal: binaryFrame } as const) : readFrame(textOf(data));
    switch (read.is) {
      case 'frame':
        this.#handleFrame(read.frame);
        return;
      case 'bad-command':
        this.#write({ t: 'refused', key: read.key, refusal: read.refusal });
        return;
      case 'bad-question':
        this.#write({ t: 'unanswered', id: read.id, refusal: read.refusal });
        return;
      case 'unreadable':
        this.end(read.refusal, false);
        return;
    }
  }

  #handleFrame(frame: ClientFrame): void {
    if (frame.t === 'bye') {
      this.#over('left');
      this.#close(CLOSED_NORMALLY);
      return;
    }
    if (frame.t === 'hello') {
      if (this.#phase.is !== 'greeting') this.end(helloTwice, false);
      else void this.#enter(frame.token, frame.since);
      return;
    }
    if (this.#phase.is !== 'inside') {
      this.end(helloFirst, false);
      return;
    }
    const { seat } = this.#phase;
    if (frame.t === 'command') void this.#command(seat, frame);
    else void this.#answer(seat, frame);
  }

  async #enter(token: string, since: number | undefined): Promise<void> {
    if (this.#phase.is === 'greeting') clearTimeout(this.#phase.timer);
    this.#phase = { is: 'entering' };
    let entry: Entry;
    try {
      entry = await this.#options.enter(token);
    } catch (error) {
      this.#options.logger.error({ error }, 'somebody could not be let in');
      this.end(notNow, true);
      return;
    }
    if (!entry.ok) {
      this.end(entry.refusal, entry.again);
      return;
    }
    const { seat } = entry;
    if (this.#isOver()) {
      seat.leave('lost');
      return;
    }
    // From the look at the state to the place in the hall nothing may be awaited: an event would be missed.
    const replay = seat.room.recent.replay(since, seat.room.state);
    const welcome = welcomeFrame(seat.you, this.#options.now(), replay);
    const hall = this.#options.hallOf(seat.room);
    this.#phase = { is: 'inside', seat, hall, backlogMax: this.#options.backlogMax + 2 * welcome.length };
    this.#socket.send(welcome);
    hall.add(this);
  }

  // Behind an await the phase is another than TypeScript still believes.
  #isOver(): boolean {
    return this.#phase.is === 'over';
  }

  async #command(
    { room, you }: Seat,
    { key, command }: Extract<ClientFrame, { t: 'command' }>,
  ): Promise<void> {
    const outcome = await room.command(you, key, command);
    // Its events were sent when they were logged, before this: who hears 'done' already shows it.
    if (outcome.ok) this.#write({ t: 'done', key, seq: outcome.seq });
    else this.#write({ t: 'refused', key, refusal: outcome.refusal });
  }

  async #answer({ media }: Seat, { id, question }: Extract<ClientFrame, { t: 'ask' }>): Promise<void> {
    const { desk, logger } = this.#options;
    try {
      const reply = desk ? await desk.ask(media, question) : ({ ok: false, refusal: noDesk } as const);
      if (reply.ok) this.#write({ t: 'answer', id, answer: reply.answer });
      else this.#write({ t: 'unanswered', id, refusal: reply.refusal });
    } catch (error) {
      logger.error({ error, question: question.type }, 'a media question failed');
      this.#write({ t: 'unanswered', id, refusal: notNow });
    }
  }

  #over(reason: LeaveReason | 'server-goes'): void {
    const phase = this.#phase;
    if (phase.is === 'over') return;
    this.#phase = { is: 'over' };
    if (phase.is === 'greeting') clearTimeout(phase.timer);
    if (phase.is === 'inside') {
      phase.hall.remove(this);
      if (reason !== 'server-goes') {
        this.#options.desk?.sessionClosed(phase.seat.media);
        phase.seat.leave(reason);
      }
    }
    this.#options.handleOver();
  }

  #write(frame: ServerFrame): void {
    if (this.#phase.is !== 'over') this.#socket.send(JSON.stringify(frame));
  }

  #close(code: number): void {
    this.#socket.close(code);
    const timer = setTimeout(() => this.#socket.terminate(), CLOSE_WITHIN_MS);
    this.#socket.once('close', () => clearTimeout(timer));
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return (Buffer.isBuffer(data) ? data : Buffer.from(data)).toString();
}

import { type Bucket, type BucketSize, take } from '@rostrum/protocol/limits';
import {
  type Command,
  type Event,
  type Refusal,
  type View,
  mineIn,
  stateIn,
  viewOf,
} from '@rostrum/protocol/room';
import type { ClientFrame, ServerFrame } from '@rostrum/protocol/wire';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import type { BoardPlace } from '../board/board-table.ts';
import type { MediaDesk } from '../media-desk.ts';
import type { Room } from '../room.ts';
import type { Hall } from './hall.ts';
import { Line } from './line.ts';
import type { Listener } from './listener.ts';
import { textFrame, welcomeFrame } from './pure/frames.ts';
import { readFrame } from './pure/read-frame.ts';
import {
  binaryFrame,
  helloFirst,
  helloTwice,
  noDesk,
  noHello,
  notNow,
  removedFor,
  tooManyFrames,
  tooSlow,
} from './pure/refusals.ts';
import type { Seat } from './seat.ts';

type Hello = Extract<ClientFrame, { t: 'hello' }>;

export type Entry = { ok: true; seat: Seat } | { ok: false; refusal: Refusal; again: boolean };

export interface ConnectionOptions {
  readonly socket: WebSocket;
  /** What the socket runs over: frames that are built once for many are written to it as they are. */
  readonly stream: Duplex;
  readonly logger: Logger;
  readonly now: () => number;
  readonly helloWithinMs: number;
  /** Bytes that may wait for a slow reader, beside its own welcome. */
  readonly backlogMax: number;
  readonly desk: MediaDesk | undefined;
  readonly frames: BucketSize;
  /** Checks the token and joins the class; may reject. */
  enter(hello: Hello): Promise<Entry>;
  hallOf(room: Room): Hall;
  /** Why this person must wait with their next command; undefined when they need not. */
  refusalOfHaste(seat: Seat, command: Command): Refusal | undefined;
  handleOver(): void;
}

/**
 *   greeting ──hello──► entering ──accepted──► inside
 *        └── any of them ──bye, loss, refusal, shutdown──► over
 */
type Phase =
  | { is: 'greeting'; timer: NodeJS.Timeout }
  | { is: 'entering' }
  | { is: 'inside'; seat: Seat; hall: Hall; listener: Listener; place: BoardPlace; backlogMax: number }
  | { is: 'over' };

type Ending = 'broken' | 'turned-away' | 'left' | 'server-goes';

const CLOSED_BY_REFUSAL = 1008;
const CLOSED_FOR_NOW = 1013;
const CLOSED_NORMALLY = 1000;

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #line: Line;
  #phase: Phase;
  #frames: Bucket | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { socket } = options;
    this.#line = new Line(options);
    const timer = setTimeout(() => this.end(noHello, true), options.helloWithinMs);
    this.#phase = { is: 'greeting', timer };
    socket.on('message', (data, isBinary) => this.#handleMessage(data, isBinary));
    // A page that goes away may only be loading anew: who leaves for good says so.
    socket.on('close', () => this.#over('broken'));
    // A frame over the limit, or a broken one: ws has closed with the fitting code, after which no word may follow.
    socket.on('error', (error) => options.logger.debug({ error }, 'a socket failed'));
  }

  /** Whose it is, once they are in. */
  get seat(): Seat | undefined {
    return this.#phase.is === 'inside' ? this.#phase.seat : undefined;
  }

  /** A sign of life both ways: the frame has a beat for the page, and a ping to which its browser answers us. */
  beat(frame: Buffer): void {
    if (this.#line.isDead) this.#line.terminate();
    else if (this.#phase.is === 'inside' && this.#line.isBeatDue() && this.#keepsUp()) this.#line.beat(frame);
  }

  /** Says why, then closes; `again` tells the page whether coming back makes sense. */
  end(refusal: Refusal, again: boolean): void {
    if (this.#phase.is === 'over') return;
    this.#write({ t: 'bye', refusal, again });
    this.#over('turned-away');
    this.#line.close(again ? CLOSED_FOR_NOW : CLOSED_BY_REFUSAL);
  }

  /** The server goes: room and media end what is theirs by themselves, for everyone at once. */
  shutDown(refusal: Refusal): void {
    if (this.#phase.is === 'over') return;
    this.#write({ t: 'bye', refusal, again: true });
    this.#over('server-goes');
    this.#line.close(CLOSED_FOR_NOW);
  }

  terminate(): void {
    this.#line.terminate();
  }

  /** The same bytes for everyone in the class; whoever can't keep up is cut off, and resumes. */
  #deliver(frame: Buffer): void {
    if (this.#keepsUp()) this.#line.deliver(frame);
  }

  #keepsUp(): boolean {
    if (this.#phase.is !== 'inside') return false;
    if (this.#line.backlog <= this.#phase.backlogMax) return true;
    this.end(tooSlow, true);
    return false;
  }

  #handleMessage(data: RawData, isBinary: boolean): void {
    if (this.#phase.is === 'over') return;
    const taken = take(this.#options.frames, this.#frames, this.#options.now());
    this.#frames = taken.bucket;
    if (!taken.ok) return this.end(tooManyFrames, true);
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
      this.#line.close(CLOSED_NORMALLY);
      return;
    }
    if (frame.t === 'hello') {
      if (this.#phase.is !== 'greeting') this.end(helloTwice, false);
      else void this.#enter(frame);
      return;
    }
    if (this.#phase.is !== 'inside') {
      this.end(helloFirst, false);
      return;
    }
    const { seat, hall } = this.#phase;
    if (frame.t === 'command') void this.#command(seat, hall, frame);
    else if (frame.t === 'board') hall.board.handle(this.#phase.place, frame.say);
    else if (frame.t === 'breakout') hall.breakouts.handle(this.#phase.place, frame.say);
    else void this.#answer(seat, frame);
  }

  async #enter(hello: Hello): Promise<void> {
    if (this.#phase.is === 'greeting') clearTimeout(this.#phase.timer);
    this.#phase = { is: 'entering' };
    let entry: Entry;
    try {
      entry = await this.#options.enter(hello);
    } catch (error) {
      this.#options.logger.error({ error }, 'somebody could not be let in');
      this.end(notNow, true);
      return;
    }
    if (!entry.ok) {
      this.end(entry.refusal, entry.again);
      return;
    }
    if (this.#isOver()) entry.seat.leave('lost');
    else this.#sitDown(entry.seat, hello);
  }

  // From the look at the state to the place in the hall nothing may be awaited: an event would be missed.
  #sitDown(seat: Seat, { since, logId }: Hello): void {
    // Between the look at the token and this moment staff may have removed them, or their way in was withdrawn.
    const refusal = seat.refusalNow();
    if (refusal) {
      seat.leave('lost');
      this.end(refusal, false);
      return;
    }
    const { room, you, resume } = seat;
    const { state } = room;
    const hall = this.#options.hallOf(room);
    const view = viewOf(you.role);
    const welcome = welcomeFrame({
      you,
      at: this.#options.now(),
      resume,
      counts: hall.counts,
      through: state.seq,
      logId: room.logId,
      replay: room.replay(view, since === undefined ? undefined : { since, logId }),
      mine: mineIn(state, you.personId),
    });
    const listener = this.#listener(seat, view, state.seq);
    const backlogMax = this.#options.backlogMax + 2 * welcome.length;
    this.#phase = { is: 'inside', seat, hall, listener, place: this.#placeOf(seat), backlogMax };
    this.#line.send(welcome);
    hall.add(listener);
  }

  #listener({ you: { personId } }: Seat, view: View, through: number): Listener {
    return {
      personId,
      view,
      through,
      deliver: (frame) => this.#deliver(frame),
      handleOwnChange: (event) => this.#handleOwnChange(event),
    };
  }

  /** One for as long as they are inside; who they are is asked anew each time. */
  #placeOf(before: Seat): BoardPlace {
    return {
      you: () => (this.#phase.is === 'inside' ? this.#phase.seat : before).inRoleNow().you,
      tell: (text, isLong) => {
        // As with a welcome: what they asked for themselves does not make them slow.
        if (isLong && this.#phase.is === 'inside') {
          const needed = this.#options.backlogMax + 2 * text.length;
          this.#phase.backlogMax = Math.max(this.#phase.backlogMax, needed);
        }
        this.#deliver(textFrame(text));
      },
    };
  }

  #handleOwnChange(event: Event): void {
    if (this.#phase.is !== 'inside') return;
    if (event.type === 'person.removed') {
      this.end(removedFor(event.reason), false);
      return;
    }
    const { seat: before, hall, listener } = this.#phase;
    const seat = before.inRoleNow();
    const { state } = seat.room;
    const view = viewOf(seat.you.role);
    const now = this.#listener(seat, view, state.seq);
    this.#phase = { ...this.#phase, seat, listener: now };
    hall.remove(listener, now);
    const { you } = seat;
    const seen = { state: stateIn(view, state), mine: mineIn(state, you.personId) };
    this.#write({ t: 'state', you, through: state.seq, ...seen });
  }

  // Behind an await the phase is another than TypeScript still believes.
  #isOver(): boolean {
    return this.#phase.is === 'over';
  }

  async #command(
    seat: Seat,
    hall: Hall,
    { key, command }: Extract<ClientFrame, { t: 'command' }>,
  ): Promise<void> {
    // Who says again what is in the log already, because the answer was lost, is not in haste.
    const isKnown = seat.room.knows(seat.member.personId, key);
    const haste = isKnown ? undefined : this.#options.refusalOfHaste(seat, command);
    const outcome = haste
      ? ({ ok: false, refusal: haste } as const)
      : await seat.room.command(seat.member, key, command);
    // Said again after coming back, its key tells whether it was done.
    if (!outcome.ok && 'unknown' in outcome) this.end(outcome.refusal, true);
    else if (!outcome.ok) this.#write({ t: 'refused', key, refusal: outcome.refusal });
    else this.#acknowledge(hall, key, outcome.seq);
  }

  /** Behind its events: who hears 'done' already shows it. */
  #acknowledge(hall: Hall, key: string, seq: number): void {
    if (this.#phase.is === 'inside') hall.bringUpToDate(this.#phase.listener);
    this.#write({ t: 'done', key, seq });
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

  #over(how: Ending): void {
    const phase = this.#phase;
    if (phase.is === 'over') return;
    this.#phase = { is: 'over' };
    if (phase.is === 'greeting') clearTimeout(phase.timer);
    if (phase.is === 'inside') {
      phase.hall.board.leave(phase.place);
      phase.hall.breakouts.leave(phase.place);
      phase.hall.remove(phase.listener);
      if (how !== 'server-goes') {
        if (how === 'broken') this.#options.desk?.sessionLost(phase.seat.media);
        else this.#options.desk?.sessionClosed(phase.seat.media);
        phase.seat.leave(how === 'left' ? 'left' : 'lost');
      }
    }
    this.#options.handleOver();
  }

  #write(frame: ServerFrame): void {
    if (this.#phase.is !== 'over') this.#line.send(JSON.stringify(frame));
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return (Buffer.isBuffer(data) ? data : Buffer.from(data)).toString();
}

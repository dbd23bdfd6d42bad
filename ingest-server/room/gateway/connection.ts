import { type Bucket, take } from '@rostrum/protocol/limits';
import type { Refusal } from '@rostrum/protocol/room';
import type { ClientFrame, ServerFrame } from '@rostrum/protocol/wire';
import type { RawData } from 'ws';
import type { ConnectionOptions, Entry, Hello } from './connection-options.ts';
import { type Ending, Inside } from './inside.ts';
import { Line } from './line.ts';
import { readFrame } from './pure/read-frame.ts';
import {
  binaryFrame,
  helloFirst,
  helloTwice,
  noHello,
  notNow,
  notWatching,
  tooManyFrames,
  tooSlow,
} from './pure/refusals.ts';
import type { Seat } from './seat.ts';
import { type WatchHolder, Watching } from './watching.ts';
import type { Wire } from './wire.ts';

/**
 *   greeting ──hello──► entering ──accepted──► inside
 *        ├──watch──► watching
 *        └── any of them ──bye, loss, refusal, shutdown──► over
 */
type Phase =
  | { is: 'greeting'; timer: NodeJS.Timeout }
  | { is: 'entering'; since: number }
  | { is: 'inside'; inside: Inside }
  | { is: 'watching'; watching: Watching }
  | { is: 'over' };

type Holder = Pick<WatchHolder, 'sessionId' | 'personId'>;

const CLOSED_BY_REFUSAL = 1008;
const CLOSED_FOR_NOW = 1013;
const CLOSED_NORMALLY = 1000;
/** A page that goes while it waits for its welcome is no failure of ours, unless it had to wait so long. */
const ENTERING_MAX_MS = 5_000;

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #line: Line;
  readonly #wire: Wire;
  #phase: Phase;
  #frames: Bucket | undefined;
  #backlogMax: number;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#backlogMax = options.backlogMax;
    const { socket } = options;
    this.#line = new Line(options);
    this.#wire = {
      write: (frame) => this.#write(frame),
      deliver: (frame) => this.#deliver(frame),
      allowFor: (text) => this.#allowFor(text),
      end: (refusal, again) => this.end(refusal, again),
    };
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
    return this.#phase.is === 'inside' ? this.#phase.inside.seat : undefined;
  }

  /** By which sign-in they are here, in a class or at a dashboard. */
  get holder(): Holder | undefined {
    if (this.#phase.is === 'watching') return this.#phase.watching.holder;
    const { seat } = this;
    return seat && { sessionId: seat.sessionId, personId: seat.you.personId };
  }

  /** A sign of life both ways: the frame has a beat for the page, and a ping to which its browser answers us. */
  beat(frame: Buffer): void {
    if (this.#line.isDead) this.#line.terminate();
    else if (this.#isSettled && this.#line.isBeatDue() && this.#keepsUp()) this.#line.beat(frame);
  }

  /** Says why, then closes; `again` tells the page whether coming back makes sense. */
  end(refusal: Refusal, again: boolean): void {
    if (this.#phase.is === 'over') return;
    this.#options.ears.handleRefusal?.(refusal.code);
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

  get #isSettled(): boolean {
    return this.#phase.is === 'inside' || this.#phase.is === 'watching';
  }

  #keepsUp(): boolean {
    if (!this.#isSettled) return false;
    if (this.#line.backlog <= this.#backlogMax) return true;
    this.end(tooSlow, true);
    return false;
  }

  #allowFor(text: string): void {
    this.#backlogMax = Math.max(this.#backlogMax, this.#options.backlogMax + 2 * text.length);
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
        if (this.#phase.is === 'inside') this.#phase.inside.refuse(read.key, read.refusal);
        else this.#write({ t: 'refused', key: read.key, refusal: read.refusal });
        return;
      case 'bad-question':
        if (this.#phase.is === 'inside') this.#phase.inside.leaveUnanswered(read.id, read.refusal);
        else this.#write({ t: 'unanswered', id: read.id, refusal: read.refusal });
        return;
      case 'bad-report':
        return;
      case 'unreadable':
        this.end(read.refusal, false);
        return;
    }
  }

  #handleFrame(frame: ClientFrame): void {
    const phase = this.#phase;
    switch (frame.t) {
      case 'bye':
        this.#over('left');
        this.#line.close(CLOSED_NORMALLY);
        return;
      case 'hello':
        if (phase.is !== 'greeting') this.end(helloTwice, false);
        else void this.#enter(frame);
        return;
      case 'watch':
        if (phase.is === 'greeting') void this.#beginWatching(frame.token);
        else if (phase.is === 'watching') void phase.watching.show(frame.token);
        else this.end(helloTwice, false);
        return;
      case 'operations':
        if (phase.is === 'watching') phase.watching.say(frame.say);
        else this.end(notWatching, false);
        return;
      default:
        if (phase.is === 'inside') phase.inside.handle(frame);
        else this.end(helloFirst, false);
    }
  }

  #beginWatching(token: string): Promise<void> {
    if (this.#phase.is === 'greeting') clearTimeout(this.#phase.timer);
    const { operations, now, logger } = this.#options;
    const watching = new Watching({
      ...{ desk: operations, wire: this.#wire, now },
      handleError: (error) => logger.error({ error }, 'a dashboard could not be let in'),
    });
    this.#phase = { is: 'watching', watching };
    return watching.show(token);
  }

  async #enter(hello: Hello): Promise<void> {
    if (this.#phase.is === 'greeting') clearTimeout(this.#phase.timer);
    this.#phase = { is: 'entering', since: this.#options.now() };
    const turn = this.#options.mayEnter();
    if (turn) {
      await turn;
      if (this.#isOver()) return;
    }
    let entry: Entry;
    try {
      entry = await this.#options.enter(hello);
    } catch (error) {
      this.#options.logger.error({ error }, 'somebody could not be let in');
      entry = { ok: false, refusal: notNow, again: true };
    }
    if (!entry.ok) {
      // Whoever may come again was not turned away for what they are.
      const hasFailed = entry.again && !entry.isMeant && !this.#isOver();
      if (hasFailed) this.#options.ears.handleConnection?.('failed');
      this.end(entry.refusal, entry.again);
      return;
    }
    if (this.#isOver()) entry.seat.leave('lost');
    else this.#sitDown(entry.seat, hello);
  }

  #sitDown(seat: Seat, hello: Hello): void {
    // Between the look at the token and this moment staff may have removed them, or their way in was withdrawn.
    const refusal = seat.refusalNow();
    if (refusal) {
      seat.leave('lost');
      this.end(refusal, false);
      return;
    }
    const inside = new Inside(this.#options, this.#wire, seat, hello);
    this.#phase = { is: 'inside', inside };
    this.#allowFor(inside.welcome);
    this.#line.send(inside.welcome);
    const { ears } = this.#options;
    ears.handleConnection?.('connected');
    if (hello.since !== undefined) ears.handleReconnect?.();
  }

  // Behind an await the phase is another than TypeScript still believes.
  #isOver(): boolean {
    return this.#phase.is === 'over';
  }

  #over(how: Ending): void {
    const phase = this.#phase;
    if (phase.is === 'over') return;
    this.#phase = { is: 'over' };
    if (phase.is === 'greeting') clearTimeout(phase.timer);
    if (phase.is === 'watching') phase.watching.close();
    if (phase.is === 'entering' && how === 'broken') {
      const waitedMs = this.#options.now() - phase.since;
      if (waitedMs >= ENTERING_MAX_MS) this.#options.ears.handleConnection?.('failed');
    }
    if (phase.is === 'inside') phase.inside.leave(how);
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

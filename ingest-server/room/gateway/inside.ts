import { type Event, type Refusal, type View, mineIn, stateIn, viewOf } from '@rostrum/protocol/room';
import type { ClientFrame } from '@rostrum/protocol/wire';
import type { BoardPlace } from '../board/board-table.ts';
import type { ConnectionOptions, Hello } from './connection-options.ts';
import type { Hall } from './hall.ts';
import type { Listener } from './listener.ts';
import { textFrame, welcomeFrame } from './pure/frames.ts';
import { noDesk, notNow, removedFor } from './pure/refusals.ts';
import type { Seat } from './seat.ts';
import type { Wire } from './wire.ts';

type InsideFrame = Exclude<ClientFrame, { t: 'bye' | 'hello' | 'watch' | 'operations' }>;

/** How somebody's connection ends. */
export type Ending = 'broken' | 'turned-away' | 'left' | 'server-goes';

/** Somebody in a class over one connection: what they ask for and what they are told, from their welcome on. */
export class Inside {
  readonly #options: ConnectionOptions;
  readonly #wire: Wire;
  readonly #hall: Hall;
  readonly #place: BoardPlace;
  /** To be sent before anything else is. */
  readonly welcome: string;
  #seat: Seat;
  #listener: Listener;
  #isOver = false;

  // From the look at the state to the place in the hall nothing may be awaited: an event would be missed.
  constructor(options: ConnectionOptions, wire: Wire, seat: Seat, { since, logId }: Hello) {
    this.#options = options;
    this.#wire = wire;
    this.#seat = seat;
    const { room, you } = seat;
    const { state } = room;
    this.#hall = options.hallOf(room);
    const view = viewOf(you.role);
    this.#place = this.#placeAtBoards();
    this.#listener = this.#listen(view, state.seq);
    const past = since === undefined ? undefined : { since, logId };
    this.welcome = welcomeFrame({
      you,
      at: options.now(),
      resume: seat.resume,
      counts: this.#hall.counts,
      through: state.seq,
      logId: room.logId,
      replay: room.replay(view, past),
      mine: mineIn(state, you.personId),
    });
    this.#hall.add(this.#listener);
  }

  get seat(): Seat {
    return this.#seat;
  }

  handle(frame: InsideFrame): void {
    switch (frame.t) {
      case 'command':
        void this.#command(frame);
        return;
      case 'ask':
        void this.#answer(frame);
        return;
      case 'board':
        this.#hall.board.handle(this.#place, frame.say);
        return;
      case 'breakout':
        this.#hall.breakouts.handle(this.#place, frame.say);
        return;
      case 'report': {
        const { classId, personId } = this.#seat.you;
        if (this.#options.mayReport(this.#seat))
          this.#options.ears.handleReport?.(classId, personId, frame.report);
        return;
      }
    }
  }

  /** A command that could not be read, but its key. */
  refuse(key: string, refusal: Refusal): void {
    this.#options.ears.handleRefusal?.(refusal.code);
    this.#wire.write({ t: 'refused', key, refusal });
  }

  leaveUnanswered(id: number, refusal: Refusal): void {
    this.#options.ears.handleRefusal?.(refusal.code);
    this.#wire.write({ t: 'unanswered', id, refusal });
  }

  leave(how: Ending): void {
    this.#isOver = true;
    this.#hall.board.leave(this.#place);
    this.#hall.breakouts.leave(this.#place);
    this.#hall.remove(this.#listener);
    // The server goes: room and media end what is theirs by themselves, for everyone at once.
    if (how === 'server-goes') return;
    const { desk } = this.#options;
    if (how === 'broken') desk?.sessionLost(this.#seat.media);
    else desk?.sessionClosed(this.#seat.media);
    this.#seat.leave(how === 'left' ? 'left' : 'lost');
  }

  #listen(view: View, through: number): Listener {
    return {
      personId: this.#seat.you.personId,
      view,
      through,
      deliver: (frame) => this.#wire.deliver(frame),
      handleOwnChange: (event) => this.#handleOwnChange(event),
    };
  }

  /** One for as long as they are inside; who they are is asked anew each time. */
  #placeAtBoards(): BoardPlace {
    return {
      you: () => this.#seat.inRoleNow().you,
      tell: (text, isLong) => {
        if (isLong) this.#wire.allowFor(text);
        this.#wire.deliver(textFrame(text));
      },
    };
  }

  #handleOwnChange(event: Event): void {
    if (this.#isOver) return;
    if (event.type === 'person.removed') {
      this.#wire.end(removedFor(event.reason), false);
      return;
    }
    this.#seat = this.#seat.inRoleNow();
    const { you, room } = this.#seat;
    const { state } = room;
    const view = viewOf(you.role);
    const before = this.#listener;
    this.#listener = this.#listen(view, state.seq);
    this.#hall.remove(before, this.#listener);
    const seen = { state: stateIn(view, state), mine: mineIn(state, you.personId) };
    this.#wire.write({ t: 'state', you, through: state.seq, ...seen });
  }

  async #command({ key, command }: Extract<ClientFrame, { t: 'command' }>): Promise<void> {
    const seat = this.#seat;
    const { ears } = this.#options;
    const { classId, personId } = seat.you;
    ears.handleCommand?.(command.type);
    const journey = ears.followCommand?.({ classId, personId, type: command.type });
    // Who says again what is in the log already, because the answer was lost, is not in haste.
    const isKnown = seat.room.knows(seat.member.personId, key);
    const haste = isKnown ? undefined : this.#options.refusalOfHaste(seat, command);
    const outcome = haste
      ? ({ ok: false, refusal: haste } as const)
      : await seat.room.command(seat.member, key, command, journey);
    // Said again after coming back, its key tells whether it was done.
    if (!outcome.ok && 'unknown' in outcome) this.#wire.end(outcome.refusal, true);
    else if (!outcome.ok) this.refuse(key, outcome.refusal);
    else this.#acknowledge(key, outcome.seq);
    if (outcome.ok) journey?.step('tell');
    journey?.end(outcome.ok ? 'done' : outcome.refusal.code);
  }

  /** Behind its events: who hears 'done' already shows it. */
  #acknowledge(key: string, seq: number): void {
    if (!this.#isOver) this.#hall.bringUpToDate(this.#listener);
    this.#wire.write({ t: 'done', key, seq });
  }

  async #answer({ id, question }: Extract<ClientFrame, { t: 'ask' }>): Promise<void> {
    const { desk, logger } = this.#options;
    const { media } = this.#seat;
    try {
      const reply = desk ? await desk.ask(media, question) : ({ ok: false, refusal: noDesk } as const);
      if (reply.ok) this.#wire.write({ t: 'answer', id, answer: reply.answer });
      else this.leaveUnanswered(id, reply.refusal);
    } catch (error) {
      logger.error({ error, question: question.type }, 'a media question failed');
      this.leaveUnanswered(id, notNow);
    }
  }
}

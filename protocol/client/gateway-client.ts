import * as v from 'valibot';
import { type MediaAnswers, type MediaQuestion, mediaAnswerSchemas } from '../media/index.ts';
import type { PlayerReport } from '../operations/index.ts';
import { type Command, type Refusal, type RoomState, refuse } from '../room/index.ts';
import {
  type ClientFrame,
  type Counts,
  SILENCE_MAX_MS,
  type ServerFrame,
  WIRE_VERSION,
  type You,
} from '../wire/index.ts';
import { waitBeforeAttempt } from './backoff.ts';
import { BoardLane } from './board-lane.ts';
import { BreakoutLane } from './breakout-lane.ts';
import type { ClientOptions } from './client-options.ts';
import { CLOSED_FOR_LENGTH, Longest, isTooLong, tooLong } from './frame-length.ts';
import { makeKey } from './make-key.ts';
import { type Outcome, PendingCommands, PendingQuestions } from './pending.ts';
import { type Seen, type TellingFrame, goesOn, nothingSeen, see } from './seen.ts';
import { readFrame } from './read-frame.ts';
import { RefusedError } from './refused-error.ts';
import { ServerClock } from './server-clock.ts';
import type { Socket } from './socket.ts';

/**
 *   connecting ──welcome──► open ──socket gone──► waiting ──time──► connecting
 *        └──socket gone──► waiting        any ──close() or bye that is final──► closed
 *                                              closed by a refusal ──reopen()──► connecting
 */
export type ClientStatus =
  | { is: 'connecting'; attempt: number }
  | { is: 'open' }
  | { is: 'waiting'; attempt: number; untilMs: number }
  | { is: 'closed'; refusal?: Refusal };

export class GatewayClient {
  /** The whiteboard, for a page that opens it. */
  readonly board = new BoardLane((say) => {
    if (this.#status.is === 'open') this.#write({ t: 'board', say });
  });
  /** What is written in one's breakout room, for a page that shows it. */
  readonly breakout = new BreakoutLane((say) => {
    if (this.#status.is === 'open') this.#write({ t: 'breakout', say });
  });
  readonly #options: ClientOptions;

  #status: ClientStatus = { is: 'connecting', attempt: 0 };
  #seen: Seen = nothingSeen;
  #token: string | undefined;
  /** Not twice in a row: a token fresh from the server that is refused at once won't get better. */
  #mayRenew = true;
  readonly #clock: ServerClock;
  /** Which log the numbers of events are of. */
  #logId: string | undefined;

  #socket: Socket | undefined;
  /** Counts sockets, so that a late word from a dropped one is not taken for the current one's. */
  #generation = 0;
  #cancelRetry: (() => void) | undefined;
  /** The server has said how long it is to be. */
  #isWaitNamed = false;
  #cancelSilence: (() => void) | undefined;
  /** Of this socket. */
  #longest = new Longest();
  readonly #commands = new PendingCommands();
  readonly #questions = new PendingQuestions();

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#token = options.token;
    this.#clock = new ServerClock(() => options.clock.now());
    this.#connect(0);
  }

  get status(): ClientStatus {
    return this.#status;
  }

  /** What this person may see of the class. */
  get room(): RoomState {
    return this.#seen.room;
  }

  get counts(): Counts {
    return this.#seen.counts;
  }

  /** Of one's own raised hand, from 1. */
  get place(): number | undefined {
    return this.#seen.place;
  }

  get you(): You | undefined {
    return this.#seen.you;
  }

  serverNow(): number {
    return this.#clock.now();
  }

  /** Settles when the server has logged or refused it, however many reconnects that takes. */
  send(command: Command): Promise<Outcome> {
    if (this.#status.is === 'closed') {
      return Promise.resolve({ ok: false, refusal: refuse('not-found', 'You are no longer in this class.') });
    }
    const key = makeKey(this.#options.random);
    const frame = { t: 'command', key, command } as const;
    if (isTooLong(frame)) return Promise.resolve({ ok: false, refusal: tooLong });
    const outcome = this.#commands.add(key, command);
    if (this.#status.is === 'open') this.#write(frame);
    return outcome;
  }

  /** One question of WebRTC signalling. Rejects with RefusedError, or when the connection goes. */
  async ask<Q extends MediaQuestion>(question: Q): Promise<MediaAnswers[Q['type']]> {
    if (this.#status.is !== 'open') throw new Error(`asked ${question.type} while ${this.#status.is}`);
    if (isTooLong({ t: 'ask', id: Number.MAX_SAFE_INTEGER, question })) throw new RefusedError(tooLong);
    const { id, answer } = this.#questions.add(question);
    this.#write({ t: 'ask', id, question });
    // The schema is picked by the question's own type, which TypeScript can't follow through the index.
    return v.parse(mediaAnswerSchemas[question.type], await answer) as MediaAnswers[Q['type']];
  }

  /** How one's own player does: what is said while there is no connection is not said again. */
  report(report: PlayerReport): void {
    if (this.#status.is === 'open') this.#write({ t: 'report', report });
  }

  /** What it was refused for is put right, such as by signing in anew: the class goes on from where it was. */
  reopen(): void {
    if (this.#status.is !== 'closed' || !this.#status.refusal) return;
    this.#token = undefined;
    this.#mayRenew = true;
    this.#connect(0);
  }

  /** There may be a network again, or somebody who looks: a wait of our own is over, one that the server named is not. */
  hurry(): void {
    if (this.#status.is !== 'waiting' || this.#isWaitNamed) return;
    this.#cancelRetry?.();
    this.#connect(this.#status.attempt);
  }

  close(): void {
    if (this.#status.is === 'closed') return;
    if (this.#status.is === 'open') this.#write({ t: 'bye' });
    this.#end(undefined);
  }

  #connect(attempt: number): void {
    const { renew } = this.#options;
    if (this.#token === undefined && renew) this.#renew(renew, attempt);
    else this.#open(attempt, this.#token ?? '');
  }

  #open(attempt: number, token: string): void {
    this.#generation += 1;
    const current = this.#whileCurrent();
    const { generation } = current;
    this.#become({ is: 'connecting', attempt });
    // Whoever heard of it may have closed us.
    if (generation !== this.#generation) return;
    this.#socket = this.#options.openSocket({
      handleOpen: () => current.run(() => this.#sayHello(token)),
      handleMessage: (data) => current.run(() => this.#handleMessage(data)),
      handleClose: (code) => current.run(() => this.#handleClose(code)),
    });
    this.#watchForSilence();
  }

  #handleClose(code: number | undefined): void {
    // Said again after the next hello it would end that connection too.
    const { key } = this.#longest;
    if (code === CLOSED_FOR_LENGTH && key !== undefined)
      this.#commands.settle(key, { ok: false, refusal: tooLong });
    this.#handleLoss();
  }

  #whileCurrent() {
    const generation = this.#generation;
    const run = (call: () => void) => {
      if (generation === this.#generation) call();
    };
    return { generation, run };
  }

  #sayHello(token: string): void {
    const { classId } = this.#options;
    const since = this.#seen.room.seq;
    this.#write({
      ...{ t: 'hello', v: WIRE_VERSION, token },
      ...(since > 0 ? { since } : {}),
      ...(since > 0 && this.#logId !== undefined ? { logId: this.#logId } : {}),
      ...(classId ? { classId } : {}),
    });
  }

  #handleMessage(data: unknown): void {
    this.#watchForSilence();
    let frame: ServerFrame;
    try {
      frame = (this.#options.readFrame ?? readFrame)(data);
    } catch {
      // Not our server, or one of another age: nothing after this frame can be trusted either.
      this.#end(refuse('malformed', 'This page is too old for the server. Reload it.'));
      return;
    }
    this.#handleFrame(frame);
  }

  #handleFrame(frame: ServerFrame): void {
    switch (frame.t) {
      case 'welcome':
        this.#handleWelcome(frame);
        return;
      case 'events':
      case 'state':
      case 'counts':
      case 'place':
        this.#see(frame);
        this.#options.onChange();
        return;
      case 'done':
        this.#commands.settle(frame.key, { ok: true, seq: frame.seq });
        return;
      case 'refused':
        this.#commands.settle(frame.key, { ok: false, refusal: frame.refusal });
        return;
      case 'answer':
        return this.#questions.resolve(frame.id, frame.answer);
      case 'unanswered':
        return this.#questions.refuse(frame.id, frame.refusal);
      case 'board':
        return this.board.handleTold(frame.told);
      case 'breakout':
        return this.breakout.handleTold(frame.told);
      case 'beat':
        this.#clock.read(frame.at);
        return;
      // Told to dashboards alone.
      case 'operations':
        return;
      case 'bye':
        return this.#handleGoodbye(frame);
    }
  }

  #handleWelcome(welcome: Extract<ServerFrame, { t: 'welcome' }>): void {
    this.#token = welcome.resume;
    this.#mayRenew = true;
    this.#clock.begin(welcome.at);
    if (!goesOn(this.#seen, welcome)) {
      this.#seen = nothingSeen;
      this.#handleLoss();
      return;
    }
    this.#logId = welcome.logId;
    this.#see(welcome);
    this.#become({ is: 'open' });
    this.board.handleWelcome();
    this.breakout.handleWelcome();
    for (const { key, command } of this.#commands.all()) this.#write({ t: 'command', key, command });
  }

  #see(frame: TellingFrame): void {
    this.#seen = see(this.#seen, frame);
  }

  #handleGoodbye({ refusal, again }: Extract<ServerFrame, { t: 'bye' }>): void {
    if (again) this.#handleLoss(refusal.retryAfterMs);
    else if (isOfToken(refusal) && this.#mayRenew && this.#options.renew)
      this.#renew(this.#options.renew, this.#attempt);
    else this.#end(refusal);
  }

  #renew(renew: () => Promise<string>, attempt: number): void {
    this.#dropSocket();
    const current = this.#whileCurrent();
    this.#become({ is: 'connecting', attempt });
    // Whoever heard of it may have closed us.
    if (current.generation !== this.#generation) return;
    renew().then(
      (token) =>
        current.run(() => {
          this.#mayRenew = false;
          this.#token = token;
          this.#open(attempt, token);
        }),
      (error: unknown) =>
        current.run(() => {
          if (error instanceof RefusedError) this.#end(error.refusal);
          else this.#handleLoss();
        }),
    );
  }

  get #attempt(): number {
    return this.#status.is === 'connecting' ? this.#status.attempt : 0;
  }

  #handleLoss(atLeastMs = 0): void {
    if (this.#status.is === 'closed' || this.#status.is === 'waiting') return;
    const attempt = this.#status.is === 'connecting' ? this.#status.attempt + 1 : 0;
    this.#mayRenew = true;
    this.#isWaitNamed = atLeastMs > 0;
    this.#dropSocket();
    const waitMs = waitBeforeAttempt(attempt, this.#options.random, atLeastMs);
    this.#cancelRetry = this.#options.clock.after(waitMs, () => this.#connect(attempt));
    this.#become({ is: 'waiting', attempt, untilMs: this.#options.clock.now() + waitMs });
  }

  #end(refusal: Refusal | undefined): void {
    this.#cancelRetry?.();
    this.#dropSocket();
    this.#become(refusal ? { is: 'closed', refusal } : { is: 'closed' });
    this.#commands.refuseAll(refusal ?? refuse('not-found', 'You left before this was sent.'));
  }

  #dropSocket(): void {
    this.#cancelSilence?.();
    this.#generation += 1;
    this.#socket?.close();
    this.#socket = undefined;
    this.#longest = new Longest();
    this.#questions.dropAll();
  }

  // A phone that changes networks keeps a dead socket 'open' for minutes; the server's beat tells.
  #watchForSilence(): void {
    this.#cancelSilence?.();
    this.#cancelSilence = this.#options.clock.after(SILENCE_MAX_MS, () => this.#handleLoss());
  }

  #write(frame: ClientFrame): void {
    const text = JSON.stringify(frame);
    this.#longest.add(frame, text);
    this.#socket?.send(text);
  }

  #become(status: ClientStatus): void {
    this.#status = status;
    this.#options.onChange();
  }
}

function isOfToken({ code }: Refusal): boolean {
  return code === 'bad-token' || code === 'expired-token';
}

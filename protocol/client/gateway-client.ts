import * as v from 'valibot';
import { type MediaAnswers, type MediaQuestion, mediaAnswerSchemas } from '../media/index.ts';
import {
  type Command,
  MissingEventsError,
  type Refusal,
  type RoomState,
  emptyRoom,
  reduceAll,
  refuse,
} from '../room/index.ts';
import {
  type ClientFrame,
  SILENCE_MAX_MS,
  type ServerFrame,
  WIRE_VERSION,
  type You,
  serverFrameSchema,
} from '../wire/index.ts';
import { waitBeforeAttempt } from './backoff.ts';
import { RefusedError } from './refused-error.ts';
import type { ClientClock, OpenSocket, Socket } from './socket.ts';

/**
 *   connecting ──welcome──► open ──socket gone──► waiting ──time──► connecting
 *        └──socket gone──► waiting        any ──close() or bye that is final──► closed
 */
export type ClientStatus =
  | { is: 'connecting'; attempt: number }
  | { is: 'open' }
  | { is: 'waiting'; attempt: number; untilMs: number }
  | { is: 'closed'; refusal?: Refusal };

export type Outcome = { ok: true; seq: number } | { ok: false; refusal: Refusal };

export interface ClientOptions {
  token: string;
  openSocket: OpenSocket;
  clock: ClientClock;
  random: () => number;
  /** Called after every change of `status`, `room` or `you`. */
  onChange: () => void;
}

interface PendingCommand {
  command: Command;
  settle: (outcome: Outcome) => void;
}

interface PendingQuestion {
  question: MediaQuestion;
  resolve: (answer: Record<string, unknown>) => void;
  reject: (error: Error) => void;
}

export class GatewayClient {
  readonly #options: ClientOptions;

  #status: ClientStatus = { is: 'connecting', attempt: 0 };
  #room: RoomState = emptyRoom;
  #you: You | undefined;
  /** Server's clock minus ours, so that a wrong clock on a phone doesn't misdate what it shows. */
  #clockOffsetMs = 0;

  #socket: Socket | undefined;
  /** Counts sockets, so that a late word from a dropped one is not taken for the current one's. */
  #generation = 0;
  #cancelRetry: (() => void) | undefined;
  #cancelSilence: (() => void) | undefined;
  #nextQuestionId = 1;
  /** Kept over a reconnect and sent again with the same key: the server counts it once. */
  readonly #commands = new Map<string, PendingCommand>();
  /** Not kept: a question belongs to its connection, the asker decides whether to ask anew. */
  readonly #questions = new Map<number, PendingQuestion>();

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#connect(0);
  }

  get status(): ClientStatus {
    return this.#status;
  }

  get room(): RoomState {
    return this.#room;
  }

  get you(): You | undefined {
    return this.#you;
  }

  serverNow(): number {
    return this.#options.clock.now() + this.#clockOffsetMs;
  }

  /** Settles when the server has logged or refused it, however many reconnects that takes. */
  send(command: Command): Promise<Outcome> {
    if (this.#status.is === 'closed') {
      return Promise.resolve({ ok: false, refusal: refuse('not-found', 'You are no longer in this class.') });
    }
    const key = this.#makeKey();
    return new Promise((settle) => {
      this.#commands.set(key, { command, settle });
      if (this.#status.is === 'open') this.#write({ t: 'command', key, command });
    });
  }

  /** One question of WebRTC signalling. Rejects with RefusedError, or when the connection goes. */
  async ask<Q extends MediaQuestion>(question: Q): Promise<MediaAnswers[Q['type']]> {
    const raw = await new Promise<Record<string, unknown>>((resolve, reject) => {
      if (this.#status.is !== 'open') {
        reject(new Error(`asked ${question.type} while ${this.#status.is}`));
        return;
      }
      const id = this.#nextQuestionId++;
      this.#questions.set(id, { question, resolve, reject });
      this.#write({ t: 'ask', id, question });
    });
    // The schema is picked by the question's own type, which TypeScript can't follow through the index.
    return v.parse(mediaAnswerSchemas[question.type], raw) as MediaAnswers[Q['type']];
  }

  close(): void {
    if (this.#status.is === 'closed') return;
    if (this.#status.is === 'open') this.#write({ t: 'bye' });
    this.#end(undefined);
  }

  #connect(attempt: number): void {
    this.#generation += 1;
    const generation = this.#generation;
    const current = (call: () => void) => {
      if (generation === this.#generation) call();
    };
    this.#become({ is: 'connecting', attempt });
    // Whoever heard of it may have closed us.
    if (generation !== this.#generation) return;
    this.#socket = this.#options.openSocket({
      handleOpen: () => current(() => this.#sayHello()),
      handleMessage: (data) => current(() => this.#handleMessage(data)),
      handleClose: () => current(() => this.#handleLoss()),
    });
    this.#watchForSilence();
  }

  #sayHello(): void {
    const since = this.#room.seq;
    const hello = { t: 'hello', v: WIRE_VERSION, token: this.#options.token } as const;
    this.#write(since > 0 ? { ...hello, since } : hello);
  }

  #handleMessage(data: unknown): void {
    this.#watchForSilence();
    let frame: ServerFrame;
    try {
      frame = v.parse(serverFrameSchema, JSON.parse(String(data)));
    } catch {
      // Not our server, or one of another age: nothing after this frame can be trusted either.
      this.#end(refuse('malformed', 'This page is too old for the server. Reload it.'));
      return;
    }
    try {
      this.#handleFrame(frame);
    } catch (error) {
      if (!(error instanceof MissingEventsError)) throw error;
      // What we hold is whole up to a place: a new connection brings what comes after it.
      this.#handleLoss();
    }
  }

  #handleFrame(frame: ServerFrame): void {
    switch (frame.t) {
      case 'welcome':
        this.#you = frame.you;
        this.#clockOffsetMs = frame.at - this.#options.clock.now();
        this.#room = reduceAll(frame.state ?? this.#room, frame.events ?? []);
        this.#become({ is: 'open' });
        for (const [key, { command }] of this.#commands) this.#write({ t: 'command', key, command });
        return;
      case 'events':
        this.#room = reduceAll(this.#room, frame.events);
        this.#options.onChange();
        return;
      case 'done':
        this.#settle(frame.key, { ok: true, seq: frame.seq });
        return;
      case 'refused':
        this.#settle(frame.key, { ok: false, refusal: frame.refusal });
        return;
      case 'answer':
        this.#questions.get(frame.id)?.resolve(frame.answer);
        this.#questions.delete(frame.id);
        return;
      case 'unanswered':
        this.#questions.get(frame.id)?.reject(new RefusedError(frame.refusal));
        this.#questions.delete(frame.id);
        return;
      case 'beat':
        return;
      case 'bye':
        if (frame.again) this.#handleLoss(frame.refusal.retryAfterMs);
        else this.#end(frame.refusal);
        return;
    }
  }

  #handleLoss(atLeastMs = 0): void {
    if (this.#status.is === 'closed' || this.#status.is === 'waiting') return;
    const attempt = this.#status.is === 'connecting' ? this.#status.attempt + 1 : 0;
    this.#dropSocket();
    const waitMs = waitBeforeAttempt(attempt, this.#options.random, atLeastMs);
    this.#cancelRetry = this.#options.clock.after(waitMs, () => this.#connect(attempt));
    this.#become({ is: 'waiting', attempt, untilMs: this.#options.clock.now() + waitMs });
  }

  #end(refusal: Refusal | undefined): void {
    this.#cancelRetry?.();
    this.#dropSocket();
    this.#become(refusal ? { is: 'closed', refusal } : { is: 'closed' });
    const answer = refusal ?? refuse('not-found', 'You left before this was sent.');
    for (const key of [...this.#commands.keys()]) this.#settle(key, { ok: false, refusal: answer });
  }

  #dropSocket(): void {
    this.#cancelSilence?.();
    this.#generation += 1;
    this.#socket?.close();
    this.#socket = undefined;
    for (const { question, reject } of this.#questions.values()) {
      reject(new Error(`the connection went before ${question.type} was answered`));
    }
    this.#questions.clear();
  }

  // A phone that changes networks keeps a dead socket 'open' for minutes; the server's beat tells.
  #watchForSilence(): void {
    this.#cancelSilence?.();
    this.#cancelSilence = this.#options.clock.after(SILENCE_MAX_MS, () => this.#handleLoss());
  }

  #settle(key: string, outcome: Outcome): void {
    const pending = this.#commands.get(key);
    this.#commands.delete(key);
    pending?.settle(outcome);
  }

  #write(frame: ClientFrame): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #become(status: ClientStatus): void {
    this.#status = status;
    this.#options.onChange();
  }

  #makeKey(): string {
    const part = () =>
      Math.floor(this.#options.random() * 36 ** 8)
        .toString(36)
        .padStart(8, '0');
    return `${part()}${part()}`;
  }
}

import { type ClientClock, type OpenSocket, type Socket, waitBeforeAttempt } from '@rostrum/protocol/client';
import { type OperationsSay, type OperationsTold, operationsToldSchema } from '@rostrum/protocol/operations';
import { type ClassId, type Refusal, refuse } from '@rostrum/protocol/room';
import {
  type ClientFrame,
  SILENCE_MAX_MS,
  type ServerFrame,
  WIRE_VERSION,
  serverFrameSchema,
} from '@rostrum/protocol/wire';
import type { ServerAnswer } from '@rostrum/ui';
import * as v from 'valibot';
import { type Access, type Grant, isOfToken } from '../access.ts';
import type { WatchEvent } from './pure/watch-state.ts';

/** Figures come once a second; when so many of them are missing the page says that it is out of date. */
const LATE_AFTER_MS = 4_000;
/** A fresh token is said so long before the old one runs out, or halfway where it is a short one. */
const RENEW_BEFORE_MS = 60_000;
const RENEW_AGAIN_AFTER_MS = 5_000;

export interface WatchLinkOptions {
  readonly access: Pick<Access, 'grant' | 'forget'>;
  readonly openSocket: OpenSocket;
  readonly clock: ClientClock;
  readonly random: () => number;
  /** What becomes of the line, and the figures that keep it fresh. */
  readonly onEvent: (event: WatchEvent) => void;
  readonly onTold: (told: OperationsTold) => void;
}

type Timer = 'silence' | 'late' | 'renew' | 'retry';

/**
 *   asking ──token──► connecting ──first word──► in
 *     └─────┬──────────────┴──gone──┬────────────┘
 *           └────► waiting ◄────────┘ ──time──► asking        any ──close() or a refusal for good──► closed
 */
type Phase =
  | { is: 'asking' }
  | { is: 'connecting'; socket: Socket }
  | { is: 'in'; socket: Socket }
  | { is: 'waiting'; isWaitNamed: boolean }
  | { is: 'closed' };

/** The gateway's socket as a dashboard: it watches all classes, looks into one at a time, and comes back by itself. */
export class WatchLink {
  readonly #options: WatchLinkOptions;
  #phase: Phase = { is: 'asking' };
  /** Counts attempts, so that a late word from a socket that was dropped isn't taken for the current one's. */
  #generation = 0;
  /** In a row that came to nothing. */
  #failed = 0;
  /** Not twice in a row: a token fresh from the server that is refused at once won't get better. */
  #mayRenew = true;
  #looksInto: ClassId | undefined;
  readonly #timers = new Map<Timer, () => void>();

  constructor(options: WatchLinkOptions) {
    this.#options = options;
    void this.#connect();
  }

  /** All there is of this class comes too, now and after each return; of one class at a time. */
  open(classId: ClassId): void {
    if (this.#looksInto === classId) return;
    this.#looksInto = classId;
    this.#say({ say: 'open', classId });
  }

  shut(): void {
    if (this.#looksInto === undefined) return;
    this.#looksInto = undefined;
    this.#say({ say: 'shut' });
  }

  /** There may be a network again: a wait of our own is over, one that the server named is not. */
  hurry(): void {
    if (this.#phase.is !== 'waiting' || this.#phase.isWaitNamed) return;
    void this.#connect();
  }

  close(): void {
    if (this.#phase.is === 'in') this.#write({ t: 'bye' });
    this.#drop();
    this.#phase = { is: 'closed' };
  }

  async #connect(): Promise<void> {
    this.#drop();
    this.#phase = { is: 'asking' };
    const generation = this.#generation;
    const answer = await this.#options.access.grant();
    if (generation !== this.#generation) return;
    if (answer.is === 'value') this.#openSocket(answer.value);
    else this.#handleNoGrant(answer);
  }

  #handleNoGrant(answer: Exclude<ServerAnswer<Grant>, { is: 'value' }>): void {
    switch (answer.is) {
      case 'refused':
        if (isFinal(answer.refusal)) this.#end(answer.refusal);
        else this.#lose(answer.refusal);
        return;
      case 'unreachable':
        this.#lose();
        return;
    }
  }

  #openSocket(grant: Grant): void {
    const generation = this.#generation;
    const whileCurrent = (call: () => void) => {
      if (generation === this.#generation) call();
    };
    const socket = this.#options.openSocket({
      handleOpen: () => whileCurrent(() => this.#watch(grant)),
      handleMessage: (data) => whileCurrent(() => this.#handleMessage(data, grant)),
      handleClose: () => whileCurrent(() => this.#lose()),
    });
    this.#phase = { is: 'connecting', socket };
    this.#watchForSilence();
  }

  #watch({ token, leftMs }: Grant): void {
    this.#write({ t: 'watch', v: WIRE_VERSION, token });
    const waitMs = Math.max(leftMs / 2, leftMs - RENEW_BEFORE_MS);
    this.#after('renew', waitMs, () => void this.#renew(leftMs - waitMs));
  }

  async #renew(longerThanMs: number): Promise<void> {
    const generation = this.#generation;
    const answer = await this.#options.access.grant(longerThanMs);
    if (generation !== this.#generation) return;
    if (answer.is === 'value') this.#watch(answer.value);
    else if (answer.is === 'refused' && isFinal(answer.refusal)) this.#end(answer.refusal);
    else this.#after('renew', RENEW_AGAIN_AFTER_MS, () => void this.#renew(longerThanMs));
  }

  #handleMessage(data: unknown, grant: Grant): void {
    this.#watchForSilence();
    let frame: ServerFrame;
    let told: OperationsTold | undefined;
    try {
      frame = v.parse(serverFrameSchema, JSON.parse(String(data)));
      told = frame.t === 'operations' ? v.parse(operationsToldSchema, frame.told) : undefined;
    } catch {
      // Not our server, or one of another age: nothing after this frame can be trusted either.
      this.#end(refuse('malformed', 'This page is too old for the server. Reload it.'));
      return;
    }
    if (told) this.#handleTold(told);
    else if (frame.t === 'bye') this.#handleGoodbye(frame, grant);
  }

  #handleTold(told: OperationsTold): void {
    if (this.#phase.is === 'connecting') {
      this.#phase = { is: 'in', socket: this.#phase.socket };
      this.#failed = 0;
      this.#mayRenew = true;
      if (this.#looksInto !== undefined) this.#say({ say: 'open', classId: this.#looksInto });
    }
    if (told.told === 'overview') {
      const { overview, node } = told;
      this.#after('late', LATE_AFTER_MS, () => this.#options.onEvent({ is: 'late' }));
      this.#options.onEvent({ is: 'figures', overview, node, atMs: this.#options.clock.now() });
    }
    this.#options.onTold(told);
  }

  #handleGoodbye({ refusal, again }: Extract<ServerFrame, { t: 'bye' }>, { token }: Grant): void {
    if (again) {
      this.#lose(refusal);
    } else if (isOfToken(refusal.code) && this.#mayRenew) {
      this.#mayRenew = false;
      this.#options.access.forget(token);
      void this.#connect();
    } else {
      this.#end(refusal);
    }
  }

  #lose(refusal?: Refusal): void {
    const { clock, random, onEvent } = this.#options;
    this.#drop();
    const namedMs = refusal?.retryAfterMs ?? 0;
    this.#phase = { is: 'waiting', isWaitNamed: namedMs > 0 };
    const waitMs = waitBeforeAttempt(this.#failed, random, namedMs);
    this.#failed += 1;
    this.#timers.set(
      'retry',
      clock.after(waitMs, () => void this.#connect()),
    );
    onEvent({ is: 'lost', ...(refusal && { refusal }) });
  }

  #end(refusal: Refusal): void {
    this.#drop();
    this.#phase = { is: 'closed' };
    this.#options.onEvent({ is: 'refused', refusal });
  }

  #drop(): void {
    this.#generation += 1;
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    if (this.#phase.is === 'connecting' || this.#phase.is === 'in') this.#phase.socket.close();
  }

  // A laptop that was shut keeps a dead socket 'open' for minutes; the server's beat tells.
  #watchForSilence(): void {
    this.#after('silence', SILENCE_MAX_MS, () => this.#lose());
  }

  #after(timer: Timer, ms: number, call: () => void): void {
    this.#timers.get(timer)?.();
    this.#timers.set(timer, this.#options.clock.after(ms, call));
  }

  #say(say: OperationsSay): void {
    if (this.#phase.is === 'in') this.#write({ t: 'operations', say });
  }

  #write(frame: ClientFrame): void {
    if (this.#phase.is === 'connecting' || this.#phase.is === 'in') {
      this.#phase.socket.send(JSON.stringify(frame));
    }
  }
}

function isFinal({ code }: Refusal): boolean {
  return isOfToken(code) || code === 'revoked' || code === 'not-allowed';
}

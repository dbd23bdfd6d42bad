import { type Overview, overviewSchema } from '@rostrum/protocol/http';
import type { Refusal } from '@rostrum/protocol/room';
import { type ServerAnswer, askServer } from '@rostrum/ui';
import type { Access } from './access.ts';

const ASK_EVERY_MS = 1_000;
const GIVE_UP_AFTER_MS = 5_000;

/**
 *   loading ──► fresh ◄──► stale        any ──refused──► not-allowed
 *      └──────► unreachable ──► fresh
 */
export type WatchState =
  | { is: 'loading' }
  | { is: 'fresh'; overview: Overview }
  /** `receivedMs` is this page's clock, when the last good answer came. */
  | { is: 'stale'; overview: Overview; receivedMs: number; refusal?: Refusal }
  | { is: 'unreachable' }
  | { is: 'not-allowed'; refusal: Refusal };

/** Asks for the overview once a second, each time after the last answer, until it is closed or refused. */
export class OverviewWatch {
  readonly #access: Access;
  readonly #closed = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: WatchState = $state.raw({ is: 'loading' });
  #receivedMs = 0;

  constructor(access: Access) {
    this.#access = access;
    void this.#ask();
  }

  get state(): WatchState {
    return this.#state;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#closed.abort();
  }

  async #ask(): Promise<void> {
    const { signal: closed } = this.#closed;
    const answer = await this.#access.with((token) => this.#read(token));
    if (closed.aborted) return;

    this.#handleAnswer(answer);
    if (this.#state.is !== 'not-allowed') this.#timer = setTimeout(() => void this.#ask(), ASK_EVERY_MS);
  }

  #read(token: string): Promise<ServerAnswer<Overview>> {
    return askServer(overviewSchema, '/api/overview', {
      headers: { authorization: `Bearer ${token}` },
      cache: 'no-store',
      signal: AbortSignal.any([this.#closed.signal, AbortSignal.timeout(GIVE_UP_AFTER_MS)]),
    }).catch((cause: Error): ServerAnswer<Overview> => ({ is: 'unreachable', cause }));
  }

  #handleAnswer(answer: ServerAnswer<Overview>): void {
    switch (answer.is) {
      case 'value':
        this.#receivedMs = Date.now();
        this.#state = { is: 'fresh', overview: answer.value };
        return;
      case 'refused':
        if (isFinal(answer.refusal)) this.#state = { is: 'not-allowed', refusal: answer.refusal };
        else this.#state = this.#withoutNews(answer.refusal);
        return;
      case 'unreachable':
        this.#state = this.#withoutNews();
        return;
    }
  }

  #withoutNews(refusal?: Refusal): WatchState {
    if (this.#state.is !== 'fresh' && this.#state.is !== 'stale') return { is: 'unreachable' };
    const stale = { is: 'stale', overview: this.#state.overview, receivedMs: this.#receivedMs } as const;
    return refusal ? { ...stale, refusal } : stale;
  }
}

function isFinal({ code }: Refusal): boolean {
  return code === 'bad-token' || code === 'expired-token' || code === 'revoked' || code === 'not-allowed';
}

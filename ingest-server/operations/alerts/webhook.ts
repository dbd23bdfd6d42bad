import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { AlertMessage } from './pure/message.ts';
import { growingWaitMs } from './pure/waits.ts';

export interface WebhookOptions {
  /** It may hold a secret: it is never written down. */
  readonly url: string;
  readonly logger: Logger;
  readonly answerWithinMs?: number;
  readonly firstWaitMs?: number;
}

type Outcome = { is: 'taken' | 'refused' } | { is: 'failed'; error: unknown };

const WAITING_MAX = 500;
const ANSWER_WITHIN_MS = 5_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const CLOSE_WITHIN_MS = 2_000;

/** Posts messages to an address, one after the other and in order; nobody waits for it. */
export class Webhook {
  readonly #options: WebhookOptions;
  /** Waits end with it, and what is waited for is tried once more. */
  readonly #closing = new AbortController();
  /** What is under way ends with it. */
  readonly #cut = new AbortController();
  #waiting: string[] = [];
  #sending: Promise<void> | undefined;
  /** In a row. */
  #failures = 0;
  /** Since the first of them. */
  #leftOut = 0;

  constructor(options: WebhookOptions) {
    this.#options = options;
  }

  post(message: AlertMessage): void {
    if (this.#closing.signal.aborted) return;
    this.#waiting.push(JSON.stringify(message));
    this.#dropOldest();
    this.#sending ??= this.#sendAll();
  }

  /** What is under way, and what can go at once, still goes. Safe twice. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.race([this.#sending, wait(CLOSE_WITHIN_MS, undefined, { ref: false })]);
    this.#cut.abort();
  }

  async #sendAll(): Promise<void> {
    for (let body = this.#waiting.shift(); body !== undefined; body = this.#waiting.shift()) {
      const outcome = await this.#send(body);
      if (outcome.is === 'failed') {
        this.#waiting.unshift(body);
        this.#dropOldest();
        const isLast = this.#closing.signal.aborted;
        this.#handleFailure(outcome.error);
        if (isLast) break;
        await this.#pause();
      } else {
        this.#handleAnswer();
      }
    }
    this.#sending = undefined;
  }

  async #send(body: string): Promise<Outcome> {
    const { url, logger, answerWithinMs = ANSWER_WITHIN_MS } = this.#options;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        // What is posted to another place than was said is posted to somebody else.
        redirect: 'manual',
        signal: AbortSignal.any([this.#cut.signal, AbortSignal.timeout(answerWithinMs)]),
      });
      await response.body?.cancel();
      const { status } = response;
      if (response.ok) return { is: 'taken' };
      if (!mayPass(status)) {
        logger.error({ status }, 'the webhook for alerts refuses a message: it is not sent again');
        return { is: 'refused' };
      }
      return { is: 'failed', error: new Error(`it answered ${status}`) };
    } catch (error) {
      return { is: 'failed', error };
    }
  }

  #handleAnswer(): void {
    const [failures, leftOut] = [this.#failures, this.#leftOut];
    if (failures === 0) return;
    this.#failures = 0;
    this.#leftOut = 0;
    this.#options.logger.info({ failures, leftOut }, 'the webhook for alerts answers again');
  }

  #handleFailure(error: unknown): void {
    this.#failures += 1;
    if (this.#failures > 1) return;
    this.#options.logger.warn({ error }, 'the webhook for alerts can’t be reached: it is tried again');
  }

  async #pause(): Promise<void> {
    const waitMs = growingWaitMs(this.#failures, this.#options.firstWaitMs ?? FIRST_WAIT_MS, LONGEST_WAIT_MS);
    try {
      await wait(waitMs, undefined, { ref: false, signal: this.#closing.signal });
    } catch {
      // Closed meanwhile: tried once more, at once.
    }
  }

  #dropOldest(): void {
    if (this.#waiting.length <= WAITING_MAX) return;
    this.#waiting = this.#waiting.slice(-WAITING_MAX);
    this.#leftOut += 1;
    if (this.#leftOut > 1) return;
    this.#options.logger.warn(
      { waiting: WAITING_MAX },
      'too many alerts wait for the webhook: the oldest are left out',
    );
  }
}

/** Whether the same message may be taken later. */
function mayPass(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

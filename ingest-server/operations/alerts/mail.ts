import { setTimeout as wait } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { AlertChange } from './pure/alert-book.ts';
import { mailText } from './pure/mail-text.ts';
import { smtpServerOf } from './pure/smtp-server-of.ts';
import { type MailPace, nextMailAt } from './pure/waits.ts';

export interface MailOptions {
  /** It holds a password: it is never written down. */
  readonly url: string;
  readonly from: string;
  readonly to: readonly string[];
  /** To the dashboard. */
  readonly link: string | undefined;
  readonly logger: Logger;
  readonly now: () => number;
  readonly pace?: MailPace;
}

interface Waiting {
  readonly at: number;
  readonly change: AlertChange;
}

const PACE: MailPace = {
  togetherMs: 5_000,
  apartMs: 60_000,
  firstWaitMs: 5_000,
  longestWaitMs: 5 * 60_000,
};
const WAITING_MAX = 500;
const CONNECT_WITHIN_MS = 10_000;
const SILENT_MAX_MS = 20_000;
const CLOSE_WITHIN_MS = 2_000;

/** Sends what changed by mail, several changes together and seldom; nobody waits for it. */
export class Mail {
  readonly #options: MailOptions;
  readonly #transport: ReturnType<typeof openTransport>;
  #waiting: readonly Waiting[] = [];
  #leftOut = 0;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #sentAt: number | undefined;
  #failedAt: number | undefined;
  #failures = 0;
  #isClosed = false;

  constructor(options: MailOptions) {
    this.#options = options;
    this.#transport = openTransport(options.url);
  }

  add(change: AlertChange): void {
    if (this.#isClosed) return;
    this.#keep([...this.#waiting, { at: this.#options.now(), change }]);
    this.#plan();
  }

  /** What waits still goes, where the mail server takes it at once. Safe twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length > 0 && this.#failures === 0) this.#sending ??= this.#send();
    await Promise.race([this.#sending, wait(CLOSE_WITHIN_MS, undefined, { ref: false })]);
    this.#transport.close();
  }

  #plan(): void {
    const [oldest] = this.#waiting;
    if (!oldest || this.#timer || this.#sending || this.#isClosed) return;
    const { now, pace = PACE } = this.#options;
    const times = { sentAt: this.#sentAt, failedAt: this.#failedAt, failures: this.#failures };
    const waitMs = nextMailAt({ waitingSince: oldest.at, ...times }, pace) - now();
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#sending = this.#send();
      },
      // A clock that was put back must not hold it up for hours.
      Math.min(Math.max(0, waitMs), pace.longestWaitMs),
    );
    this.#timer.unref();
  }

  async #send(): Promise<void> {
    const { from, to, link, logger, now } = this.#options;
    const [going, leftOut] = [this.#waiting, this.#leftOut];
    this.#waiting = [];
    this.#leftOut = 0;
    try {
      const changes = going.map(({ change }) => change);
      const { subject, text } = mailText(changes, link, leftOut);
      const { rejected } = await this.#transport.sendMail({ from, to: [...to], subject, text });
      if (rejected.length > 0) {
        logger.warn(
          { rejected: rejected.length },
          'the mail server refuses some who are to be told of alerts',
        );
      }
      this.#sentAt = now();
      this.#failures = 0;
    } catch (error) {
      this.#failedAt = now();
      this.#failures += 1;
      this.#leftOut += leftOut;
      this.#keep([...going, ...this.#waiting]);
      logger.warn({ error, failures: this.#failures }, 'alerts could not be mailed: it is tried again');
    }
    this.#sending = undefined;
    this.#plan();
  }

  #keep(all: readonly Waiting[]): void {
    this.#waiting = all.slice(-WAITING_MAX);
    this.#leftOut += all.length - this.#waiting.length;
  }
}

function openTransport(url: string) {
  return createTransport({
    ...smtpServerOf(url),
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    socketTimeout: SILENT_MAX_MS,
    // A mail of ours is text alone: no part of it is to be read from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

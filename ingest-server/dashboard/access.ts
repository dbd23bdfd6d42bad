import type { Session } from '@rostrum/protocol/http';
import type { ServerAnswer } from '@rostrum/ui';

/** How an admin gets in, and stays in. */
export interface AccessOptions {
  /** By the key of the link in the address, if there is one: good for as long as it wasn't used up. */
  readonly open: (() => Promise<ServerAnswer<Session>>) | undefined;
  /** By what the browser keeps. */
  readonly refresh: () => Promise<ServerAnswer<Session>>;
  readonly onSession: (session: Session) => void;
  readonly now?: () => number;
}

/** A token, and for how long the server still takes it. */
export interface Grant {
  readonly token: string;
  readonly leftMs: number;
}

/** The admin's access token: got before the first question, and anew whenever the server takes it no longer. */
export class Access {
  readonly #options: AccessOptions;
  readonly #now: () => number;
  #kept: { token: string; untilMs: number } | undefined;
  #hasOpened = false;
  /** A link may be good for one time only: whoever asks meanwhile waits for the same answer. */
  #getting: Promise<ServerAnswer<Grant>> | undefined;

  constructor(options: AccessOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async with<T>(ask: (token: string) => Promise<ServerAnswer<T>>): Promise<ServerAnswer<T>> {
    const first = await this.grant();
    if (first.is !== 'value') return first;
    const answer = await ask(first.value.token);
    if (answer.is !== 'refused' || !isOfToken(answer.refusal.code)) return answer;
    this.forget(first.value.token);
    const second = await this.grant();
    return second.is === 'value' ? ask(second.value.token) : second;
  }

  /** The token there is, where it is good for longer than this; else a new one. */
  async grant(longerThanMs = 0): Promise<ServerAnswer<Grant>> {
    if (this.#kept) {
      const { token, untilMs } = this.#kept;
      const leftMs = untilMs - this.#now();
      if (leftMs > longerThanMs) return { is: 'value', value: { token, leftMs } };
    }
    this.#getting ??= this.#get().finally(() => (this.#getting = undefined));
    return this.#getting;
  }

  /** The server takes it no longer. */
  forget(token: string): void {
    if (this.#kept?.token === token) this.#kept = undefined;
  }

  async #get(): Promise<ServerAnswer<Grant>> {
    const { open, refresh, onSession } = this.#options;
    const answer = await (open && !this.#hasOpened ? open() : refresh());
    if (answer.is !== 'value') return answer;
    const { token, expiresAt, at } = answer.value;
    this.#hasOpened = true;
    const leftMs = expiresAt - at;
    this.#kept = { token, untilMs: this.#now() + leftMs };
    onSession(answer.value);
    return { is: 'value', value: { token, leftMs } };
  }
}

/** What a new token puts right. */
export function isOfToken(code: string): boolean {
  return code === 'bad-token' || code === 'expired-token';
}

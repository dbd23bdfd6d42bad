import type { Session } from '@rostrum/protocol/http';
import type { ServerAnswer } from '@rostrum/ui';

/** How an admin gets in, and stays in. */
export interface AccessOptions {
  /** By the key of the link in the address, if there is one: good for as long as it wasn't used up. */
  readonly open: (() => Promise<ServerAnswer<Session>>) | undefined;
  /** By what the browser keeps. */
  readonly refresh: () => Promise<ServerAnswer<Session>>;
  readonly onSession: (session: Session) => void;
}

/** The admin's access token: got before the first question, and anew whenever the server takes it no longer. */
export class Access {
  readonly #options: AccessOptions;
  #token: string | undefined;
  #hasOpened = false;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  async with<T>(ask: (token: string) => Promise<ServerAnswer<T>>): Promise<ServerAnswer<T>> {
    const first = this.#token ?? (await this.#get());
    if (typeof first !== 'string') return first;
    const answer = await ask(first);
    if (answer.is !== 'refused' || !isOfToken(answer.refusal.code)) return answer;
    this.#token = undefined;
    const second = await this.#get();
    return typeof second === 'string' ? ask(second) : second;
  }

  async #get(): Promise<string | Exclude<ServerAnswer<never>, { is: 'value' }>> {
    const { open, refresh, onSession } = this.#options;
    const answer = await (open && !this.#hasOpened ? open() : refresh());
    if (answer.is !== 'value') return answer;
    this.#hasOpened = true;
    this.#token = answer.value.token;
    onSession(answer.value);
    return this.#token;
  }
}

function isOfToken(code: string): boolean {
  return code === 'bad-token' || code === 'expired-token';
}

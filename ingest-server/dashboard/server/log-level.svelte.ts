import { type LogLevel, logLevelSchema } from '@rostrum/protocol/operations';
import { type ServerAnswer, askServer, refusalWords } from '@rostrum/ui';
import type { Access } from '../access.ts';

export type LogLevelState =
  | { is: 'loading' }
  | { is: 'known'; level: LogLevel; isChanged: boolean }
  /** `level`: as it is, as far as that is known. */
  | { is: 'failed'; text: string; level: LogLevel | undefined };

/** What of the server's log is written: read once, and changed at run time. */
export class LogLevelView {
  readonly #access: Access;
  #state: LogLevelState = $state.raw({ is: 'loading' });

  constructor(access: Access) {
    this.#access = access;
    void this.#ask(undefined);
  }

  get state(): LogLevelState {
    return this.#state;
  }

  async change(level: LogLevel): Promise<void> {
    await this.#ask(level);
  }

  async #ask(wanted: LogLevel | undefined): Promise<void> {
    const known = this.#state.is === 'loading' ? undefined : this.#state.level;
    const answer = await this.#access.with((token) => ask(token, wanted));
    this.#state =
      answer.is === 'value'
        ? { is: 'known', level: answer.value.level, isChanged: wanted !== undefined }
        : { is: 'failed', text: whyNot(answer), level: known };
  }
}

function ask(token: string, level: LogLevel | undefined): Promise<ServerAnswer<{ level: LogLevel }>> {
  const authorization = `Bearer ${token}`;
  const change = {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ level }),
  };
  const init = level === undefined ? { headers: { authorization } } : change;
  return askServer(logLevelSchema, '/api/operations/log-level', { ...init, cache: 'no-store' });
}

function whyNot(answer: Exclude<ServerAnswer<unknown>, { is: 'value' }>): string {
  return answer.is === 'refused' ? refusalWords(answer.refusal) : answer.cause.message;
}

import { SESSION_HEADER, type Session, errorResponseSchema, sessionSchema } from '@rostrum/protocol/http';
import { type Refusal, refuse } from '@rostrum/protocol/room';
import * as v from 'valibot';
import type { BridgeAnswer } from '../preload/contract.ts';
import type { KeptSession, SessionStore } from './session-store.ts';

type Answer = { is: 'session'; session: Session } | { is: 'refused'; refusal: Refusal } | { is: 'away' };

const GIVE_UP_AFTER_MS = 10_000;

const noClass = refuse('bad-token', 'No class is open in this studio.');
const strange = refuse('server-error', 'The server gave an answer that this studio doesn’t understand.');

/**
 * Gets access tokens for the page. What it signs in with (the link's key first, the refresh token from then on) never
 * leaves the shell.
 */
export class SignIn {
  readonly #sessions: SessionStore;
  readonly #report: (text: string, cause: unknown) => void;
  /** One at a time: of two with a key that is good for one time only, one would be refused. */
  #underWay: Promise<BridgeAnswer<'session.token'>> | undefined;

  constructor(sessions: SessionStore, report: (text: string, cause: unknown) => void) {
    this.#sessions = sessions;
    this.#report = report;
  }

  token(): Promise<BridgeAnswer<'session.token'>> {
    this.#underWay ??= this.#get().finally(() => (this.#underWay = undefined));
    return this.#underWay;
  }

  async #get(): Promise<BridgeAnswer<'session.token'>> {
    const kept = await this.#sessions.load();
    if (!kept) return { is: 'refused', refusal: noClass };
    const answer = await this.#ask(kept);
    if (answer.is !== 'session') return answer;
    const { token, refresh, personId, classId } = answer.session;
    const after = { ...kept, personId, classId, ...(refresh ? { refresh } : {}) };
    // A full disk costs the next start its way in, not this lecture.
    await this.#sessions.replace(kept, after).catch((cause: unknown) => {
      this.#report('the session could not be kept for the next start', cause);
    });
    return { is: 'token', token };
  }

  async #ask({ server, key, refresh, personId, classId }: KeptSession): Promise<Answer> {
    if (refresh !== undefined) {
      const answer = await this.#post(server, '/api/session/refresh', { refresh, personId, classId });
      if (answer.is !== 'refused') return answer;
      // The link itself may still be good.
    }
    return this.#post(server, '/api/session/link', { key });
  }

  async #post(server: string, path: string, body: object): Promise<Answer> {
    try {
      const response = await fetch(new URL(path, server), {
        method: 'POST',
        headers: { 'content-type': 'application/json', [SESSION_HEADER]: 'body' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
      });
      return read(response.ok, await response.json());
    } catch (cause) {
      this.#report(`${server} can't be asked for a session`, cause);
      return { is: 'away' };
    }
  }
}

function read(ok: boolean, body: unknown): Answer {
  if (ok) {
    const session = v.safeParse(sessionSchema, body);
    if (session.success) return { is: 'session', session: session.output };
  } else {
    const refused = v.safeParse(errorResponseSchema, body);
    if (refused.success) return { is: 'refused', refusal: refused.output.refusal };
  }
  return { is: 'refused', refusal: strange };
}

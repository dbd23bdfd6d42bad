import { type Session, sessionSchema } from '@rostrum/protocol/http';
import { type Refusal, refuse } from '@rostrum/protocol/room';
import type { BridgeAnswer } from '../preload/contract.ts';
import { type ServerAnswer, askServer, strangeAnswer } from './ask-server.ts';
import { type KeptSession, type SessionStore, isSignedIn } from './session-store.ts';

/** What a session goes on by, for questions that are of no class. */
export type Held =
  { is: 'held'; kept: KeptSession; refresh: string } | { is: 'refused'; refusal: Refusal } | { is: 'away' };

const noClass = refuse('bad-token', 'No class is open in this studio.');
const notSignedIn = refuse('bad-token', 'Nobody is signed in to this studio.');

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

  async token(): Promise<BridgeAnswer<'session.token'>> {
    const kept = await this.#sessions.load();
    if (!kept || !isSignedIn(kept) || kept.isChoosing) return { is: 'refused', refusal: noClass };
    return this.#enter();
  }

  async hold(): Promise<Held> {
    const kept = await this.#sessions.load();
    if (!kept || !isSignedIn(kept)) return { is: 'refused', refusal: notSignedIn };
    return kept.refresh === undefined ? this.holdAnew() : { is: 'held', kept, refresh: kept.refresh };
  }

  /** By the link's key, where there is one: what it got before is not good any more. */
  async holdAnew(): Promise<Held> {
    const before = await this.#sessions.load();
    if (before?.key === undefined) return { is: 'refused', refusal: notSignedIn };
    const entered = await this.#enter();
    const kept = await this.#sessions.load();
    // Whom only their class refuses is signed in nevertheless.
    if (entered.is !== 'token' && kept?.refresh === before.refresh) return entered;
    if (kept?.refresh === undefined) return { is: 'refused', refusal: notSignedIn };
    return { is: 'held', kept, refresh: kept.refresh };
  }

  #enter(): Promise<BridgeAnswer<'session.token'>> {
    this.#underWay ??= this.#get().finally(() => (this.#underWay = undefined));
    return this.#underWay;
  }

  async #get(): Promise<BridgeAnswer<'session.token'>> {
    const kept = await this.#sessions.load();
    if (!kept) return { is: 'refused', refusal: noClass };
    const { server, key, classId } = kept;
    if (kept.refresh !== undefined) {
      const renewed = await this.#renew(kept);
      const isOver = renewed.is === 'refused' && isSessionOver(renewed.refusal);
      if (!isOver || key === undefined) return this.#take(kept, renewed);
      // The link itself may still be good.
    }
    const opened = await this.#post(server, '/api/session/link', { key });
    if (opened.is !== 'value' || classId === undefined || opened.value.classId === classId)
      return this.#take(kept, opened);
    // It opened the first class there is: that must not take the place of the one that the lecture is in.
    const { refresh, personId } = opened.value;
    const anew = { ...kept, personId, ...(refresh ? { refresh } : {}) };
    // Before anything else can fail: a link may be good for one time only.
    await this.#keep(kept, anew);
    return this.#take(anew, await this.#renew(anew));
  }

  async #take(kept: KeptSession, answer: ServerAnswer<Session>): Promise<BridgeAnswer<'session.token'>> {
    if (answer.is !== 'value') return notEntered(answer);
    const { token, refresh, personId, classId } = answer.value;
    await this.#keep(kept, { ...kept, personId, classId, ...(refresh ? { refresh } : {}) });
    return { is: 'token', token };
  }

  /** A full disk costs the next start its way in, not this lecture. */
  async #keep(before: KeptSession, after: KeptSession): Promise<void> {
    await this.#sessions.replace(before, after).catch((cause: unknown) => {
      this.#report('the session could not be kept for the next start', cause);
    });
  }

  #renew({ server, refresh, personId, classId }: KeptSession): Promise<ServerAnswer<Session>> {
    return this.#post(server, '/api/session/refresh', { refresh, personId, classId });
  }

  #post(server: string, path: string, body: object): Promise<ServerAnswer<Session>> {
    return askServer(sessionSchema, { server, method: 'POST', path, body }, this.#report);
  }
}

export function isSessionOver({ code }: Refusal): boolean {
  return code === 'bad-token' || code === 'expired-token' || code === 'revoked';
}

function notEntered(
  answer: Exclude<ServerAnswer<Session>, { is: 'value' }>,
): Exclude<BridgeAnswer<'session.token'>, { is: 'token' }> {
  if (answer.is !== 'strange') return answer;
  // Whatever answers without our words in between (a proxy, a hotel's network) may be gone in a moment.
  return answer.isJson ? { is: 'refused', refusal: strangeAnswer } : { is: 'away' };
}

import {
  type ClassChange,
  type Session,
  type TaughtClass,
  accountSchema,
  classListSchema,
  sessionSchema,
  taughtClassSchema,
} from '@rostrum/protocol/http';
import type { ClassId, Refusal } from '@rostrum/protocol/room';
import * as v from 'valibot';
import type { SignInAnswer, SignInBody, signInContract } from '../preload/sign-in-contract.ts';
import { type ServerAnswer, type ServerQuestion, askServer, strangeAnswer } from './ask-server.ts';
import { readServerAddress } from './pure/server-address.ts';
import type { KeptSession, SessionStore } from './session-store.ts';
import { type Held, type SignIn, isSessionOver } from './sign-in.ts';

type Name = keyof typeof signInContract;
type Handlers = { [N in Name]: (body: SignInBody<N>) => Promise<{ ok: true; answer: SignInAnswer<N> }> };

type No = { is: 'refused'; refusal: Refusal } | { is: 'away' };
type Asked<T> = { is: 'value'; value: T; kept: KeptSession } | No;
type Question = Omit<ServerQuestion, 'server'>;

export interface AccountOptions {
  readonly sessions: SessionStore;
  readonly signIn: SignIn;
  readonly report: (text: string, cause: unknown) => void;
}

const nothing = v.object({});

export function accountHandlers(options: AccountOptions): Handlers {
  const account = new Account(options);
  return {
    'account.signIn': async (body) => answer(await account.signIn(body)),
    'account.setPassword': async (body) => answer(await account.setPassword(body)),
    'account.signOut': async () => {
      await account.signOut();
      return answer({ is: 'done' });
    },
    'classes.list': async ({ find }) => answer(await account.list(find)),
    'classes.make': async (body) => answer(await account.makeClass(body)),
    'classes.change': async ({ classId, change }) => answer(await account.changeClass(classId, change)),
    'classes.open': async ({ classId }) => answer(await account.openClass(classId)),
    'classes.leave': async () => {
      await account.leaveClass();
      return answer({ is: 'done' });
    },
  };
}

/** Who is signed in on this computer, which classes they may teach, and which one is open. */
class Account {
  readonly #sessions: SessionStore;
  readonly #signIn: SignIn;
  readonly #report: AccountOptions['report'];

  constructor({ sessions, signIn, report }: AccountOptions) {
    this.#sessions = sessions;
    this.#signIn = signIn;
    this.#report = report;
  }

  async signIn({
    server: typed,
    ...body
  }: SignInBody<'account.signIn'>): Promise<SignInAnswer<'account.signIn'>> {
    const address = readServerAddress(typed);
    if (!address.ok) return { is: 'bad-address', why: address.why };
    const { server } = address;
    const question = { server, method: 'POST', path: '/api/session/account', body } as const;
    const asked = await askServer(accountSchema, question, this.#report);
    switch (asked.is) {
      case 'value': {
        const { personId, refresh } = asked.value;
        if (refresh === undefined) return { is: 'not-rostrum', server };
        await this.#keep(this.#sessions.save({ server, refresh, personId, isChoosing: true }));
        return { is: 'signed-in' };
      }
      case 'refused':
        // An older server has no such way in.
        return asked.refusal.code === 'not-found' ? { is: 'not-rostrum', server } : asked;
      case 'away':
        return { is: 'unreachable', server };
      case 'strange':
        return { is: 'not-rostrum', server };
    }
  }

  async setPassword(body: SignInBody<'account.setPassword'>): Promise<SignInAnswer<'account.setPassword'>> {
    const asked = await this.#ask(nothing, (refresh) => ({
      method: 'PUT',
      path: '/api/session/password',
      body: { ...body, refresh },
    }));
    return done(asked);
  }

  async signOut(): Promise<void> {
    const kept = await this.#sessions.load();
    if (!kept) return;
    const { server, refresh } = kept;
    // Where the disk refuses to forget, that is said.
    await this.#sessions.save({ server });
    if (refresh === undefined) return;
    const question = { server, method: 'DELETE', path: '/api/session', body: { refresh } } as const;
    await askServer(nothing, question, this.#report);
  }

  async list(find: string): Promise<SignInAnswer<'classes.list'>> {
    const path = `/api/classes?${new URLSearchParams({ find }).toString()}`;
    const asked = await this.#ask(classListSchema, (bearer) => ({ method: 'GET', path, bearer }));
    if (asked.is !== 'value') return asked;
    const { classId } = asked.kept;
    return { is: 'list', list: asked.value, ...(classId === undefined ? {} : { lastId: classId }) };
  }

  async makeClass(body: SignInBody<'classes.make'>): Promise<{ is: 'made'; made: TaughtClass } | No> {
    const path = '/api/classes';
    const asked = await this.#ask(taughtClassSchema, (bearer) => ({ method: 'POST', path, body, bearer }));
    return asked.is === 'value' ? { is: 'made', made: asked.value } : asked;
  }

  async changeClass(classId: ClassId, body: ClassChange): Promise<{ is: 'done' } | No> {
    const entered = await this.#enter(classId);
    if (entered.is !== 'value') return entered;
    const { server } = entered.kept;
    const bearer = entered.value.token;
    const question = { server, method: 'PATCH', path: `/api/classes/${classId}`, body, bearer } as const;
    return done(noneStrange(await askServer(nothing, question, this.#report)));
  }

  async openClass(classId: ClassId): Promise<{ is: 'done' } | No> {
    const entered = await this.#enter(classId);
    if (entered.is !== 'value') return entered;
    const { kept } = entered;
    const { personId, refresh } = entered.value;
    const { isChoosing: _isChoosing, ...others } = kept;
    const after = { ...others, personId, classId, ...(refresh === undefined ? {} : { refresh }) };
    await this.#keep(this.#sessions.replace(kept, after));
    return { is: 'done' };
  }

  async leaveClass(): Promise<void> {
    const kept = await this.#sessions.load();
    if (kept) await this.#keep(this.#sessions.replace(kept, { ...kept, isChoosing: true }));
  }

  #enter(classId: ClassId): Promise<Asked<Session>> {
    return this.#ask(sessionSchema, (refresh) => ({
      method: 'POST',
      path: '/api/session/refresh',
      body: { refresh, classId },
    }));
  }

  /** Asks as whoever is signed in; where their session is over, once more by the link that it came from. */
  async #ask<S extends v.GenericSchema>(
    schema: S,
    questionBy: (refresh: string) => Question,
  ): Promise<Asked<v.InferOutput<S>>> {
    const askAs = async (held: Held): Promise<Asked<v.InferOutput<S>>> => {
      if (held.is !== 'held') return held;
      const { kept, refresh } = held;
      const question = { ...questionBy(refresh), server: kept.server };
      const asked = noneStrange(await askServer(schema, question, this.#report));
      return asked.is === 'value' ? { ...asked, kept } : asked;
    };
    const asked = await askAs(await this.#signIn.hold());
    if (asked.is !== 'refused' || !isSessionOver(asked.refusal)) return asked;
    const held = await this.#signIn.holdAnew();
    // Without a link that is still good, the first answer stands.
    return held.is === 'held' ? askAs(held) : asked;
  }

  /** A full disk costs the next start its way in, not this lecture. */
  async #keep(saving: Promise<void>): Promise<void> {
    await saving.catch((cause: unknown) => {
      this.#report('the session could not be kept for the next start', cause);
    });
  }
}

function noneStrange<T>(asked: ServerAnswer<T>): { is: 'value'; value: T } | No {
  return asked.is === 'strange' ? { is: 'refused', refusal: strangeAnswer } : asked;
}

function done(asked: { is: 'value' } | No): { is: 'done' } | No {
  return asked.is === 'value' ? { is: 'done' } : asked;
}

function answer<T>(value: T): { ok: true; answer: T } {
  return { ok: true, answer: value };
}

import { RefusedError } from '@rostrum/protocol/client';
import { type Session, type WatchResponse, watchResponseSchema } from '@rostrum/protocol/http';
import type { ClassId } from '@rostrum/protocol/room';
import { type ServerAnswer, askServer, renewToken } from '@rostrum/ui';
import type { GenericSchema } from 'valibot';

/** What the server has of a class afterwards, asked for by one person. */
export class ClassRecordings {
  readonly #session: Session;
  #token: string = $state('');

  constructor(session: Session) {
    this.#session = session;
    this.#token = session.token;
  }

  get classId(): ClassId {
    return this.#session.classId;
  }

  /** `path`: behind the class’s recordings. A token that has run out is renewed once. */
  async ask<T>(
    schema: GenericSchema<unknown, T>,
    path: string,
    signal?: AbortSignal,
  ): Promise<ServerAnswer<T>> {
    const first = await this.#askOnce(schema, this.#pathOf(path), signal);
    if (!hasExpired(first)) return first;
    const renewed = await this.renew();
    return renewed ?? this.#askOnce(schema, this.#pathOf(path), signal);
  }

  /** Undefined where it isn’t there, or not now. */
  async text(path: string): Promise<string | undefined> {
    try {
      const answer = await fetch(this.#pathOf(path), { headers: this.#headers });
      return answer.ok ? await answer.text() : undefined;
    } catch {
      // Chapters and small pictures are a convenience; whoever misses them sees a bar without.
      return undefined;
    }
  }

  /** For what can’t set a header: a picture. */
  address(path: string): string {
    return `${this.#pathOf(path)}?t=${encodeURIComponent(this.#token)}`;
  }

  /** An address that has this token in it, of a file beside one of these. */
  withToken(url: string): string {
    return `${url}?t=${encodeURIComponent(this.#token)}`;
  }

  /** Where the class is watched; throws a refusal, or why the server can’t be reached. */
  async findAddress(): Promise<WatchResponse> {
    const ask = () => this.#askOnce(watchResponseSchema, `/api/classes/${this.#session.classId}/watch`);
    let answer = await ask();
    if (hasExpired(answer)) answer = (await this.renew()) ?? (await ask());
    switch (answer.is) {
      case 'value':
        return answer.value;
      case 'refused':
        throw new RefusedError(answer.refusal);
      case 'unreachable':
        throw answer.cause;
    }
  }

  /** A token that is good now. */
  async freshToken(): Promise<string> {
    const { classId, personId, refresh } = this.#session;
    return (this.#token = await renewToken({ classId, personId, refresh }));
  }

  /** Undefined once there is a new token. */
  async renew(): Promise<Exclude<ServerAnswer<never>, { is: 'value' }> | undefined> {
    try {
      await this.freshToken();
      return undefined;
    } catch (error) {
      if (error instanceof RefusedError) return { is: 'refused', refusal: error.refusal };
      return { is: 'unreachable', cause: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  get #headers() {
    return { authorization: `Bearer ${this.#token}` };
  }

  #pathOf(path: string): string {
    return `/api/classes/${this.#session.classId}/recordings${path}`;
  }

  #askOnce<T>(
    schema: GenericSchema<unknown, T>,
    url: string,
    signal?: AbortSignal,
  ): Promise<ServerAnswer<T>> {
    return askServer(schema, url, {
      headers: this.#headers,
      cache: 'no-store',
      ...(signal ? { signal } : {}),
    });
  }
}

function hasExpired(answer: ServerAnswer<unknown>): boolean {
  return answer.is === 'refused' && answer.refusal.code === 'expired-token';
}

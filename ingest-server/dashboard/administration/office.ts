import { type ServerAnswer, askServer } from '@rostrum/ui';
import * as v from 'valibot';
import type { Access } from '../access.ts';
import { texts } from './pure/texts.ts';

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Hashing a password or deleting a class with its recordings takes its time. */
const GIVE_UP_AFTER_MS = 60_000;
const ROOT = '/api/administration';

export const done = v.object({});

/** Asks the server for the records, and to change them. Never rejects. */
export class Office {
  readonly #access: Access;

  constructor(access: Access) {
    this.#access = access;
  }

  read<T>(schema: v.GenericSchema<unknown, T>, path: string): Promise<ServerAnswer<T>> {
    return this.#ask(schema, path, {});
  }

  send<T>(
    schema: v.GenericSchema<unknown, T>,
    method: Method,
    path: string,
    body?: unknown,
  ): Promise<ServerAnswer<T>> {
    const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return this.#ask(schema, path, { method, ...(body === undefined ? {} : json) });
  }

  /** A file, as it is. */
  sendFile<T>(
    schema: v.GenericSchema<unknown, T>,
    method: Method,
    path: string,
    file: Blob,
    type: string,
  ): Promise<ServerAnswer<T>> {
    return this.#ask(schema, path, { method, headers: { 'content-type': type }, body: file });
  }

  #ask<T>(schema: v.GenericSchema<unknown, T>, path: string, init: RequestInit): Promise<ServerAnswer<T>> {
    return this.#access.with((token) =>
      askServer(schema, `${ROOT}${path}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${token}` },
        cache: 'no-store',
        signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
      }).catch((cause: unknown): ServerAnswer<T> => ({
        is: 'unreachable',
        cause: new Error(texts.unreachable, { cause }),
      })),
    );
  }
}

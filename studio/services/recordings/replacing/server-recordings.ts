import {
  type Recordings,
  type Replacement,
  type ReplacementRequest,
  elsewhereSchema,
  errorResponseSchema,
  recordingsSchema,
  replacementSchema,
} from '@rostrum/protocol/http';
import type { ClassId, Refusal, StreamId } from '@rostrum/protocol/room';
import * as v from 'valibot';
import type { BridgeAnswer } from '../../../preload/contract.ts';
import { type ServerQuestion, askServer, strangeAnswer } from '../../ask-server.ts';

/** The class that is open in this studio, and how to speak for whoever opened it. */
export interface ClassAccess {
  current(): Promise<ClassKeys | undefined>;
  token(): Promise<BridgeAnswer<'session.token'>>;
}

export interface ClassKeys {
  readonly server: string;
  readonly classId: ClassId;
}

export type Asked<T> =
  | { is: 'value'; value: T }
  | { is: 'refused'; refusal: Refusal }
  /** Nobody answers. */
  | { is: 'away' }
  /** Another class is open here, or none. */
  | { is: 'elsewhere' };

/** What became of a piece: `from`, where the next one begins. */
type Sent = { from: number };

export interface ServerRecordingsOptions {
  readonly keys: ClassKeys;
  readonly access: ClassAccess;
  readonly report: (text: string, cause: unknown) => void;
}

/** Long enough for a piece at the rate of a modem; what came of it by then counts. */
const PIECE_WITHIN_MS = 120_000;
const CLOCK_WITHIN_MS = 10_000;
const nothing = v.object({});

/** The recordings of one class, as its server has them. */
export class ServerRecordings {
  readonly #options: ServerRecordingsOptions;
  #token: string | undefined;

  constructor(options: ServerRecordingsOptions) {
    this.#options = options;
  }

  async list(): Promise<Asked<Recordings['recordings']>> {
    const { classId } = this.#options.keys;
    const asked = await this.#ask(recordingsSchema, 'GET', `/api/classes/${classId}/recordings`);
    return asked.is === 'value' ? { is: 'value', value: asked.value.recordings } : asked;
  }

  find(streamId: StreamId): Promise<Asked<Replacement>> {
    return this.#ask(replacementSchema, 'GET', this.#path(streamId));
  }

  begin(streamId: StreamId, request: ReplacementRequest): Promise<Asked<Replacement>> {
    return this.#ask(replacementSchema, 'POST', this.#path(streamId), request);
  }

  finish(streamId: StreamId, uploadId: string): Promise<Asked<Replacement>> {
    return this.#ask(replacementSchema, 'POST', this.#path(streamId, `/${uploadId}/finish`));
  }

  cancel(streamId: StreamId, uploadId: string): Promise<Asked<object>> {
    return this.#ask(nothing, 'DELETE', this.#path(streamId, `/${uploadId}`));
  }

  /** A piece that doesn't begin where the last one ended is answered with where that is. */
  send(
    streamId: StreamId,
    uploadId: string,
    from: number,
    bytes: Uint8Array<ArrayBuffer>,
    signal: AbortSignal,
  ): Promise<Asked<Sent>> {
    const path = this.#path(streamId, `/${uploadId}?from=${from}`);
    return this.#asIn((token) => this.#put(path, bytes, token, signal));
  }

  /** How far the server's clock is ahead, to a second: by what it says that it answered at. */
  async clockAheadMs(): Promise<number | undefined> {
    const { server } = this.#options.keys;
    try {
      const response = await fetch(new URL('/healthz', server), {
        redirect: 'manual',
        signal: AbortSignal.timeout(CLOCK_WITHIN_MS),
      });
      await response.body?.cancel();
      const said = Date.parse(response.headers.get('date') ?? '');
      // It leaves out its milliseconds: half a second of them, on the average.
      return Number.isNaN(said) ? undefined : said + 500 - Date.now();
    } catch (cause) {
      this.#options.report(`${server} does not say what time it is`, cause);
      return undefined;
    }
  }

  #path(streamId: StreamId, more = ''): string {
    return `/api/classes/${this.#options.keys.classId}/recordings/${streamId}/replacement${more}`;
  }

  #ask<S extends v.GenericSchema>(
    schema: S,
    method: ServerQuestion['method'],
    path: string,
    body?: object,
  ): Promise<Asked<v.InferOutput<S>>> {
    const { keys, report } = this.#options;
    const { server } = keys;
    return this.#asIn(async (bearer) => {
      const asked = await askServer(schema, { server, method, path, bearer, ...(body && { body }) }, report);
      if (asked.is !== 'strange') return asked;
      // Whatever answers without our words in between may be gone in a moment.
      return asked.isJson ? { is: 'refused', refusal: strangeAnswer } : { is: 'away' };
    });
  }

  /** A token lasts some minutes, a file some hours: one that has run out is renewed once. */
  async #asIn<T>(ask: (token: string) => Promise<Asked<T>>): Promise<Asked<T>> {
    const { access, keys } = this.#options;
    for (let isAgain = false; ; isAgain = true) {
      const current = await access.current();
      if (current?.server !== keys.server || current.classId !== keys.classId) return { is: 'elsewhere' };
      if (this.#token === undefined) {
        const signed = await access.token();
        if (signed.is !== 'token') return signed;
        this.#token = signed.token;
      }
      const asked = await ask(this.#token);
      const isOut =
        asked.is === 'refused' && ['expired-token', 'bad-token', 'revoked'].includes(asked.refusal.code);
      if (!isOut || isAgain) return asked;
      this.#token = undefined;
    }
  }

  async #put(
    path: string,
    body: Uint8Array<ArrayBuffer>,
    token: string,
    signal: AbortSignal,
  ): Promise<Asked<Sent>> {
    const { keys, report } = this.#options;
    try {
      const response = await fetch(new URL(path, keys.server), {
        ...{ method: 'PUT', redirect: 'manual', body },
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
        signal: AbortSignal.any([signal, AbortSignal.timeout(PIECE_WITHIN_MS)]),
      });
      const json: unknown = await response.json();
      const sent = v.safeParse(elsewhereSchema, json);
      // What is short of room or broke off says where it stands too; the next piece waits a little.
      if (sent.success && (response.ok || response.status === 409))
        return { is: 'value', value: sent.output };
      const refused = v.safeParse(errorResponseSchema, json);
      return refused.success ? { is: 'refused', refusal: refused.output.refusal } : { is: 'away' };
    } catch (cause) {
      if (!signal.aborted) report(`a piece of a recording did not get to ${keys.server}`, cause);
      return { is: 'away' };
    }
  }
}

import { errorResponseSchema } from '@rostrum/protocol/http';
import type { Refusal } from '@rostrum/protocol/room';
import { OwnRefusal } from './pure/own-refusal.ts';
import { texts } from './texts.ts';

/** Every way a question over HTTP can end; a caller shows each in its own words. */
export type ServerAnswer<T> =
  { is: 'value'; value: T } | { is: 'refused'; refusal: Refusal } | { is: 'unreachable'; cause: Error };

type Validated<T> = { value: T; issues?: undefined } | { issues: readonly unknown[] };

/** What is needed of a schema: the Standard Schema interface, which those of the protocol have. */
interface Schema<T> {
  readonly '~standard': { validate(body: unknown): Validated<T> | Promise<Validated<T>> };
}

/**
 * Rejects only with the signal's reason: whoever gave up on the answer doesn't want one. `send` goes in place of the
 * browser's `fetch`.
 */
export async function askServer<T>(
  schema: Schema<T>,
  url: string,
  init: RequestInit = {},
  send: (url: string, init: RequestInit) => Promise<Response> = fetch,
): Promise<ServerAnswer<T>> {
  let response: Response;
  let body: unknown;
  try {
    response = await send(url, { ...init, headers: { accept: 'application/json', ...init.headers } });
    body = await response.json();
  } catch (cause) {
    init.signal?.throwIfAborted();
    return { is: 'unreachable', cause: new Error(texts.server.unreachable, { cause }) };
  }
  return readAnswer(schema, response.ok, body);
}

export async function readAnswer<T>(schema: Schema<T>, ok: boolean, body: unknown): Promise<ServerAnswer<T>> {
  if (ok) {
    const read = await schema['~standard'].validate(body);
    if (!read.issues) return { is: 'value', value: read.value };
  } else {
    const read = await errorResponseSchema['~standard'].validate(body);
    if (!read.issues) return { is: 'refused', refusal: read.value.refusal };
  }
  return { is: 'refused', refusal: new OwnRefusal('server-error', () => texts.server.strangeAnswer) };
}

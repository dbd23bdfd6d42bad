import { SESSION_HEADER, errorResponseSchema } from '@rostrum/protocol/http';
import { type Refusal, refuse } from '@rostrum/protocol/room';
import * as v from 'valibot';

/** Every way a question to the server can end. */
export type ServerAnswer<T> =
  | { is: 'value'; value: T }
  | { is: 'refused'; refusal: Refusal }
  /** Nobody answers. */
  | { is: 'away' }
  /** Somebody answers, and it is not what a Rostrum server says. */
  | { is: 'strange'; isJson: boolean };

export interface ServerQuestion {
  readonly server: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  readonly bearer?: string;
}

const GIVE_UP_AFTER_MS = 10_000;
const NO_CONTENT = 204;
/** A proxy that has no server behind it any more answers in its place. */
const PROXY_ALONE = [502, 503, 504];

export const strangeAnswer = refuse(
  'server-error',
  'The server gave an answer that this studio doesn’t understand.',
);

/** Asks the server itself: without cookies, and what signs in is told to nobody to whom it sends us on. */
export async function askServer<S extends v.GenericSchema>(
  schema: S,
  { server, method, path, body, bearer }: ServerQuestion,
  report: (text: string, cause: unknown) => void,
): Promise<ServerAnswer<v.InferOutput<S>>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(new URL(path, server), {
      method,
      redirect: 'manual',
      headers: {
        [SESSION_HEADER]: 'body',
        ...(body && { 'content-type': 'application/json' }),
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
    });
    text = await response.text();
  } catch (cause) {
    report(`${server} can't be asked (${method} ${path})`, cause);
    return { is: 'away' };
  }
  const json = response.status === NO_CONTENT ? {} : readJson(text);
  if (json === undefined)
    return PROXY_ALONE.includes(response.status) ? { is: 'away' } : { is: 'strange', isJson: false };
  if (response.ok) {
    const read = v.safeParse(schema, json);
    return read.success ? { is: 'value', value: read.output } : { is: 'strange', isJson: true };
  }
  const read = v.safeParse(errorResponseSchema, json);
  return read.success ? { is: 'refused', refusal: read.output.refusal } : { is: 'strange', isJson: true };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

import { type Session, sessionSchema, watchResponseSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';

/** A class as students know it: where it is, and its code. */
export interface Place {
  readonly origin: string;
  readonly code: string;
}

/** A server that has not answered by then does not. */
const ANSWER_MAX_MS = 20_000;

/** Comes in by code and name, as a page does. */
export async function joinClass({ origin, code }: Place, name: string): Promise<Session> {
  const response = await fetch(`${origin}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, name }),
    signal: AbortSignal.timeout(ANSWER_MAX_MS),
  });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
  return v.parse(sessionSchema, body);
}

/** Where the class is watched: good for ten minutes at least. */
export async function addressOf(place: Place, { token, classId }: Session): Promise<string> {
  const response = await fetch(`${place.origin}/api/classes/${classId}/watch`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(ANSWER_MAX_MS),
  });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
  return new URL(v.parse(watchResponseSchema, body).path, place.origin).href;
}

export function placeOf(address: string): Place {
  const { origin, pathname } = new URL(address);
  return { origin, code: pathname.split('/').at(-1) ?? '' };
}

import { RefusedError } from '@rostrum/protocol/client';
import {
  type JoinRequest,
  type PasswordSignIn,
  SESSION_HEADER,
  type Session,
  type SessionRequest,
  sessionSchema,
} from '@rostrum/protocol/http';
import { type ServerAnswer, askServer } from './ask-server.ts';

/*
 * Coming in and staying in, by HTTP to the page's own server. What keeps somebody in is a cookie that no page can
 * read; a page holds only a token for some minutes, and knows which of the browser's people it is.
 */
const GIVE_UP_AFTER_MS = 10_000;

export function joinByCode(request: JoinRequest): Promise<ServerAnswer<Session>> {
  return post('/api/join', request);
}

/** `key` is the secret in a link that somebody was given. */
export function signInByLink(key: string): Promise<ServerAnswer<Session>> {
  return post('/api/session/link', { key });
}

/** For whoever has a login. */
export function signInByPassword(request: PasswordSignIn): Promise<ServerAnswer<Session>> {
  return post('/api/session/password', request);
}

export function refreshSession(request: SessionRequest): Promise<ServerAnswer<Session>> {
  return post('/api/session/refresh', request);
}

/** As the class connection wants it: it ends on a refusal, and tries again later on anything else. */
export async function renewToken(request: SessionRequest): Promise<string> {
  const answer = await refreshSession(request);
  switch (answer.is) {
    case 'value':
      return answer.value.token;
    case 'refused':
      throw new RefusedError(answer.refusal);
    case 'unreachable':
      throw answer.cause;
  }
}

function post(url: string, body: object): Promise<ServerAnswer<Session>> {
  return askServer(sessionSchema, url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...keptInPage() },
    body: JSON.stringify(body),
    cache: 'no-store',
    signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
  }).catch((cause: unknown): ServerAnswer<Session> => ({ is: 'unreachable', cause: asError(cause) }));
}

/** Where the browser takes no cookies the page itself holds what keeps somebody in, for as long as it is open. */
function keptInPage(): Record<string, string> {
  return navigator.cookieEnabled === false ? { [SESSION_HEADER]: 'body' } : {};
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}

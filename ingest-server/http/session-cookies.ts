import { SESSION_HEADER, type Session } from '@rostrum/protocol/http';
import type { ClassId, PersonId } from '@rostrum/protocol/room';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { REFRESH_LIFETIME_MS, type SignedIn, type Visitor } from '../identity/index.ts';

const PREFIX = 'rostrum-';
/** Of the API and not of sessions alone: joining looks for them too, so that a second tab is the same person. */
const PATH = '/api';
/** They travel with every request, and a server takes only so much of a header. */
const COOKIES_MAX = 12;

/** A browser may hold several people: the admin's dashboard beside the student's page of a trial. */
export function visitorOf(request: FastifyRequest, refresh?: string): Visitor {
  const refreshTokens =
    refresh === undefined ? namesIn(request).map((name) => request.cookies[name]!) : [refresh];
  return { address: request.ip, refreshTokens };
}

/** The session for the page, and the refresh token to where it is asked for. */
export function sendSession(
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: Extract<SignedIn, { ok: true }>,
): FastifyReply {
  const { session, refreshToken, isGuest } = signedIn;
  void reply.header('cache-control', 'no-store');
  if (request.headers[SESSION_HEADER] === 'body') return reply.send({ ...session, refresh: refreshToken });
  const name = nameOf(session);
  const others = namesIn(request).filter((other) => other !== name);
  // A browser sends the oldest first.
  for (const old of others.slice(0, Math.max(0, others.length - COOKIES_MAX + 1))) clear(request, reply, old);
  // A guest's ends with the browser: on a shared computer the next one is somebody else.
  const lifetime = isGuest ? {} : { maxAge: REFRESH_LIFETIME_MS / 1000 };
  void reply.setCookie(name, refreshToken, { ...attributesFor(request), ...lifetime });
  return reply.send(session);
}

/** Takes back whatever this browser has of somebody: for their class and for all of them. */
export function clearSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { personId, classId }: { personId: PersonId; classId?: ClassId | undefined },
): void {
  clear(request, reply, `${PREFIX}${personId}-all`);
  if (classId !== undefined) clear(request, reply, `${PREFIX}${personId}-${classId}`);
}

function nameOf({ personId, classId, classes }: Session): string {
  return `${PREFIX}${personId}-${classes === undefined ? classId : 'all'}`;
}

function namesIn(request: FastifyRequest): string[] {
  return Object.keys(request.cookies).filter((name) => name.startsWith(PREFIX));
}

function clear(request: FastifyRequest, reply: FastifyReply, name: string): void {
  void reply.clearCookie(name, attributesFor(request));
}

function attributesFor(request: FastifyRequest) {
  // Only the browser itself would be misled by a proxy's header that isn't true.
  const isSecure =
    request.protocol === 'https' || /^https\b/.test(String(request.headers['x-forwarded-proto']));
  return { path: PATH, httpOnly: true, sameSite: 'lax', secure: isSecure } as const;
}

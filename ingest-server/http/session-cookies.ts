import { SESSION_HEADER, type Session, type WatchResponse } from '@rostrum/protocol/http';
import { type ClassId, type PersonId, personIdSchema } from '@rostrum/protocol/room';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { type AccountOpened, REFRESH_LIFETIME_MS, type SignedIn, type Visitor } from '../identity/index.ts';
import { addressOfRequest } from '../room/index.ts';

const PREFIX = 'rostrum-';
/** Of the API and not of sessions alone: joining looks for them too, so that a second tab is the same person. */
const PATH = '/api';
/** They travel with every request, and a server takes only so much of a header. */
const COOKIES_MAX = 12;
/** The guests that this browser was in one class, for a day: also after signing out, or under another name. */
const GUESTS_PREFIX = 'rostrumguests-';
const GUESTS_FOR_S = 24 * 3600;
const GUESTS_MAX = 8;
const guestsSchema = v.pipe(
  v.string(),
  v.transform((list) => list.split('.')),
  v.array(personIdSchema),
);

/** A browser may hold several people: the admin's dashboard beside the student's page of a trial. */
export function visitorOf(request: FastifyRequest, refresh?: string): Visitor {
  const refreshTokens =
    refresh === undefined ? namesIn(request).map((name) => request.cookies[name]!) : [refresh];
  return { address: addressOfRequest(request.raw), refreshTokens };
}

/** The session for the page, and the refresh token to where it is asked for. */
export function sendSession(
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: Extract<SignedIn, { ok: true }>,
  watch: WatchResponse | undefined,
): FastifyReply {
  const { session, refreshToken, isGuest } = signedIn;
  const inBody = keepSignedIn(request, reply, { name: nameOf(session), refreshToken, isGuest });
  if (isGuest && inBody.refresh === undefined) rememberGuest(request, reply, session);
  return reply.send({ ...session, ...inBody, ...(watch === undefined ? {} : { watch }) });
}

/** The same for somebody who is in no class yet. */
export function sendAccount(
  request: FastifyRequest,
  reply: FastifyReply,
  { account, refreshToken }: Extract<AccountOpened, { ok: true }>,
): FastifyReply {
  const name = `${PREFIX}${account.personId}-all`;
  return reply.send({ ...account, ...keepSignedIn(request, reply, { name, refreshToken, isGuest: false }) });
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

/** Newest last; nothing where the cookie is none of ours. */
export function guestsBefore(request: FastifyRequest, classId: ClassId): readonly PersonId[] {
  const read = v.safeParse(guestsSchema, request.cookies[`${GUESTS_PREFIX}${classId}`]);
  return read.success ? read.output : [];
}

/** By a cookie, or by what goes into the body where that is asked for. */
function keepSignedIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, refreshToken, isGuest }: { name: string; refreshToken: string; isGuest: boolean },
): { refresh?: string } {
  void reply.header('cache-control', 'no-store');
  if (request.headers[SESSION_HEADER] === 'body') return { refresh: refreshToken };
  const others = namesIn(request).filter((other) => other !== name);
  // A browser sends the oldest first.
  for (const old of others.slice(0, Math.max(0, others.length - COOKIES_MAX + 1))) clear(request, reply, old);
  // A guest's ends with the browser: on a shared computer the next one is somebody else.
  const lifetime = isGuest ? {} : { maxAge: REFRESH_LIFETIME_MS / 1000 };
  void reply.setCookie(name, refreshToken, { ...attributesFor(request), ...lifetime });
  return {};
}

function rememberGuest(request: FastifyRequest, reply: FastifyReply, { classId, personId }: Session): void {
  const others = guestsBefore(request, classId).filter((guest) => guest !== personId);
  const guests = [...others, personId].slice(-GUESTS_MAX).join('.');
  const lasting = { ...attributesFor(request), maxAge: GUESTS_FOR_S };
  void reply.setCookie(`${GUESTS_PREFIX}${classId}`, guests, lasting);
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

import {
  type SessionRequest,
  joinRequestSchema,
  linkSignInSchema,
  passwordChangeSchema,
  passwordSignInSchema,
  sessionRequestSchema,
} from '@rostrum/protocol/http';
import { refusalOfIssues } from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Identity, SignedIn, Visitor } from '../identity/index.ts';
import { isRemoved, removedFromClass } from '../room/index.ts';
import { type Register, whoAsks } from './bearer.ts';
import { sendRefusal } from './refusals.ts';
import { clearSession, guestsBefore, sendSession, visitorOf } from './session-cookies.ts';
import { type WatchOptions, wayToWatch } from './way-to-watch.ts';

export interface SessionRoutesOptions extends Register, WatchOptions {
  readonly identity: Identity;
}

/** Coming in, staying in and going. */
export function addSessionRoutes(server: FastifyInstance, options: SessionRoutesOptions): void {
  const { identity, stateOf } = options;

  /** The session, and with it where the class is watched: a page would ask for that next. */
  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    outcome: SignedIn,
  ): Promise<FastifyReply> {
    if (!outcome.ok) return sendRefusal(reply, outcome.refusal);
    const { classId, personId } = outcome.session;
    const state = await stateOf(classId);
    const isIn = state && !isRemoved(state, personId);
    const watch = isIn ? wayToWatch(request, options, classId, state) : undefined;
    return sendSession(request, reply, outcome, watch);
  }

  /** A way in: what is sent for it, and what it asks of the directory. */
  function addWayIn<T>(
    path: string,
    schema: v.GenericSchema<unknown, T>,
    enter: (sent: T, visitor: Visitor, request: FastifyRequest) => Promise<SignedIn>,
  ): void {
    server.post(path, async (request, reply) => {
      const parsed = v.safeParse(schema, request.body);
      if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
      return answer(request, reply, await enter(parsed.output, visitorOf(request), request));
    });
  }

  addWayIn('/join', joinRequestSchema, async (sent, visitor, request) => {
    const joined = await identity.join(sent, visitor);
    if (!joined.ok || !joined.isGuest) return joined;
    // Whom staff removed may not come back under another name: as far as their browser remembers who they were.
    const { classId } = joined.session;
    const state = await stateOf(classId);
    const wasRemoved = guestsBefore(request, classId).some((guest) => state && isRemoved(state, guest));
    return wasRemoved ? { ok: false, refusal: removedFromClass } : joined;
  });
  addWayIn('/session/link', linkSignInSchema, ({ key }, visitor) => identity.signInWithLink(key, visitor));
  addWayIn('/session/password', passwordSignInSchema, identity.signInWithPassword);

  server.post('/session/refresh', async (request, reply) => {
    const wanted = v.safeParse(sessionRequestSchema, request.body ?? {});
    if (!wanted.success) return sendRefusal(reply, refusalOfIssues(wanted.issues));
    return answer(request, reply, await identity.refresh(wanted.output, visitorFor(request, wanted.output)));
  });

  server.put('/session/password', async (request, reply) => {
    const parsed = v.safeParse(v.intersect([passwordChangeSchema, sessionRequestSchema]), request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const { output } = parsed;
    const refusal = await identity.changePassword(output, output, visitorFor(request, output));
    return refusal ? sendRefusal(reply, refusal) : reply.code(204).send();
  });

  server.delete('/session', async (request, reply) => {
    const wanted = v.safeParse(sessionRequestSchema, request.body ?? {});
    if (!wanted.success) return sendRefusal(reply, refusalOfIssues(wanted.issues));
    const asked = await whoAsks(request, { identity });
    if (asked.ok) {
      await identity.revoke({ sessionId: asked.claims.sessionId });
      clearSession(request, reply, asked.claims);
    } else {
      const ended = await identity.endSession(wanted.output, visitorFor(request, wanted.output));
      if (ended) clearSession(request, reply, ended);
    }
    // Whoever isn't signed in is where they wanted to be.
    return reply.code(204).send();
  });
}

function visitorFor(request: FastifyRequest, { refresh }: SessionRequest): Visitor {
  return visitorOf(request, refresh);
}

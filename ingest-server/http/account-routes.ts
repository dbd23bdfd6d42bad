import { classSearchSchema, newClassSchema, passwordSignInSchema } from '@rostrum/protocol/http';
import { type ClassId, refusalOfIssues } from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Identity, Visitor } from '../identity/index.ts';
import { bearerOf } from './bearer.ts';
import { sendRefusal } from './refusals.ts';
import { sendAccount, visitorOf } from './session-cookies.ts';

export interface AccountRoutesOptions {
  readonly identity: Identity;
  readonly isLive: (classId: ClassId) => boolean;
}

/**
 * What somebody does who is signed in and in no class yet. An access token is of one class, so here the session itself
 * counts: its refresh token, by cookie or in the Authorization header.
 */
export function addAccountRoutes(server: FastifyInstance, { identity, isLive }: AccountRoutesOptions): void {
  server.post('/session/account', async (request, reply) => {
    const parsed = v.safeParse(passwordSignInSchema, request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const opened = await identity.openAccount(parsed.output, visitorOf(request));
    return opened.ok ? sendAccount(request, reply, opened) : sendRefusal(reply, opened.refusal);
  });

  server.get('/classes', async (request, reply) => {
    const parsed = v.safeParse(classSearchSchema, request.query);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const listed = await identity.listTaught(sessionOf(request), { find: parsed.output.find, isLive });
    if (!listed.ok) return sendRefusal(reply, listed.refusal);
    return reply.header('cache-control', 'no-store').send(listed.list);
  });

  server.post('/classes', async (request, reply) => {
    const parsed = v.safeParse(newClassSchema, request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const outcome = await identity.makeClass(sessionOf(request), parsed.output);
    if (!outcome.ok) return sendRefusal(reply, outcome.refusal);
    return reply.code(201).header('cache-control', 'no-store').send(outcome.made);
  });
}

function sessionOf(request: FastifyRequest): Visitor {
  return visitorOf(request, bearerOf(request));
}

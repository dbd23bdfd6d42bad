import cors from '@fastify/cors';
import { type ClassInfo, type Overview, classCodeSchema, joinRequestSchema } from '@rostrum/protocol/http';
import { type ClassId, type Refusal, may, refuse } from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Identity } from '../identity/index.ts';
import { type OriginRule, refusalOfIssues } from '../room/index.ts';
import { statusOf } from './pure/status-of.ts';

export interface ApiOptions {
  readonly identity: Identity;
  readonly isLive: (classId: ClassId) => boolean;
  readonly overview: () => Promise<Overview>;
  readonly isOriginAllowed: OriginRule;
}

/** Everything under /api. */
export async function addApi(server: FastifyInstance, options: ApiOptions): Promise<void> {
  const { identity } = options;

  // Pages from the same host need no leave; the rule is asked for those that do.
  await server.register(cors, {
    origin: (origin, answer) =>
      answer(null, origin !== undefined && options.isOriginAllowed(origin, undefined)),
    methods: ['GET', 'POST'],
    allowedHeaders: ['content-type', 'authorization'],
    maxAge: 600,
  });

  server.post('/join', async (request, reply) => {
    const parsed = v.safeParse(joinRequestSchema, request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const outcome = await identity.join(parsed.output);
    return outcome.ok ? outcome.joined : sendRefusal(reply, outcome.refusal);
  });

  server.get<{ Params: { code: string } }>('/classes/:code', async (request, reply) => {
    const typed = v.safeParse(classCodeSchema, request.params.code);
    const found = typed.success ? identity.findClassByCode(typed.output) : undefined;
    if (!found)
      return sendRefusal(reply, refuse('unknown-code', 'No class has this code. Check it and try again.'));
    const { classId, code, classTitle, courseTitle, institutionName } = found;
    const info: ClassInfo = { code, classTitle, courseTitle, institutionName, live: options.isLive(classId) };
    return reply.header('cache-control', 'no-store').send(info);
  });

  server.get('/overview', async (request, reply) => {
    const refusal = await refusalOfWatcher(request, identity);
    if (refusal) return sendRefusal(reply, refusal);
    return reply.header('cache-control', 'no-store').send(await options.overview());
  });
}

/** Why this request may not look at how the server is doing; undefined when it may. */
export async function refusalOfWatcher(
  request: FastifyRequest,
  identity: Pick<Identity, 'verify'>,
): Promise<Refusal | undefined> {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return refuse('bad-token', 'An admin’s token is needed here.');
  const verified = await identity.verify(token);
  if (!verified.ok) return verified.refusal;
  if (!may(verified.claims.role, 'operations.watch')) return refuse('not-allowed', 'This is for admins.');
  return undefined;
}

export function sendRefusal(
  reply: FastifyReply,
  refusal: Refusal,
  status: number = statusOf(refusal.code),
): FastifyReply {
  return reply.code(status).send({ refusal });
}

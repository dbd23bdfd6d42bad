import {
  type LinkResponse,
  ROSTER_MAX_BYTES,
  classChangeSchema,
  linkRequestSchema,
} from '@rostrum/protocol/http';
import {
  type ClassId,
  classIdSchema,
  isStaff,
  personIdSchema,
  refusalOfIssues,
  refuse,
} from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Identity, Verified } from '../identity/index.ts';
import { type Register, whoAsksIn, whoMay } from './bearer.ts';
import { factsOfClass } from './class-facts.ts';
import { sendRefusal } from './refusals.ts';
import { textOfUtf8 } from './roster-text.ts';
import { visitorOf } from './session-cookies.ts';

export interface ClassRoutesOptions extends Register {
  readonly identity: Identity;
  readonly isLive: (classId: ClassId) => boolean;
}

const noClass = refuse('unknown-class', 'There is no class with this id.');
const nobody = refuse('not-found', 'There is nobody with this id.');
const staffOnly = refuse('not-allowed', 'This is for staff.');
const notUtf8 = refuse('malformed', 'The roster is not in UTF-8: save it as "CSV UTF-8" and send it again.');
const wrongRows = refuse('malformed', 'Nothing was imported: mend these lines and send the roster again.');

/** A roster may be wrong in every line; nobody reads more than this. */
const ERRORS_TOLD_MAX = 100;

/** What a class is, and who is let into it. */
export async function addClassRoutes(server: FastifyInstance, options: ClassRoutesOptions): Promise<void> {
  const { identity } = options;

  server.get<{ Params: { code: string } }>('/classes/:code', async (request, reply) => {
    const found = await factsOfClass(request.params.code, visitorOf(request), options);
    if (!found.ok) return sendRefusal(reply, found.refusal);
    return reply.header('cache-control', 'no-store').send(found.info);
  });

  server.patch<{ Params: { classId: string } }>('/classes/:classId', async (request, reply) => {
    const asked = await whoIsStaffIn(request, options, request.params.classId);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const parsed = v.safeParse(classChangeSchema, request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const refusal = await identity.changeClass(asked.claims.classId, parsed.output, asked.claims);
    return refusal ? sendRefusal(reply, refusal) : reply.code(204).send();
  });

  server.post<{ Params: { personId: string } }>('/people/:personId/revoke', async (request, reply) => {
    const asked = await whoMay(request, options, 'operations.watch');
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const personId = v.safeParse(personIdSchema, request.params.personId);
    if (!personId.success) return sendRefusal(reply, nobody);
    const refusal = await identity.revokePerson(asked.claims, personId.output);
    return refusal ? sendRefusal(reply, refusal) : reply.code(204).send();
  });

  server.post<{ Params: { classId: string } }>('/classes/:classId/links', async (request, reply) => {
    const asked = await whoIsStaffIn(request, options, request.params.classId);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const parsed = v.safeParse(linkRequestSchema, request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const made = await identity.createClassLink(asked.claims, parsed.output);
    if (!made.ok) return sendRefusal(reply, made.refusal);
    const { key, code, expiresAt } = made;
    const link: LinkResponse = { key, path: `/c/${code}#key=${key}`, expiresAt };
    return reply.header('cache-control', 'no-store').send(link);
  });

  await server.register(async (rosters) => {
    rosters.removeAllContentTypeParsers();
    const whole = { parseAs: 'buffer', bodyLimit: ROSTER_MAX_BYTES } as const;
    rosters.addContentTypeParser('text/csv', whole, (_request, body, done) => done(null, body));

    rosters.post<{ Params: { classId: string } }>(
      '/classes/:classId/roster',
      {
        bodyLimit: ROSTER_MAX_BYTES,
        // Before the body is taken in: five megabytes are only for whoever may send them.
        onRequest: async (request, reply) => {
          const classId = v.safeParse(classIdSchema, request.params.classId);
          if (!classId.success) return sendRefusal(reply, noClass);
          const asked = await whoMay(request, options, 'roster.import', classId.output);
          return asked.ok ? undefined : sendRefusal(reply, asked.refusal);
        },
      },
      async (request, reply) => {
        const text = textOfUtf8(request.body);
        if (text === undefined) return sendRefusal(reply, notUtf8, 422, { errors: [] });
        const classId = v.parse(classIdSchema, request.params.classId);
        const asked = await whoMay(request, options, 'roster.import', classId);
        if (!asked.ok) return sendRefusal(reply, asked.refusal);
        const outcome = await identity.importRoster(classId, text, asked.claims);
        if (outcome.ok) return reply.send({ added: outcome.added, updated: outcome.updated });
        const errors = outcome.errors.slice(0, ERRORS_TOLD_MAX);
        return sendRefusal(reply, wrongRows, 422, { errors });
      },
    );
  });
}

async function whoIsStaffIn(request: FastifyRequest, register: Register, id: string): Promise<Verified> {
  const classId = v.safeParse(classIdSchema, id);
  if (!classId.success) return { ok: false, refusal: noClass };
  const asked = await whoAsksIn(request, register, classId.output);
  if (!asked.ok) return asked;
  return isStaff(asked.claims.role) ? asked : { ok: false, refusal: staffOnly };
}

import {
  classListQuerySchema,
  classMakingSchema,
  classSettingsChangeSchema,
  listQuerySchema,
  participantSettingSchema,
} from '@rostrum/protocol/administration';
import { ROSTER_MAX_BYTES, linkRequestSchema } from '@rostrum/protocol/http';
import { classIdSchema, personIdSchema, refuse } from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import {
  type AdministrationRegister,
  type Doors,
  answer,
  nothing,
  ofClass,
  told,
  whoKeepsClass,
} from './administration-doors.ts';
import { sendRefusal } from './refusals.ts';
import { textOfUtf8 } from './roster-text.ts';

type OfClass = FastifyRequest<{ Params: { classId: string } }>;

const ofParticipant = v.object({ classId: classIdSchema, personId: personIdSchema });
const ofClassLink = v.object({ classId: classIdSchema, linkId: v.pipe(v.string(), v.maxLength(40)) });
const noClass = refuse('not-found', 'There is no class with this id.');
const notUtf8 = refuse('malformed', 'The roster is not in UTF-8: save it as "CSV UTF-8" and send it again.');
const wrongRows = refuse('malformed', 'Nothing was imported: look at the roster before it is imported.');

/** Classes, who is in them and by which links they come: for admins, and for instructors of their own. */
export async function addAdministrationClassRoutes(
  server: FastifyInstance,
  doors: Doors,
  options: AdministrationRegister,
): Promise<void> {
  const { administration, identity } = options;
  const { classes, participants, links } = administration;

  doors.admin('GET', '/classes', { params: nothing, sent: classListQuerySchema }, async ({ actor, sent }) =>
    told(await classes.list(actor.institutionId, sent)),
  );
  doors.admin('POST', '/classes', { params: nothing, sent: classMakingSchema }, ({ actor, sent }) =>
    classes.make(actor, sent),
  );
  doors.keeper('GET', '/classes/:classId', { params: ofClass, sent: nothing }, ({ actor, params }) =>
    classes.one(actor.institutionId, params.classId),
  );
  doors.keeper(
    'PATCH',
    '/classes/:classId',
    { params: ofClass, sent: classSettingsChangeSchema },
    ({ actor, params, sent }) => classes.change(actor, params.classId, sent),
  );
  doors.admin('DELETE', '/classes/:classId', { params: ofClass, sent: nothing }, ({ actor, params }) =>
    classes.remove(actor, params.classId),
  );
  doors.keeper('POST', '/classes/:classId/code', { params: ofClass, sent: nothing }, ({ actor, params }) =>
    classes.renewCode(actor, params.classId),
  );

  doors.keeper(
    'GET',
    '/classes/:classId/participants',
    { params: ofClass, sent: listQuerySchema },
    async ({ params, sent }) => told(await participants.list(params.classId, sent)),
  );
  doors.keeper(
    'PUT',
    '/classes/:classId/participants/:personId',
    { params: ofParticipant, sent: participantSettingSchema },
    ({ actor, as, params, sent }) => participants.set(actor, as, params.classId, params.personId, sent.role),
  );
  doors.keeper(
    'DELETE',
    '/classes/:classId/participants/:personId',
    { params: ofParticipant, sent: nothing },
    ({ actor, params }) => participants.remove(actor, params.classId, params.personId),
  );

  doors.keeper(
    'GET',
    '/classes/:classId/links',
    { params: ofClass, sent: nothing },
    async ({ actor, params }) => told(await links.list(actor.institutionId, params)),
  );
  doors.keeper(
    'POST',
    '/classes/:classId/links',
    { params: ofClass, sent: linkRequestSchema },
    async ({ actor, as, params: { classId }, sent }) => {
      const { personId, name } = actor;
      const made = await identity.createClassLink({ classId, role: as, personId, name }, sent);
      if (!made.ok) return made;
      const { ok: _, ...link } = made;
      return told(link);
    },
  );
  doors.keeper(
    'DELETE',
    '/classes/:classId/links/:linkId',
    { params: ofClassLink, sent: nothing },
    ({ actor, params: { classId, linkId } }) => links.revoke(actor, { classId }, linkId),
  );

  await addRosterRoutes(server, options);
}

/** Looked at first, and then imported: the same text is sent twice. */
async function addRosterRoutes(server: FastifyInstance, options: AdministrationRegister): Promise<void> {
  const { identity } = options;

  await server.register(async (rosters) => {
    rosters.removeAllContentTypeParsers();
    const whole = { parseAs: 'buffer', bodyLimit: ROSTER_MAX_BYTES } as const;
    rosters.addContentTypeParser('text/csv', whole, (_request, body, done) => done(null, body));

    async function keeperIn(request: OfClass) {
      const keys = v.safeParse(ofClass, request.params);
      if (!keys.success) return { ok: false, refusal: noClass } as const;
      const asked = await whoKeepsClass(request, options, keys.output.classId);
      return asked.ok ? { ...asked, classId: keys.output.classId } : asked;
    }

    const route = {
      bodyLimit: ROSTER_MAX_BYTES,
      // Before the body is taken in: five megabytes are only for whoever may send them.
      onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
        const asked = await keeperIn(request as OfClass);
        return asked.ok ? undefined : sendRefusal(reply, asked.refusal);
      },
    };

    rosters.post('/administration/classes/:classId/roster/preview', route, async (request, reply) => {
      const asked = await keeperIn(request as OfClass);
      if (!asked.ok) return sendRefusal(reply, asked.refusal);
      const text = textOfUtf8(request.body);
      if (text === undefined) return sendRefusal(reply, notUtf8, 422);
      return answer(reply, told(await identity.previewRoster(asked.classId, text)));
    });

    rosters.post('/administration/classes/:classId/roster', route, async (request, reply) => {
      const asked = await keeperIn(request as OfClass);
      if (!asked.ok) return sendRefusal(reply, asked.refusal);
      const text = textOfUtf8(request.body);
      if (text === undefined) return sendRefusal(reply, notUtf8, 422);
      const outcome = await identity.importRoster(asked.classId, text, asked.actor);
      if (!outcome.ok) return sendRefusal(reply, wrongRows, 422);
      return answer(reply, told({ added: outcome.added, updated: outcome.updated }));
    });
  });
}

import {
  LOGO_MAX_BYTES,
  ROSTER_TEMPLATE,
  auditQuerySchema,
  courseWritingSchema,
  institutionChangeSchema,
  listQuerySchema,
} from '@rostrum/protocol/administration';
import { courseIdSchema } from '@rostrum/protocol/http';
import { refuse } from '@rostrum/protocol/room';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { addAdministrationClassRoutes } from './administration-class-routes.ts';
import {
  type AdministrationRegister,
  type Doors,
  answer,
  nothing,
  openDoors,
  told,
  whoIsAdmin,
} from './administration-doors.ts';
import { addAdministrationPeopleRoutes } from './administration-people-routes.ts';
import { attachmentNamed } from './pure/content-disposition.ts';
import { sendRefusal } from './refusals.ts';

export type AdministrationRoutesOptions = AdministrationRegister;

const noLogo = refuse('not-found', 'There is no such picture.');
const noPicture = refuse('malformed', 'A logo is sent as its bytes alone.');
const ofCourse = v.object({ courseId: courseIdSchema });

/** What an institution's admins keep, and instructors of their own classes; every change is in the audit. */
export async function addAdministrationRoutes(
  server: FastifyInstance,
  options: AdministrationRoutesOptions,
): Promise<void> {
  const doors = openDoors(server, options);
  addInstitutionRoutes(doors, options);
  await addLogoRoutes(server, options);
  await addAdministrationClassRoutes(server, doors, options);
  addAdministrationPeopleRoutes(doors, options);
}

function addInstitutionRoutes(doors: Doors, { administration }: AdministrationRoutesOptions): void {
  const { institution, courses } = administration;

  doors.admin('GET', '/institution', { params: nothing, sent: nothing }, async ({ actor }) =>
    told(await institution.read(actor.institutionId)),
  );
  doors.admin(
    'PATCH',
    '/institution',
    { params: nothing, sent: institutionChangeSchema },
    ({ actor, sent }) => institution.change(actor, sent),
  );
  doors.admin('DELETE', '/institution/logo', { params: nothing, sent: nothing }, ({ actor }) =>
    institution.removeLogo(actor),
  );

  doors.admin('GET', '/courses', { params: nothing, sent: listQuerySchema }, async ({ actor, sent }) =>
    told(await courses.list(actor.institutionId, sent)),
  );
  doors.admin('POST', '/courses', { params: nothing, sent: courseWritingSchema }, ({ actor, sent }) =>
    courses.make(actor, sent.courseTitle),
  );
  doors.admin(
    'PATCH',
    '/courses/:courseId',
    { params: ofCourse, sent: courseWritingSchema },
    ({ actor, params, sent }) => courses.rename(actor, params.courseId, sent.courseTitle),
  );
  doors.admin('DELETE', '/courses/:courseId', { params: ofCourse, sent: nothing }, ({ actor, params }) =>
    courses.remove(actor, params.courseId),
  );

  doors.admin('GET', '/audit', { params: nothing, sent: auditQuerySchema }, async ({ actor, sent }) =>
    told(await administration.readAudit(actor.institutionId, sent)),
  );
}

async function addLogoRoutes(server: FastifyInstance, options: AdministrationRoutesOptions): Promise<void> {
  const { institution } = options.administration;

  await server.register(async (pictures) => {
    pictures.removeAllContentTypeParsers();
    const whole = { parseAs: 'buffer', bodyLimit: LOGO_MAX_BYTES } as const;
    pictures.addContentTypeParser('*', whole, (_request, body, done) => done(null, body));

    pictures.put(
      '/administration/institution/logo',
      {
        bodyLimit: LOGO_MAX_BYTES,
        // Before the body is taken in.
        onRequest: async (request, reply) => {
          const asked = await whoIsAdmin(request, options);
          return asked.ok ? undefined : sendRefusal(reply, asked.refusal);
        },
      },
      async (request, reply) => {
        const asked = await whoIsAdmin(request, options);
        if (!asked.ok) return sendRefusal(reply, asked.refusal);
        if (!Buffer.isBuffer(request.body)) return sendRefusal(reply, noPicture);
        return answer(reply, await institution.setLogo(asked.actor, request.body));
      },
    );
  });

  // For everybody: it is shown at the door.
  server.get<{ Params: { institutionId: string; logoId: string } }>(
    '/branding/:institutionId/:logoId',
    async (request, reply) => {
      const { institutionId, logoId } = request.params;
      const logo = await institution.logo(institutionId, logoId);
      if (!logo) return sendRefusal(reply, noLogo);
      return reply
        .headers({
          'content-type': logo.mediaType,
          // Another picture has another address.
          'cache-control': 'public, max-age=31536000, immutable',
          'content-security-policy': "sandbox; default-src 'none'",
        })
        .send(logo.bytes);
    },
  );

  // Nobody's: it says what a roster looks like.
  server.get('/administration/roster-template', async (_request, reply) =>
    reply
      .headers({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': attachmentNamed('Roster.csv'),
      })
      .send(ROSTER_TEMPLATE),
  );
}

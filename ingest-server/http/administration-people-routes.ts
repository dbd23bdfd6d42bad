import {
  passwordSettingSchema,
  personChangeSchema,
  personLinkRequestSchema,
  personListQuerySchema,
  personMakingSchema,
} from '@rostrum/protocol/administration';
import { personIdSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { type AdministrationRegister, type Doors, nothing, told } from './administration-doors.ts';

const ofPerson = v.object({ personId: personIdSchema });
const ofPersonsLink = v.object({ personId: personIdSchema, linkId: v.pipe(v.string(), v.maxLength(40)) });

/** People of the institution and what they come in by, for its admins. */
export function addAdministrationPeopleRoutes(
  doors: Doors,
  { administration }: AdministrationRegister,
): void {
  const { people, links } = administration;

  doors.admin('GET', '/people', { params: nothing, sent: personListQuerySchema }, async ({ actor, sent }) =>
    told(await people.list(actor.institutionId, sent)),
  );
  doors.admin('POST', '/people', { params: nothing, sent: personMakingSchema }, ({ actor, sent }) =>
    people.make(actor, sent),
  );
  doors.admin('GET', '/people/:personId', { params: ofPerson, sent: nothing }, ({ actor, params }) =>
    people.one(actor.institutionId, params.personId),
  );
  doors.admin(
    'PATCH',
    '/people/:personId',
    { params: ofPerson, sent: personChangeSchema },
    ({ actor, params, sent }) => people.change(actor, params.personId, sent),
  );
  doors.admin('DELETE', '/people/:personId', { params: ofPerson, sent: nothing }, ({ actor, params }) =>
    people.remove(actor, params.personId),
  );
  doors.admin(
    'PUT',
    '/people/:personId/password',
    { params: ofPerson, sent: passwordSettingSchema },
    ({ actor, params, sent }) => people.setPassword(actor, params.personId, sent),
  );
  doors.admin(
    'DELETE',
    '/people/:personId/password',
    { params: ofPerson, sent: nothing },
    ({ actor, params }) => people.removePassword(actor, params.personId),
  );
  doors.admin(
    'POST',
    '/people/:personId/sign-out',
    { params: ofPerson, sent: nothing },
    ({ actor, params }) => people.signOut(actor, params.personId),
  );
  doors.admin(
    'GET',
    '/people/:personId/links',
    { params: ofPerson, sent: nothing },
    async ({ actor, params }) => told(await links.list(actor.institutionId, params)),
  );
  doors.admin(
    'POST',
    '/people/:personId/links',
    { params: ofPerson, sent: personLinkRequestSchema },
    ({ actor, params, sent }) => links.make(actor, params.personId, sent.kind),
  );
  doors.admin(
    'DELETE',
    '/people/:personId/links/:linkId',
    { params: ofPersonsLink, sent: nothing },
    ({ actor, params: { personId, linkId } }) => links.revoke(actor, { personId }, linkId),
  );
}

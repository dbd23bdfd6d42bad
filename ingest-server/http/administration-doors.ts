import {
  type ClassId,
  type Refusal,
  type Role,
  classIdSchema,
  may,
  refusalOfIssues,
  refuse,
} from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Actor, Administration, Outcome } from '../administration/index.ts';
import type { Identity } from '../identity/index.ts';
import { type Register, whoAsks, whoMay } from './bearer.ts';
import { sendRefusal } from './refusals.ts';

export interface AdministrationRegister extends Register {
  readonly identity: Identity;
  readonly administration: Administration;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `as`: what they are in the class that is concerned, or in the institution. */
type Who = { ok: true; actor: Actor; as: Role } | { ok: false; refusal: Refusal };

/** What stands in the address, and what was sent: in the body, or behind the question mark where there is none. */
interface Shapes<P, S> {
  readonly params: v.GenericSchema<unknown, P>;
  readonly sent: v.GenericSchema<unknown, S>;
}

interface Asked<P, S> {
  readonly actor: Actor;
  readonly as: Role;
  readonly params: P;
  readonly sent: S;
}

type Act<P, S, T> = (asked: Asked<P, S>) => Promise<Outcome<T>>;

export const nothing = v.object({});
export const ofClass = v.object({ classId: classIdSchema });

const knownOnly = refuse('not-allowed', 'This is for people of the institution.');
const adminsOnly = refuse('not-allowed', 'This is for admins.');
const noClass = refuse('not-found', 'There is no class with this id.');
const noSuchThing = refuse('not-found', 'There is nothing of this name.');

/** An admin, as the directory has them now. */
export async function whoIsAdmin(request: FastifyRequest, options: AdministrationRegister): Promise<Who> {
  const asked = await whoAsks(request, options);
  if (!asked.ok) return asked;
  const actor = await options.administration.actor(asked.claims);
  if (!actor) return { ok: false, refusal: knownOnly };
  if (!may(actor.role, 'institution.administer')) return { ok: false, refusal: adminsOnly };
  return { ok: true, actor, as: actor.role };
}

/** An admin of the class's institution, or an instructor of the class with a token for it. */
export async function whoKeepsClass(
  request: FastifyRequest,
  options: AdministrationRegister,
  classId: ClassId,
): Promise<Who> {
  const asked = await whoAsks(request, options);
  if (!asked.ok) return asked;
  const actor = await options.administration.actor(asked.claims);
  if (!actor) return { ok: false, refusal: knownOnly };
  const record = options.identity.findClass(classId);
  if (record?.institutionId !== actor.institutionId) return { ok: false, refusal: noClass };
  if (may(actor.role, 'institution.administer')) return { ok: true, actor, as: actor.role };
  const inClass = await whoMay(request, options, 'class.administer', classId);
  return inClass.ok ? { ok: true, actor, as: inClass.claims.role } : inClass;
}

export function answer<T>(reply: FastifyReply, outcome: Outcome<T>): FastifyReply {
  if (!outcome.ok) return sendRefusal(reply, outcome.refusal);
  return reply.header('cache-control', 'no-store').send(outcome.value ?? {});
}

export function told<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** Routes whose askers are looked at before anything else. */
export interface Doors {
  /** For admins of the institution. */
  admin<P, S, T>(method: Method, path: string, shapes: Shapes<P, S>, act: Act<P, S, T>): void;
  /** For those who keep the class in the address. */
  keeper<P extends { readonly classId: ClassId }, S, T>(
    method: Method,
    path: string,
    shapes: Shapes<P, S>,
    act: Act<P, S, T>,
  ): void;
}

export function openDoors(server: FastifyInstance, options: AdministrationRegister): Doors {
  function add<P, S, T>(
    method: Method,
    path: string,
    { params, sent }: Shapes<P, S>,
    who: (request: FastifyRequest, params: P) => Promise<Who>,
    act: Act<P, S, T>,
  ): void {
    server.route({
      method,
      url: `/administration${path}`,
      handler: async (request, reply) => {
        const keys = v.safeParse(params, request.params);
        if (!keys.success) return sendRefusal(reply, noSuchThing);
        const asked = await who(request, keys.output);
        if (!asked.ok) return sendRefusal(reply, asked.refusal);
        const read = v.safeParse(sent, (method === 'GET' ? request.query : request.body) ?? {});
        if (!read.success) return sendRefusal(reply, refusalOfIssues(read.issues));
        const { actor, as } = asked;
        return answer(reply, await act({ actor, as, params: keys.output, sent: read.output }));
      },
    });
  }

  return {
    admin: (method, path, shapes, act) =>
      add(method, path, shapes, (request) => whoIsAdmin(request, options), act),
    keeper: (method, path, shapes, act) =>
      add(method, path, shapes, (request, { classId }) => whoKeepsClass(request, options, classId), act),
  };
}

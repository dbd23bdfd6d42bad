import { type ClassId, type Refusal, type Right, type RoomState, may, refuse } from '@rostrum/protocol/room';
import type { FastifyRequest } from 'fastify';
import type { Claims, Identity, Verified } from '../identity/index.ts';
import { isRemoved, removedFromClass, roleIn } from '../room/index.ts';

/** Who somebody is: as their token says, and as the class says, which goes before it. */
export interface Register {
  readonly identity: Pick<Identity, 'verify'>;
  /** Undefined where there is no such class. */
  readonly stateOf: (classId: ClassId) => Promise<RoomState | undefined>;
}

/** `claims` has the role that counts in the class. */
type InClass = { ok: true; claims: Claims; state: RoomState | undefined } | { ok: false; refusal: Refusal };

const tokenNeeded = refuse('bad-token', 'A token is needed here: sign in first.');
const elsewhere = refuse('not-allowed', 'Your token is for another class.');
const staffOnly = refuse('not-allowed', 'This is for staff.');
const adminsOnly = refuse('not-allowed', 'This is for admins.');

/** What stands in the Authorization header. */
export function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** Who asks, by the token in the Authorization header or the one given. */
export async function whoAsks(
  request: FastifyRequest,
  { identity }: Pick<Register, 'identity'>,
  token: string | undefined = bearerOf(request),
): Promise<Verified> {
  return token === undefined ? { ok: false, refusal: tokenNeeded } : identity.verify(token);
}

/** Who asks in this class, as what they are there now; whom staff removed is nobody there. */
export async function whoAsksIn(
  request: FastifyRequest,
  register: Register,
  classId: ClassId,
  token?: string,
): Promise<InClass> {
  const asked = await whoAsks(request, register, token);
  if (!asked.ok) return asked;
  const { claims } = asked;
  if (claims.classId !== classId) return { ok: false, refusal: elsewhere };
  const state = await register.stateOf(classId);
  if (!state) return { ...asked, state };
  if (isRemoved(state, claims.personId)) return { ok: false, refusal: removedFromClass };
  return { ok: true, claims: { ...claims, role: roleIn(state, claims) }, state };
}

/** Who asks, where they may do this: in this class, or by their token alone where no class is concerned. */
export async function whoMay(
  request: FastifyRequest,
  register: Register,
  right: Right,
  classId?: ClassId,
): Promise<Verified> {
  const asked =
    classId === undefined ? await whoAsks(request, register) : await whoAsksIn(request, register, classId);
  if (!asked.ok) return asked;
  const { claims } = asked;
  if (may(claims.role, right)) return { ok: true, claims };
  return { ok: false, refusal: right === 'operations.watch' ? adminsOnly : staffOnly };
}

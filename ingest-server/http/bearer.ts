import { type ClassId, type Right, may, refuse } from '@rostrum/protocol/room';
import type { FastifyRequest } from 'fastify';
import type { Identity, Verified } from '../identity/index.ts';

type Verifier = Pick<Identity, 'verify'>;

const tokenNeeded = refuse('bad-token', 'A token is needed here: sign in first.');
const elsewhere = refuse('not-allowed', 'Your token is for another class.');

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** Who asks, by the token in the Authorization header or the one given. */
export async function whoAsks(
  request: FastifyRequest,
  identity: Verifier,
  token: string | undefined = bearerOf(request),
): Promise<Verified> {
  return token === undefined ? { ok: false, refusal: tokenNeeded } : identity.verify(token);
}

/** Who asks, where they may do this, in this class. */
export async function whoMay(
  request: FastifyRequest,
  identity: Verifier,
  right: Right,
  classId?: ClassId,
): Promise<Verified> {
  const asked = await whoAsks(request, identity);
  if (!asked.ok) return asked;
  if (classId !== undefined && asked.claims.classId !== classId) return { ok: false, refusal: elsewhere };
  if (may(asked.claims.role, right)) return asked;
  const refusal = refuse(
    'not-allowed',
    right === 'operations.watch' ? 'This is for admins.' : 'This is for staff.',
  );
  return { ok: false, refusal };
}

import type { EncoderKey, EncoderSetup } from '@rostrum/protocol/http';
import { type ClassId, classIdSchema, refuse } from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Identity, Verified } from '../identity/index.ts';
import type { Whip } from '../sfu/index.ts';
import { type Register, whoMay } from './bearer.ts';
import { sendRefusal } from './refusals.ts';

export interface EncoderKeyRoutesOptions extends Register {
  readonly identity: Identity;
  readonly whip: Whip | undefined;
}

type OfClass = FastifyRequest<{ Params: { classId: string } }>;

const noClass = refuse('unknown-class', 'There is no class with this id.');

/** One's own key for an encoder in a class: whoever may publish there makes it, and takes it back. */
export function addEncoderKeyRoutes(server: FastifyInstance, options: EncoderKeyRoutesOptions): void {
  const { identity, whip } = options;
  const url = '/classes/:classId/whip';

  async function publisherIn(request: OfClass): Promise<Verified> {
    const classId = v.safeParse(classIdSchema, request.params.classId);
    if (!classId.success) return { ok: false, refusal: noClass };
    return whoMay(request, options, 'stream.publish', classId.output);
  }

  const pathOf = (classId: ClassId) => `/whip/${identity.findClass(classId)?.code ?? ''}`;

  server.post(url, async (request: OfClass, reply) => {
    const asked = await publisherIn(request);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const made = await identity.createEncoderKey(asked.claims);
    if (!made.ok) return sendRefusal(reply, made.refusal);
    const { key: token, expiresAt } = made;
    // What still sends by the key before is sent away.
    await whip?.look();
    const answer: EncoderKey = { path: pathOf(asked.claims.classId), token, expiresAt };
    return reply.header('cache-control', 'no-store').send(answer);
  });

  server.get(url, async (request: OfClass, reply) => {
    const asked = await publisherIn(request);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const expiresAt = await identity.encoderKeyUntil(asked.claims);
    const answer: EncoderSetup = {
      path: pathOf(asked.claims.classId),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    };
    return reply.header('cache-control', 'no-store').send(answer);
  });

  server.delete(url, async (request: OfClass, reply) => {
    const asked = await publisherIn(request);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    await identity.revokeEncoderKey(asked.claims);
    await whip?.look();
    return reply.code(204).send();
  });
}

import type { WatchResponse } from '@rostrum/protocol/http';
import { type ClassId, classIdSchema, refuse } from '@rostrum/protocol/room';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { type Register, whoAsksIn } from './bearer.ts';
import { sendRefusal } from './refusals.ts';

export interface WatchRoutesOptions extends Register {
  /** Where somebody who is in this class watches it. */
  readonly addressOf: (classId: ClassId) => WatchResponse;
}

const noClass = refuse('unknown-class', 'There is no class with this id.');

/** The way to the picture, for whoever is in a class. */
export function addWatchRoutes(server: FastifyInstance, options: WatchRoutesOptions): void {
  server.get<{ Params: { classId: string } }>('/classes/:classId/watch', async (request, reply) => {
    const classId = v.safeParse(classIdSchema, request.params.classId);
    if (!classId.success) return sendRefusal(reply, noClass);
    const asked = await whoAsksIn(request, options, classId.output);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    return reply.header('cache-control', 'no-store').send(options.addressOf(classId.output));
  });
}

import { classIdSchema, refuse } from '@rostrum/protocol/room';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { type Register, whoAsksIn } from './bearer.ts';
import { sendRefusal } from './refusals.ts';
import { type WatchOptions, wayToWatch } from './way-to-watch.ts';

export type WatchRoutesOptions = Register & WatchOptions;

const noClass = refuse('unknown-class', 'There is no class with this id.');

/** The way to the picture, for whoever is in a class. */
export function addWatchRoutes(server: FastifyInstance, options: WatchRoutesOptions): void {
  server.get<{ Params: { classId: string } }>('/classes/:classId/watch', async (request, reply) => {
    const classId = v.safeParse(classIdSchema, request.params.classId);
    if (!classId.success) return sendRefusal(reply, noClass);
    const asked = await whoAsksIn(request, options, classId.output);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const way = wayToWatch(request, options, classId.output, asked.state);
    return reply.header('cache-control', 'no-store').send(way);
  });
}

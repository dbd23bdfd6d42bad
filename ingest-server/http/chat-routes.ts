import { olderChatQuerySchema } from '@rostrum/protocol/http';
import { classIdSchema, refusalOfIssues, refuse, viewOf } from '@rostrum/protocol/room';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { RecordedLogs } from '../room/index.ts';
import { type Register, whoAsksIn } from './bearer.ts';
import { sendPacked } from './packed.ts';
import { sendRefusal } from './refusals.ts';

export interface ChatRoutesOptions extends Register {
  readonly recordedLogs: Pick<RecordedLogs, 'olderChat'>;
}

const noClass = refuse('unknown-class', 'There is no class with this id.');
const noMessage = refuse('not-found', 'There is no such message.');

/** What was written in a class before the messages that a page is told at once: for whoever is in the class. */
export function addChatRoutes(server: FastifyInstance, options: ChatRoutesOptions): void {
  server.get<{ Params: { classId: string } }>('/classes/:classId/chat', async (request, reply) => {
    const classId = v.safeParse(classIdSchema, request.params.classId);
    if (!classId.success) return sendRefusal(reply, noClass);
    const asked = await whoAsksIn(request, options, classId.output);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const query = v.safeParse(olderChatQuerySchema, request.query);
    if (!query.success) return sendRefusal(reply, refusalOfIssues(query.issues));
    const { role, personId } = asked.claims;
    const page = { ...query.output, view: viewOf(role), personId };
    const older = await options.recordedLogs.olderChat(classId.output, page);
    return older ? sendPacked(request, reply, JSON.stringify(older)) : sendRefusal(reply, noMessage);
  });
}

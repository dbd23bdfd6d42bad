import { LAST_WORDS_MS, recordedLogQuerySchema } from '@rostrum/protocol/http';
import {
  type ClassId,
  classIdSchema,
  refusalOfIssues,
  refuse,
  streamIdSchema,
  viewOf,
} from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { ArchiveRoom } from '../broadcast/index.ts';
import type { Claims } from '../identity/index.ts';
import type { RecordedLogs } from '../room/index.ts';
import { type Register, whoAsksIn } from './bearer.ts';
import { sendPacked } from './packed.ts';
import { sendRefusal } from './refusals.ts';

export interface RecordedLogRoutesOptions extends Register {
  readonly archive: Pick<ArchiveRoom, 'facts'>;
  readonly recordedLogs: Pick<RecordedLogs, 'page' | 'board'>;
}

type RecordingFacts = NonNullable<Awaited<ReturnType<ArchiveRoom['facts']>>>;
type Asked = FastifyRequest<{ Params: { classId: string; streamId: string }; Querystring: object }>;
interface Admitted {
  readonly classId: ClassId;
  readonly claims: Claims;
  readonly page: { readonly after: number; readonly untilMs: number };
}

const noRecording = refuse('not-found', 'There is no such recording.');
const keysSchema = v.object({ classId: classIdSchema, streamId: streamIdSchema });

/** What happened in a class beside its recording: told to whoever is in the class, as it was to them. */
export function addRecordedLogRoutes(server: FastifyInstance, options: RecordedLogRoutesOptions): void {
  const { archive, recordedLogs } = options;

  /** Undefined where it has been refused already. */
  async function admitted(request: Asked, reply: FastifyReply): Promise<Admitted | undefined> {
    const keys = v.safeParse(keysSchema, request.params);
    if (!keys.success) return void sendRefusal(reply, noRecording);
    const query = v.safeParse(recordedLogQuerySchema, request.query);
    if (!query.success) return void sendRefusal(reply, refusalOfIssues(query.issues));
    const { classId, streamId } = keys.output;
    const asked = await whoAsksIn(request, options, classId);
    if (!asked.ok) return void sendRefusal(reply, asked.refusal);
    const recording = await archive.facts(classId, streamId);
    if (!recording) return void sendRefusal(reply, noRecording);
    const page = { after: query.output.after, untilMs: endOf(recording) };
    return { classId, claims: asked.claims, page };
  }

  server.get('/classes/:classId/recordings/:streamId/log', async (request: Asked, reply) => {
    const asked = await admitted(request, reply);
    if (!asked) return reply;
    const { role, personId } = asked.claims;
    const page = { ...asked.page, view: viewOf(role), personId };
    return sendPacked(request, reply, await recordedLogs.page(asked.classId, page));
  });

  server.get('/classes/:classId/recordings/:streamId/board', async (request: Asked, reply) => {
    const asked = await admitted(request, reply);
    if (!asked) return reply;
    return sendPacked(request, reply, await recordedLogs.board(asked.classId, asked.page));
  });
}

/**
 * With the words that came while its last pictures were still on their way. No later: a server that was killed may have
 * ended it hours after them.
 */
function endOf({ startedAt, endedAt, durationMs, clock }: RecordingFacts): number {
  const { wallMs, fromMs } = clock.at(-1) ?? { wallMs: startedAt, fromMs: 0 };
  const lastPictureAt = wallMs + durationMs - fromMs;
  return Math.max(lastPictureAt, Math.min(endedAt ?? 0, lastPictureAt + LAST_WORDS_MS));
}

import { recordedLogQuerySchema } from '@rostrum/protocol/http';
import {
  type ClassId,
  classIdSchema,
  refusalOfIssues,
  refuse,
  streamIdSchema,
  viewOf,
} from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import * as v from 'valibot';
import type { ArchiveRoom } from '../broadcast/index.ts';
import type { Claims } from '../identity/index.ts';
import type { RecordedLogs } from '../room/index.ts';
import { type Register, whoAsksIn } from './bearer.ts';
import { takesGzip } from './pure/takes-gzip.ts';
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
const pack = promisify(gzip);
const PACK_LEVEL = 4;

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

/** When its last picture was: a server that was killed may have ended it much later. */
function endOf({ startedAt, durationMs, clock }: RecordingFacts): number {
  const { wallMs, fromMs } = clock.at(-1) ?? { wallMs: startedAt, fromMs: 0 };
  return wallMs + durationMs - fromMs;
}

async function sendPacked(request: FastifyRequest, reply: FastifyReply, json: string): Promise<FastifyReply> {
  void reply.headers({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'private, no-store',
    vary: 'accept-encoding',
  });
  if (!takesGzip(request.headers['accept-encoding'])) return reply.send(json);
  return reply.header('content-encoding', 'gzip').send(await pack(json, { level: PACK_LEVEL }));
}

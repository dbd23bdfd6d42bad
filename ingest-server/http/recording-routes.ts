import type { Keep } from '@rostrum/protocol/administration';
import {
  type Recordings,
  type RetentionRequest,
  downloadRequestSchema,
  retentionRequestSchema,
} from '@rostrum/protocol/http';
import {
  type ClassId,
  type StreamId,
  classIdSchema,
  refusalOfIssues,
  refuse,
  streamIdSchema,
} from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Administration, By, Outcome } from '../administration/index.ts';
import type { ArchiveRoom } from '../broadcast/index.ts';
import type { Claims, Identity } from '../identity/index.ts';
import { type Register, whoAsksIn, whoMay } from './bearer.ts';
import { rangeIn } from './pure/byte-range.ts';
import { attachmentNamed } from './pure/content-disposition.ts';
import { sendRefusal } from './refusals.ts';

export interface RecordingRoutesOptions extends Register {
  readonly identity: Identity;
  readonly archive: Pick<
    ArchiveRoom,
    'recordings' | 'facts' | 'delete' | 'openExtra' | 'askForDownload' | 'openDownload' | 'keepDays'
  >;
  readonly administration: Administration;
}

type OfClass = FastifyRequest<{ Params: { classId: string }; Querystring: { t?: unknown } }>;
type OfStream = FastifyRequest<{
  Params: { classId: string; streamId: string };
  Querystring: { t?: unknown };
}>;
interface StreamKeys {
  classId: ClassId;
  streamId: StreamId;
}

const noClass = refuse('unknown-class', 'There is no class with this id.');
const noRecording = refuse('not-found', 'There is no such recording.');
const nothing = refuse('not-found', 'The recording has nothing of this name, or not yet.');
const onAir = refuse('not-yet', 'This is on air: it can be deleted when it is over.');
/** Who may end a class may also say what stays of it. */
const ITS_OWNERS = 'class.end';
const classKeys = v.object({ classId: classIdSchema });
const streamKeys = v.object({ classId: classIdSchema, streamId: streamIdSchema });

const mediaTypes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  vtt: 'text/vtt; charset=utf-8',
  json: 'application/json',
};

/** What was recorded of a class: seen by whoever is in it, deleted by those it belongs to. */
export function addRecordingRoutes(server: FastifyInstance, options: RecordingRoutesOptions): void {
  const { archive, identity } = options;
  const { classes, institution } = options.administration;

  /** Undefined where it has been refused already. */
  async function seenStream(request: OfStream, reply: FastifyReply): Promise<StreamKeys | undefined> {
    const keys = v.safeParse(streamKeys, request.params);
    if (!keys.success) return void sendRefusal(reply, noRecording);
    // A picture's or a plain link's address can't set a header, so the token may stand in it.
    const { t: token } = request.query;
    const { classId } = keys.output;
    const asked = await whoAsksIn(request, options, classId, typeof token === 'string' ? token : undefined);
    return asked.ok ? keys.output : void sendRefusal(reply, asked.refusal);
  }

  server.get('/classes/:classId/recordings', async (request: OfClass, reply) => {
    const keys = v.safeParse(classKeys, request.params);
    if (!keys.success) return sendRefusal(reply, noClass);
    const { classId } = keys.output;
    const asked = await whoAsksIn(request, options, classId);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const [recordings, { days, isOwn }] = await Promise.all([
      archive.recordings(classId),
      archive.keepDays(classId),
    ]);
    const told: Recordings = {
      recordings: recordings.map(({ streamId, startedAt, endedAt, durationMs, bytes, gaps }) => ({
        ...{ streamId, startedAt, durationMs, bytes, gaps },
        ...(endedAt === undefined ? {} : { endedAt }),
      })),
      ...(days === undefined ? {} : { keepDays: days }),
      isOwnRule: isOwn,
    };
    return reply.header('cache-control', 'no-store').send(told);
  });

  server.get('/classes/:classId/recordings/:streamId', async (request: OfStream, reply) => {
    const stream = await seenStream(request, reply);
    if (!stream) return reply;
    const facts = await archive.facts(stream.classId, stream.streamId);
    if (!facts) return sendRefusal(reply, noRecording);
    return reply.header('cache-control', 'no-store').send(facts);
  });

  const underStream = '/classes/:classId/recordings/:streamId/*';
  // Fastify's own HEAD would read what is not sent: a file of some gigabytes.
  server.route({ method: ['GET', 'HEAD'], url: underStream, handler: sendNamed });

  async function sendNamed(request: OfStream, reply: FastifyReply) {
    const stream = await seenStream(request, reply);
    if (!stream) return reply;
    const name = (request.params as Record<string, string>)['*'] ?? '';
    const rung = /^downloads\/([A-Za-z0-9-]+)\.mp4$/.exec(name)?.[1];
    if (rung !== undefined) return sendDownload(request, reply, stream, rung);
    const found = await archive.openExtra(stream, name);
    if (!found) return sendRefusal(reply, nothing);
    void reply.headers({
      'content-type': mediaTypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      'content-length': found.bytes,
      'cache-control': 'private, max-age=3600',
    });
    if (request.method !== 'HEAD') return reply.send(found.stream);
    found.stream.destroy();
    return reply.send();
  }

  async function sendDownload(request: OfStream, reply: FastifyReply, stream: StreamKeys, rung: string) {
    const { classId, streamId } = stream;
    const facts = await archive.facts(classId, streamId);
    const ready = facts?.downloads.find((one) => one.rung === rung && one.is === 'ready');
    if (!facts || ready?.is !== 'ready') return sendRefusal(reply, nothing);
    const day = new Date(facts.startedAt).toISOString().slice(0, 10);
    const title = `${identity.findClass(classId)?.classTitle ?? 'Lecture'} ${day}.mp4`;
    const headers = {
      'content-type': 'video/mp4',
      'content-disposition': attachmentNamed(title),
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store',
    };
    // A range is of a GET only (RFC 9110 14.2).
    if (request.method === 'HEAD') return reply.headers({ ...headers, 'content-length': ready.bytes }).send();
    const range = rangeIn(request.headers.range, ready.bytes);
    if (range === 'beyond') return reply.code(416).header('content-range', `bytes */${ready.bytes}`).send();
    const found = await archive.openDownload(stream, rung, range);
    if (!found) return sendRefusal(reply, nothing);
    void reply.headers(headers);
    if (!range) return reply.header('content-length', found.bytes).send(found.stream);
    const { start, end } = range;
    return reply
      .code(206)
      .headers({
        'content-range': `bytes ${start}-${end}/${ready.bytes}`,
        'content-length': end - start + 1,
      })
      .send(found.stream);
  }

  server.post('/classes/:classId/recordings/:streamId/downloads', async (request: OfStream, reply) => {
    const stream = await seenStream(request, reply);
    if (!stream) return reply;
    const parsed = v.safeParse(downloadRequestSchema, request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    if (!(await archive.askForDownload(stream, parsed.output.rung))) return sendRefusal(reply, noRecording);
    const facts = await archive.facts(stream.classId, stream.streamId);
    const download = facts?.downloads.find(({ rung }) => rung === parsed.output.rung);
    return reply.code(202).header('cache-control', 'no-store').send(download);
  });

  server.delete('/classes/:classId/recordings/:streamId', async (request: OfStream, reply) => {
    const keys = v.safeParse(streamKeys, request.params);
    if (!keys.success) return sendRefusal(reply, noRecording);
    const { classId, streamId } = keys.output;
    const asked = await whoMay(request, options, ITS_OWNERS, classId);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const deletion = await archive.delete(classId, streamId);
    const institutionId = identity.findClass(classId)?.institutionId;
    if ((deletion === 'deleted' || deletion === 'will-be-deleted') && institutionId !== undefined)
      await classes.noteRecordingDeleted({ institutionId, ...asked.claims }, classId, streamId);
    switch (deletion) {
      case 'deleted':
        return reply.code(204).send();
      case 'will-be-deleted':
        // Nobody sees it any more; the store will let go of it when it is back.
        return reply.code(202).send();
      case 'on-air':
        return sendRefusal(reply, onAir);
      case 'unknown':
        return sendRefusal(reply, noRecording);
    }
  });

  server.put('/classes/:classId/retention', async (request: OfClass, reply) => {
    const keys = v.safeParse(classKeys, request.params);
    if (!keys.success) return sendRefusal(reply, noClass);
    const { classId } = keys.output;
    const asked = await whoMay(request, options, ITS_OWNERS, classId);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    return setRule(request, reply, asked.claims, (by, keep) => classes.setKeep(by, classId, keep));
  });

  server.put('/retention', async (request, reply) => {
    const asked = await whoMay(request, options, 'operations.watch');
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    return setRule(request, reply, asked.claims, institution.setKeep);
  });

  async function setRule(
    request: FastifyRequest,
    reply: FastifyReply,
    { classId, personId, name }: Claims,
    set: (by: By, keep: Keep) => Promise<Outcome<unknown>>,
  ) {
    const institutionId = identity.findClass(classId)?.institutionId;
    if (institutionId === undefined) return sendRefusal(reply, noClass);
    const parsed = v.safeParse(retentionRequestSchema, request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const outcome = await set({ institutionId, personId, name }, keepIn(parsed.output));
    return outcome.ok ? reply.code(204).send() : sendRefusal(reply, outcome.refusal);
  }
}

function keepIn({ keepDays }: RetentionRequest): Keep {
  if (keepDays === undefined) return { is: 'inherited' };
  return keepDays === null ? { is: 'forever' } : { is: 'days', days: keepDays };
}

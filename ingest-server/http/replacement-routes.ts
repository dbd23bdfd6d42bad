import {
  type Replacement,
  REPLACEMENT_PIECE_MAX_BYTES,
  replacementRequestSchema,
} from '@rostrum/protocol/http';
import {
  type ClassId,
  type Refusal,
  type StreamId,
  classIdSchema,
  refusalOfIssues,
  refuse,
  streamIdSchema,
} from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { ArchiveRoom } from '../broadcast/index.ts';
import { type Register, whoMay } from './bearer.ts';
import { sendRefusal } from './refusals.ts';

export interface ReplacementRoutesOptions extends Register {
  readonly archive: Pick<ArchiveRoom, 'replacements'>;
  readonly newId: () => string;
}

type OfStream = FastifyRequest<{
  Params: { classId: string; streamId: string; uploadId?: string };
  Querystring: { from?: unknown };
}>;
interface StreamKeys {
  classId: ClassId;
  streamId: StreamId;
}

const megabytes = REPLACEMENT_PIECE_MAX_BYTES / (1024 * 1024);
const noRecording = refuse('not-found', 'There is no such recording.');
const noUpload = refuse('not-found', 'There is no such upload: it was finished, cancelled or given up.');
const onAir = refuse('not-yet', 'This is on air: it can be replaced when it is over.');
const busy = refuse(
  'taken',
  'Another file is on its way into the place of this recording, or has just come there.',
);
const tooLarge = refuse(
  'too-long',
  'This file is larger than what this server takes in place of a recording.',
);
const otherTime = refuse('malformed', 'This file is of another time than the recording.');
const diskFull = refuse('full', 'The server has no room for this file at the moment.');
const noFfmpeg = refuse('no-media', 'This server has no FFmpeg to cut a recording with.');
const noFrom = refuse('malformed', 'A piece needs the place where it begins (?from=…).');
const elsewhere = refuse('malformed', 'The next piece begins elsewhere.');
const tooMuch = refuse(
  'too-long',
  `A piece has at most ${megabytes} MB, and no more than what was announced.`,
);
const brokenOff = refuse('malformed', 'The piece broke off on its way: what came of it counts.');
const incomplete = refuse('not-yet', 'Not all of the file is here yet.');
const tooLate = refuse('closed', 'There is nothing to cancel: it is in its place, or was given up.');

/** Whom a recording belongs to: who may end a class may also say what stays of it. */
const ITS_OWNERS = 'class.end';
const streamKeys = v.object({ classId: classIdSchema, streamId: streamIdSchema });
const place = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));

/** A file that takes the place of a recording: sent in pieces by those it belongs to, gone on with after a cut. */
export async function addReplacementRoutes(
  server: FastifyInstance,
  options: ReplacementRoutesOptions,
): Promise<void> {
  const { newId } = options;
  const { replacements } = options.archive;
  const url = '/classes/:classId/recordings/:streamId/replacement';

  /** Undefined where it has been refused already. */
  async function ownStream(request: OfStream, reply: FastifyReply): Promise<StreamKeys | undefined> {
    const keys = v.safeParse(streamKeys, request.params);
    if (!keys.success) return void sendRefusal(reply, noRecording);
    const asked = await whoMay(request, options, ITS_OWNERS, keys.output.classId);
    return asked.ok ? keys.output : void sendRefusal(reply, asked.refusal);
  }

  const send = (reply: FastifyReply, status: number, replacement: Replacement) =>
    reply.code(status).header('cache-control', 'no-store').send(replacement);

  server.get(url, async (request: OfStream, reply) => {
    const stream = await ownStream(request, reply);
    if (!stream) return reply;
    const found = await replacements.find(stream);
    switch (found.is) {
      case 'found':
        return send(reply, 200, found.replacement);
      case 'on-air':
        return sendRefusal(reply, onAir);
      case 'unknown':
        return sendRefusal(reply, noRecording);
    }
  });

  server.post(url, async (request: OfStream, reply) => {
    const stream = await ownStream(request, reply);
    if (!stream) return reply;
    const parsed = v.safeParse(replacementRequestSchema, request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const begun = await replacements.begin(stream, parsed.output, newId());
    if (begun.is === 'begun') return send(reply, 201, begun.replacement);
    const { refusal, status } = whyNotBegun(begun.is);
    return sendRefusal(reply, refusal, status);
  });

  await server.register(async (pieces) => {
    pieces.removeAllContentTypeParsers();
    // Nothing is read before it is known who sends what; then it goes to the disk as it comes.
    pieces.addContentTypeParser('*', (_request, _payload, done) => done(null));

    pieces.put(`${url}/:uploadId`, async (request: OfStream, reply) => {
      const stream = await ownStream(request, reply);
      if (!stream) return reply;
      const from = v.safeParse(place, request.query.from);
      if (!from.success) return sendRefusal(reply, noFrom);
      const { uploadId = '' } = request.params;
      const taken = await replacements.take(stream, uploadId, from.output, request.raw);
      switch (taken.is) {
        case 'taken':
          return reply.header('cache-control', 'no-store').send({ from: taken.bytes });
        case 'unknown':
          return sendRefusal(reply, noUpload);
        case 'elsewhere':
          return sendRefusal(reply, elsewhere, 409, { from: taken.bytes });
        case 'broken-off':
          return sendRefusal(reply, brokenOff, 400, { from: taken.bytes });
        case 'too-much':
          return sendRefusal(reply, tooMuch, 413, { from: taken.bytes });
        case 'disk-full':
          return sendRefusal(reply, diskFull, 507, { from: taken.bytes });
      }
    });
  });

  server.post(`${url}/:uploadId/finish`, async (request: OfStream, reply) => {
    const stream = await ownStream(request, reply);
    if (!stream) return reply;
    const finished = await replacements.finish(stream, request.params.uploadId ?? '');
    switch (finished.is) {
      case 'finished':
        return send(reply, 202, finished.replacement);
      case 'incomplete':
        return sendRefusal(reply, incomplete, 409, { from: finished.bytes });
      case 'unknown':
        return sendRefusal(reply, noUpload);
    }
  });

  server.delete(`${url}/:uploadId`, async (request: OfStream, reply) => {
    const stream = await ownStream(request, reply);
    if (!stream) return reply;
    const isCancelled = await replacements.cancel(stream, request.params.uploadId ?? '');
    return isCancelled ? reply.code(204).send() : sendRefusal(reply, tooLate);
  });
}

type NotBegun = Exclude<Awaited<ReturnType<ArchiveRoom['replacements']['begin']>>['is'], 'begun'>;

function whyNotBegun(is: NotBegun): { refusal: Refusal; status?: number } {
  switch (is) {
    case 'unknown':
      return { refusal: noRecording };
    case 'on-air':
      return { refusal: onAir };
    case 'busy':
      return { refusal: busy };
    case 'too-large':
      return { refusal: tooLarge, status: 413 };
    case 'other-time':
      return { refusal: otherTime };
    case 'disk-full':
      return { refusal: diskFull, status: 507 };
    case 'no-ffmpeg':
      return { refusal: noFfmpeg };
  }
}

import { FILE_TITLE_HEADER, type FileResponse } from '@rostrum/protocol/http';
import {
  FILE_MAX_BYTES,
  FILE_TYPES,
  type RoomState,
  type SharedId,
  TITLE_MAX,
  classIdSchema,
  may,
  refuse,
  sharedIdSchema,
} from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Brought, ClassFiles } from '../files/index.ts';
import { type Register, whoAsksIn, whoMay } from './bearer.ts';
import { attachmentNamed } from './pure/content-disposition.ts';
import { sendRefusal } from './refusals.ts';

export interface FileRoutesOptions extends Register {
  readonly files: ClassFiles;
  readonly newId: () => string;
}

const megabytes = FILE_MAX_BYTES / (1024 * 1024);
const noFile = refuse('not-found', 'There is no such file.');
const noTitle = refuse('malformed', `A file needs a title of 1 to ${TITLE_MAX} characters.`);
const wrongType = refuse(
  'malformed',
  'Only PDF, pictures, office documents, text and ZIP files can be shared.',
);
const notWhatItSays = refuse('malformed', 'The content of this file is not what its name says.');
const tooLarge = refuse('too-long', `A file has at most ${megabytes} MB.`);
const classFull = refuse(
  'too-many',
  'The files of this class take all the space that a class has. Take some of them back first.',
);
const brokenOff = refuse('malformed', 'The file broke off on its way.');
const empty = refuse('empty', 'This file is empty.');

/** Files that staff bring to a class: in as a stream, out as a download. */
export async function addFileRoutes(server: FastifyInstance, options: FileRoutesOptions): Promise<void> {
  const { files, newId } = options;

  await server.register(async (uploads) => {
    uploads.removeAllContentTypeParsers();
    // Nothing is read before it is known who sends what; then it goes to the store piece by piece.
    uploads.addContentTypeParser('*', (_request, _payload, done) => done(null));

    uploads.post<{ Params: { classId: string } }>('/classes/:classId/files', async (request, reply) => {
      const classId = v.safeParse(classIdSchema, request.params.classId);
      if (!classId.success) return sendRefusal(reply, noFile);
      const asked = await whoMay(request, options, 'file.upload', classId.output);
      if (!asked.ok) return sendRefusal(reply, asked.refusal);
      const title = titleOf(request);
      if (title === undefined) return sendRefusal(reply, noTitle);
      const type = v.safeParse(v.picklist(FILE_TYPES), typeOf(request));
      if (!type.success) return sendRefusal(reply, wrongType, 415);
      if (Number(request.headers['content-length'] ?? 0) > FILE_MAX_BYTES)
        return sendRefusal(reply, tooLarge, 413);

      const fileId = v.parse(sharedIdSchema, newId());
      const mediaType = type.output;
      // A refusal in the middle must still reach whoever is sending: their connection stays.
      const source = request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      const brought = await files.bring({ classId: classId.output, fileId }, { title, mediaType }, source);
      if (brought.is !== 'stored') return sendUnfit(reply, brought);
      const answer: FileResponse = { fileId, mediaType, bytes: brought.bytes };
      return reply.code(201).send(answer);
    });
  });

  server.get<{ Params: { classId: string; fileId: string }; Querystring: { t?: unknown } }>(
    '/classes/:classId/files/:fileId',
    async (request, reply) => {
      const ids = v.safeParse(v.object({ classId: classIdSchema, fileId: sharedIdSchema }), request.params);
      if (!ids.success) return sendRefusal(reply, noFile);
      const { classId, fileId } = ids.output;
      // A plain link can't set a header, so the token may stand in the address.
      const { t: token } = request.query;
      const asked = await whoAsksIn(request, options, classId, typeof token === 'string' ? token : undefined);
      if (!asked.ok) return sendRefusal(reply, asked.refusal);
      const isTheirs = may(asked.claims.role, 'file.upload') || isShared(asked.state, fileId);
      const file = isTheirs ? await files.open(classId, fileId) : undefined;
      if (!file) return sendRefusal(reply, noFile);
      return reply
        .headers({
          'content-type': file.about.mediaType,
          'content-length': file.bytes,
          'content-disposition': attachmentNamed(file.about.title),
          // Should a browser show it all the same, it may do nothing there.
          'content-security-policy': "sandbox; default-src 'none'",
          'cache-control': 'private, no-store',
        })
        .send(file.stream);
    },
  );
}

function isShared(state: RoomState | undefined, fileId: SharedId): boolean {
  if (!state) return false;
  if (state.handouts.some((handout) => handout.fileId === fileId)) return true;
  return state.shared.some(({ item }) => item.kind === 'file' && item.fileId === fileId);
}

function sendUnfit(reply: FastifyReply, { is }: Exclude<Brought, { is: 'stored' }>): FastifyReply {
  switch (is) {
    case 'broken-off':
      return sendRefusal(reply, brokenOff);
    case 'empty':
      return sendRefusal(reply, empty);
    case 'too-large':
      return sendRefusal(reply, tooLarge, 413);
    case 'class-full':
      return sendRefusal(reply, classFull, 507);
    case 'something-else':
      return sendRefusal(reply, notWhatItSays, 415);
  }
}

function titleOf(request: FastifyRequest): string | undefined {
  const sent = request.headers[FILE_TITLE_HEADER];
  if (typeof sent !== 'string') return undefined;
  try {
    const title = decodeURIComponent(sent)
      .replace(/[\p{C}]/gu, '')
      .trim();
    return title.length >= 1 && title.length <= TITLE_MAX ? title : undefined;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function typeOf(request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}

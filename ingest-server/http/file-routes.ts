import { FILE_TITLE_HEADER, type FileResponse } from '@rostrum/protocol/http';
import {
  type ClassId,
  FILE_MAX_BYTES,
  FILE_TYPES,
  type SharedId,
  TITLE_MAX,
  classIdSchema,
  refuse,
  sharedIdSchema,
} from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Identity } from '../identity/index.ts';
import type { Blobs } from '../storage/index.ts';
import { whoAsks, whoMay } from './bearer.ts';
import { attachmentNamed } from './pure/content-disposition.ts';
import { type FileType, HEAD_BYTES, isWhatItSays } from './pure/sniff.ts';
import { sendRefusal } from './refusals.ts';

export interface FileRoutesOptions {
  readonly identity: Identity;
  readonly blobs: Blobs;
  readonly newId: () => string;
}

/** What is kept beside the bytes. */
const aboutSchema = v.object({ title: v.string(), mediaType: v.picklist(FILE_TYPES), bytes: v.number() });

const megabytes = FILE_MAX_BYTES / (1024 * 1024);
const noFile = refuse('not-found', 'There is no such file.');
const notYours = refuse('not-allowed', 'This file belongs to another class.');
const noTitle = refuse('malformed', `A file needs a title of 1 to ${TITLE_MAX} characters.`);
const wrongType = refuse(
  'malformed',
  'Only PDF, pictures, office documents, text and ZIP files can be shared.',
);
const notWhatItSays = refuse('malformed', 'The content of this file is not what its name says.');
const tooLarge = refuse('too-long', `A file has at most ${megabytes} MB.`);
const brokenOff = refuse('malformed', 'The file broke off on its way.');
const empty = refuse('empty', 'This file is empty.');

/** Files that staff bring to a class: in as a stream, out as a download. */
export async function addFileRoutes(server: FastifyInstance, options: FileRoutesOptions): Promise<void> {
  const { identity, blobs, newId } = options;

  await server.register(async (uploads) => {
    uploads.removeAllContentTypeParsers();
    // Nothing is read before it is known who sends what; then it goes to the store piece by piece.
    uploads.addContentTypeParser('*', (_request, _payload, done) => done(null));

    uploads.post<{ Params: { classId: string } }>('/classes/:classId/files', async (request, reply) => {
      const classId = v.safeParse(classIdSchema, request.params.classId);
      if (!classId.success) return sendRefusal(reply, noFile);
      const asked = await whoMay(request, identity, 'file.upload', classId.output);
      if (!asked.ok) return sendRefusal(reply, asked.refusal);
      const title = titleOf(request);
      if (title === undefined) return sendRefusal(reply, noTitle);
      const type = v.safeParse(v.picklist(FILE_TYPES), typeOf(request));
      if (!type.success) return sendRefusal(reply, wrongType, 415);
      if (Number(request.headers['content-length'] ?? 0) > FILE_MAX_BYTES)
        return sendRefusal(reply, tooLarge, 413);

      const fileId = v.parse(sharedIdSchema, newId());
      // A refusal in the middle must still reach whoever is sending: their connection stays.
      const source = request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      const stored = await store(blobs, keyOf(classId.output, fileId), source, type.output);
      switch (stored.is) {
        case 'broken-off':
          return sendRefusal(reply, brokenOff);
        case 'empty':
          return sendRefusal(reply, empty);
        case 'too-large':
          return sendRefusal(reply, tooLarge, 413);
        case 'something-else':
          return sendRefusal(reply, notWhatItSays, 415);
        case 'stored': {
          const about = { title, mediaType: type.output, bytes: stored.bytes };
          await blobs.put(aboutKeyOf(classId.output, fileId), Buffer.from(JSON.stringify(about)));
          const answer: FileResponse = { fileId, mediaType: type.output, bytes: stored.bytes };
          return reply.code(201).send(answer);
        }
      }
    });
  });

  server.get<{ Params: { classId: string; fileId: string }; Querystring: { t?: unknown } }>(
    '/classes/:classId/files/:fileId',
    async (request, reply) => {
      // A plain link can't set a header, so the token may stand in the address.
      const { t: token } = request.query;
      const asked = await whoAsks(request, identity, typeof token === 'string' ? token : undefined);
      if (!asked.ok) return sendRefusal(reply, asked.refusal);
      const ids = v.safeParse(v.object({ classId: classIdSchema, fileId: sharedIdSchema }), request.params);
      if (!ids.success) return sendRefusal(reply, noFile);
      const { classId, fileId } = ids.output;
      if (asked.claims.classId !== classId) return sendRefusal(reply, notYours);
      const about = await blobs.get(aboutKeyOf(classId, fileId));
      const file = about && (await blobs.open(keyOf(classId, fileId)));
      if (!file) return sendRefusal(reply, noFile);
      const { title, mediaType } = v.parse(aboutSchema, JSON.parse(Buffer.from(about).toString()));
      return reply
        .headers({
          'content-type': mediaType,
          'content-length': file.bytes,
          'content-disposition': attachmentNamed(title),
          // Should a browser show it all the same, it may do nothing there.
          'content-security-policy': "sandbox; default-src 'none'",
          'cache-control': 'private, no-store',
        })
        .send(file.stream);
    },
  );
}

/** What is known of a file of a class; undefined where there is none. */
export async function findFile(
  blobs: Blobs,
  classId: ClassId,
  fileId: SharedId,
): Promise<{ mediaType: FileType; bytes: number } | undefined> {
  const kept = await blobs.get(aboutKeyOf(classId, fileId));
  if (!kept) return undefined;
  const { mediaType, bytes } = v.parse(aboutSchema, JSON.parse(Buffer.from(kept).toString()));
  return { mediaType, bytes };
}

type Stored =
  { is: 'stored'; bytes: number } | { is: 'empty' | 'too-large' | 'something-else' | 'broken-off' };

/** Stops a put from inside its source; nothing is left of it then. */
class Unwanted extends Error {
  readonly is: 'empty' | 'too-large' | 'something-else';

  constructor(is: Unwanted['is']) {
    super(`the upload is ${is}`);
    this.is = is;
  }
}

async function store(
  blobs: Blobs,
  key: string,
  source: AsyncIterable<Buffer>,
  type: FileType,
): Promise<Stored> {
  let bytes = 0;
  async function* checked(): AsyncGenerator<Uint8Array> {
    let head: Buffer = Buffer.alloc(0);
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > FILE_MAX_BYTES) throw new Unwanted('too-large');
      if (head.length < HEAD_BYTES) {
        head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES)]);
        if (head.length >= HEAD_BYTES && !isWhatItSays(type, head)) throw new Unwanted('something-else');
      }
      yield chunk;
    }
    if (bytes === 0) throw new Unwanted('empty');
    if (head.length < HEAD_BYTES && !isWhatItSays(type, head)) throw new Unwanted('something-else');
  }
  try {
    await blobs.put(key, checked());
    return { is: 'stored', bytes };
  } catch (error) {
    if (error instanceof Unwanted) return { is: error.is };
    if (isBrokenOff(error)) return { is: 'broken-off' };
    throw error;
  }
}

function isBrokenOff(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE';
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

const keyOf = (classId: ClassId, fileId: SharedId) => `files/${classId}/${fileId}`;
const aboutKeyOf = (classId: ClassId, fileId: SharedId) => `${keyOf(classId, fileId)}.json`;

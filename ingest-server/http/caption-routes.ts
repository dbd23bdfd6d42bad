import {
  type CaptionDesk,
  type CaptionLinesTaken,
  type CaptionerLink,
  type WatchResponse,
  captionCorrectionSchema,
  captionLinesSchema,
} from '@rostrum/protocol/http';
import { Limit } from '@rostrum/protocol/limits';
import {
  type CaptionId,
  type ClassId,
  type PersonId,
  type Refusal,
  captionIdSchema,
  classIdSchema,
  may,
  refusalOfIssues,
  refuse,
} from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { ClassCaptions } from '../captions/index.ts';
import type { Identity } from '../identity/index.ts';
import { isRemoved, removedFromClass, roleIn } from '../room/index.ts';
import { type Register, bearerOf, whoMay } from './bearer.ts';
import { sendRefusal } from './refusals.ts';

export interface CaptionRoutesOptions extends Register {
  readonly identity: Identity;
  readonly captions: Pick<ClassCaptions, 'languageOf' | 'say' | 'correct'>;
  readonly isLive: (classId: ClassId) => boolean;
  /** Where somebody who is in this class watches it. */
  readonly addressOf: (classId: ClassId) => WatchResponse;
  readonly newId: () => string;
  readonly now: () => number;
}

type OfClass = FastifyRequest<{ Params: { classId: string } }>;
type OfLine = FastifyRequest<{ Params: { classId: string; lineId: string } }>;
type Writer = { ok: true; classId: ClassId; personId: PersonId } | { ok: false; refusal: Refusal };

/** Faster nobody speaks, and no program hears. */
const LINES = { capacity: 60, refillMs: 250 };

const noClass = refuse('unknown-class', 'There is no class with this id.');
const noLine = refuse('not-found', 'There is no such line.');
const keyNeeded = refuse('bad-token', 'A token or a captioner’s key is needed here.');
const elsewhere = refuse('not-allowed', 'This link is for another class.');
const staffOnly = refuse('not-allowed', 'Whoever made this link is no longer staff of this class.');

/** Captions, written by staff of a class, by programs of theirs, and by whoever they gave a link. */
export function addCaptionRoutes(server: FastifyInstance, options: CaptionRoutesOptions): void {
  const { identity, captions, isLive, addressOf, newId, now } = options;
  const limit = new Limit(LINES, now);
  const url = '/classes/:classId/captions';

  async function writerByKey(key: string): Promise<Writer> {
    const found = await identity.findCaptioner(key);
    if (!found.ok) return found;
    const { classId, personId } = found.encoder;
    const state = await options.stateOf(classId);
    if (state && isRemoved(state, personId)) return { ok: false, refusal: removedFromClass };
    const role = state ? roleIn(state, found.encoder) : found.encoder.role;
    return may(role, 'captions.write') ? { ok: true, classId, personId } : { ok: false, refusal: staffOnly };
  }

  async function writerIn(request: OfClass | OfLine): Promise<Writer> {
    const classId = v.safeParse(classIdSchema, request.params.classId);
    if (!classId.success) return { ok: false, refusal: noClass };
    const token = bearerOf(request);
    // A token has dots, a key has none.
    if (token === undefined || token.includes('.')) {
      const asked = await whoMay(request, options, 'captions.write', classId.output);
      return asked.ok ? { ok: true, classId: classId.output, personId: asked.claims.personId } : asked;
    }
    const writer = await writerByKey(token);
    return writer.ok && writer.classId !== classId.output ? { ok: false, refusal: elsewhere } : writer;
  }

  function tooFast({ classId, personId }: { classId: ClassId; personId: PersonId }, lines: number) {
    for (let line = 0; line < lines; line += 1) {
      const taken = limit.take(`${classId} ${personId}`);
      if (!taken.ok)
        return refuse('too-fast', 'These are too many lines at once: wait a moment.', taken.retryAfterMs);
    }
    return undefined;
  }

  server.post('/classes/:classId/captioner', async (request: OfClass, reply) => {
    const classId = v.safeParse(classIdSchema, request.params.classId);
    if (!classId.success) return sendRefusal(reply, noClass);
    const asked = await whoMay(request, options, 'captions.write', classId.output);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const made = await identity.createCaptionerKey(asked.claims);
    if (!made.ok) return sendRefusal(reply, made.refusal);
    const { key, expiresAt } = made;
    const code = identity.findClass(classId.output)?.code ?? '';
    const link: CaptionerLink = { key, path: `/c/${code}/captions#key=${key}`, expiresAt };
    return reply.header('cache-control', 'no-store').send(link);
  });

  server.get('/captioner', async (request, reply) => {
    const key = bearerOf(request);
    const writer: Writer = key === undefined ? { ok: false, refusal: keyNeeded } : await writerByKey(key);
    if (!writer.ok) return sendRefusal(reply, writer.refusal);
    const { classId } = writer;
    const record = identity.findClass(classId);
    if (!record) return sendRefusal(reply, noClass);
    const language = captions.languageOf(classId);
    const desk: CaptionDesk = {
      ...{ classId, code: record.code, classTitle: record.classTitle, live: isLive(classId), nowMs: now() },
      ...(language === undefined ? {} : { language }),
      watch: addressOf(classId),
    };
    return reply.header('cache-control', 'no-store').send(desk);
  });

  server.post(url, async (request: OfClass, reply) => {
    const writer = await writerIn(request);
    if (!writer.ok) return sendRefusal(reply, writer.refusal);
    const parsed = v.safeParse(captionLinesSchema, request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const { key, lines } = parsed.output;
    const fast = tooFast(writer, lines.length);
    if (fast) return sendRefusal(reply, fast);
    const named = lines.map(({ lineId, text, atMs }) => {
      return { lineId: lineId ?? (newId() as CaptionId), text, from: atMs };
    });
    const refusal = await captions.say(writer.classId, named, writer.personId, key);
    if (refusal) return sendRefusal(reply, refusal);
    const taken: CaptionLinesTaken = { lineIds: named.map(({ lineId }) => lineId) };
    return reply.code(201).header('cache-control', 'no-store').send(taken);
  });

  server.patch(`${url}/:lineId`, async (request: OfLine, reply) => {
    const writer = await writerIn(request);
    if (!writer.ok) return sendRefusal(reply, writer.refusal);
    const lineId = v.safeParse(captionIdSchema, request.params.lineId);
    if (!lineId.success) return sendRefusal(reply, noLine);
    const parsed = v.safeParse(captionCorrectionSchema, request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const fast = tooFast(writer, 1);
    if (fast) return sendRefusal(reply, fast);
    const { classId, personId } = writer;
    const refusal = await captions.correct(classId, lineId.output, parsed.output.text, personId);
    if (refusal) return sendRefusal(reply, refusal);
    const taken: CaptionLinesTaken = { lineIds: [lineId.output] };
    return reply.header('cache-control', 'no-store').send(taken);
  });
}

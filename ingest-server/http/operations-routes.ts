import {
  type EndedClass,
  type EndedClasses,
  type LogLevel,
  type OperationsAct,
  endedQuerySchema,
  logLevelSchema,
  operationsActSchema,
} from '@rostrum/protocol/operations';
import {
  type ClassId,
  type Command,
  type Refusal,
  classIdSchema,
  refusalOfIssues,
  refuse,
} from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import * as v from 'valibot';
import type { Claims, Identity, Noted } from '../identity/index.ts';
import type { Room } from '../room/index.ts';
import { type Register, whoMay } from './bearer.ts';
import { entryOfAct } from './pure/entry-of-act.ts';
import { sendRefusal } from './refusals.ts';

/** What staff of operations can see and do of one class. */
export interface OperationsDoor {
  /** Rejects where the class can't be read just now. */
  openRoom(classId: ClassId): Promise<Pick<Room, 'command'> | undefined>;
  /** Each is false where nothing is on air, or there is no such rung. */
  restart(classId: ClassId): boolean;
  slate(classId: ClassId, on: boolean): boolean;
  limitTopRung(classId: ClassId, rung: string | null): boolean;
  still(classId: ClassId): { jpeg: Uint8Array } | undefined;
  ended(institutionId: string, before?: number): Promise<EndedClass[]>;
  logLevel(): LogLevel;
  setLogLevel(level: LogLevel): void;
  /** Writes into the institution's audit what was done. */
  note(noted: Noted): Promise<void>;
}

export interface OperationsRoutesOptions extends Register {
  readonly identity: Pick<Identity, 'verify' | 'findClass'>;
  readonly operations: OperationsDoor;
  readonly newId: () => string;
  readonly logger: Logger;
}

type Asker =
  | { ok: true; claims: Claims; institutionId: string; institutionName: string }
  | { ok: false; refusal: Refusal };

interface ClassParams {
  Params: { classId: string };
}

const noClass = refuse('unknown-class', 'There is no class with this id.');
const noClassOfToken = refuse('unknown-class', 'The class of this token is no longer there.');
const notOnAir = refuse('not-found', 'Nothing of this class is on air now.');
const noRung = refuse('not-found', 'Nothing of this class is on air now, or not in this quality.');
const noStill = refuse('not-found', 'There is no picture of this class yet.');

/** What an admin does to a class on air, and what is told of classes that are over. */
export function addOperationsRoutes(server: FastifyInstance, options: OperationsRoutesOptions): void {
  const { identity, operations, newId, logger } = options;

  async function adminWhoAsks(request: FastifyRequest): Promise<Asker> {
    const asked = await whoMay(request, options, 'operations.watch');
    if (!asked.ok) return asked;
    const { claims } = asked;
    const record = identity.findClass(claims.classId);
    if (!record) return { ok: false, refusal: noClassOfToken };
    const { institutionId, institutionName } = record;
    return { ok: true, claims, institutionId, institutionName };
  }

  /** Of another institution there is no class, whatever its id. */
  function classOf(id: string, institutionId: string): ClassId | undefined {
    const classId = v.safeParse(classIdSchema, id);
    if (!classId.success) return undefined;
    const isTheirs = identity.findClass(classId.output)?.institutionId === institutionId;
    return isTheirs ? classId.output : undefined;
  }

  /** Undefined when it was done. */
  async function act(classId: ClassId, claims: Claims, asked: OperationsAct): Promise<Refusal | undefined> {
    switch (asked.act) {
      case 'restart-transcoder':
        return operations.restart(classId) ? undefined : notOnAir;
      case 'slate':
        return operations.slate(classId, asked.on) ? undefined : notOnAir;
      case 'top-rung':
        return operations.limitTopRung(classId, asked.rung) ? undefined : noRung;
      case 'end-class':
        return say(classId, claims, { type: 'class.end' });
      case 'tell-staff':
        return say(classId, claims, { type: 'note.write', text: asked.text });
    }
  }

  /** As in the class itself: its rules are asked, and its log tells who it was. */
  async function say(
    classId: ClassId,
    { personId, name, role }: Claims,
    command: Command,
  ): Promise<Refusal | undefined> {
    const room = await operations.openRoom(classId);
    if (!room) return noClass;
    const outcome = await room.command({ personId, name, role }, newId(), command);
    return outcome.ok ? undefined : outcome.refusal;
  }

  /** Behind the act, which a database that is away must not keep anybody from. */
  async function note(noted: Noted): Promise<void> {
    try {
      await operations.note(noted);
    } catch (error) {
      const { action, institutionId, subject, who, details } = noted;
      const facts = { action, institutionId, subject, personId: who.personId, details };
      logger.error({ error, ...facts }, 'what an admin did could not be noted in the audit');
    }
  }

  server.post<ClassParams>('/operations/classes/:classId/acts', async (request, reply) => {
    const asked = await adminWhoAsks(request);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const classId = classOf(request.params.classId, asked.institutionId);
    if (classId === undefined) return sendRefusal(reply, noClass);
    const parsed = v.safeParse(operationsActSchema, request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    // As it is called now: the act may be its last.
    const title = identity.findClass(classId)?.classTitle ?? classId;
    const refusal = await act(classId, asked.claims, parsed.output);
    if (refusal) return sendRefusal(reply, refusal);
    const { institutionId, claims: who } = asked;
    logger.info({ classId, personId: who.personId, act: parsed.output.act }, 'an admin acted on a class');
    const subject = { kind: 'class', id: classId, title } as const;
    await note({ institutionId, who, subject, ...entryOfAct(parsed.output) });
    return reply.header('cache-control', 'no-store').send({});
  });

  server.get<ClassParams>('/operations/classes/:classId/still', async (request, reply) => {
    const asked = await adminWhoAsks(request);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const classId = classOf(request.params.classId, asked.institutionId);
    if (classId === undefined) return sendRefusal(reply, noClass);
    const still = operations.still(classId);
    if (!still) return sendRefusal(reply, noStill);
    return reply.header('cache-control', 'no-store').type('image/jpeg').send(Buffer.from(still.jpeg));
  });

  server.get('/operations/ended', async (request, reply) => {
    const asked = await adminWhoAsks(request);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const parsed = v.safeParse(endedQuerySchema, request.query);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const told: EndedClasses = { classes: await operations.ended(asked.institutionId, parsed.output.before) };
    return reply.header('cache-control', 'no-store').send(told);
  });

  server.get('/operations/log-level', async (request, reply) => {
    const asked = await adminWhoAsks(request);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    return reply.header('cache-control', 'no-store').send({ level: operations.logLevel() });
  });

  server.put('/operations/log-level', async (request, reply) => {
    const asked = await adminWhoAsks(request);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const parsed = v.safeParse(logLevelSchema, request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const { level } = parsed.output;
    const { institutionId, institutionName, claims: who } = asked;
    const before = operations.logLevel();
    logger.warn({ personId: who.personId, level }, 'what is written in this log changes');
    operations.setLogLevel(level);
    if (level !== before) {
      const subject = { kind: 'institution', id: institutionId, title: institutionName } as const;
      const details = { level: { before, after: level } };
      await note({ institutionId, who, subject, action: 'server.log-level-set', details });
    }
    return reply.header('cache-control', 'no-store').send({ level });
  });
}

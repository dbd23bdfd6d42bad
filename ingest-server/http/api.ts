import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import { FILE_TITLE_HEADER, type Overview, SESSION_HEADER } from '@rostrum/protocol/http';
import { refuse } from '@rostrum/protocol/room';
import type { FastifyInstance } from 'fastify';
import type { Identity } from '../identity/index.ts';
import type { OriginRule } from '../room/index.ts';
import { addAccountRoutes } from './account-routes.ts';
import { type AdministrationRoutesOptions, addAdministrationRoutes } from './administration-routes.ts';
import { whoMay } from './bearer.ts';
import { type CaptionRoutesOptions, addCaptionRoutes } from './caption-routes.ts';
import { type ChatRoutesOptions, addChatRoutes } from './chat-routes.ts';
import { type ClassRoutesOptions, addClassRoutes } from './class-routes.ts';
import { type CostRoutesOptions, addCostRoutes } from './cost-routes.ts';
import { type EncoderKeyRoutesOptions, addEncoderKeyRoutes } from './encoder-key-routes.ts';
import { type FileRoutesOptions, addFileRoutes } from './file-routes.ts';
import { type OperationsRoutesOptions, addOperationsRoutes } from './operations-routes.ts';
import { type RecordedLogRoutesOptions, addRecordedLogRoutes } from './recorded-log-routes.ts';
import { type RecordingRoutesOptions, addRecordingRoutes } from './recording-routes.ts';
import { sendRefusal } from './refusals.ts';
import { type ReplacementRoutesOptions, addReplacementRoutes } from './replacement-routes.ts';
import { addSessionRoutes } from './session-routes.ts';
import { type WatchRoutesOptions, addWatchRoutes } from './watch-routes.ts';

export interface ApiOptions
  extends
    AdministrationRoutesOptions,
    CaptionRoutesOptions,
    ChatRoutesOptions,
    ClassRoutesOptions,
    CostRoutesOptions,
    EncoderKeyRoutesOptions,
    FileRoutesOptions,
    OperationsRoutesOptions,
    RecordedLogRoutesOptions,
    RecordingRoutesOptions,
    ReplacementRoutesOptions,
    WatchRoutesOptions {
  readonly archive: RecordingRoutesOptions['archive'] & ReplacementRoutesOptions['archive'];
  readonly recordedLogs: ChatRoutesOptions['recordedLogs'] & RecordedLogRoutesOptions['recordedLogs'];
  readonly identity: Identity;
  /** Of one institution: its admins see no other's classes. */
  readonly overview: (institutionId: string) => Promise<Overview>;
  readonly isOriginAllowed: OriginRule;
}

const noClass = refuse('unknown-class', 'The class of this token is no longer there.');

/** Everything under /api. */
export async function addApi(server: FastifyInstance, options: ApiOptions): Promise<void> {
  const { identity } = options;

  // Pages from the same host need no leave; the rule is asked for those that do.
  await server.register(cors, {
    origin: (origin, answer) =>
      answer(null, origin !== undefined && options.isOriginAllowed(origin, undefined)),
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['content-type', 'authorization', SESSION_HEADER, FILE_TITLE_HEADER],
    exposedHeaders: ['retry-after'],
    credentials: true,
    maxAge: 600,
  });
  await server.register(cookie);

  addSessionRoutes(server, options);
  addAccountRoutes(server, options);
  await addClassRoutes(server, options);
  await addFileRoutes(server, options);
  addChatRoutes(server, options);
  addRecordingRoutes(server, options);
  addRecordedLogRoutes(server, options);
  await addReplacementRoutes(server, options);
  addWatchRoutes(server, options);
  addEncoderKeyRoutes(server, options);
  addCaptionRoutes(server, options);
  await addAdministrationRoutes(server, options);
  addCostRoutes(server, options);
  addOperationsRoutes(server, options);

  server.get('/overview', async (request, reply) => {
    const asked = await whoMay(request, options, 'operations.watch');
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const record = identity.findClass(asked.claims.classId);
    if (!record) return sendRefusal(reply, noClass);
    const overview = await options.overview(record.institutionId);
    return reply.header('cache-control', 'no-store').send(overview);
  });
}

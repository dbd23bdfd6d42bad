import { type Overview, type Session, errorResponseSchema, sessionSchema } from '@rostrum/protocol/http';
import type { ClassId, Command, PersonId, Role } from '@rostrum/protocol/room';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import * as v from 'valibot';
import { expect } from 'vitest';
import { type Administration, createAdministration, createAudit } from '../administration/index.ts';
import { type ArchiveRoom, openArchive } from '../broadcast/index.ts';
import { ClassCaptions } from '../captions/index.ts';
import { type Identity, openIdentity } from '../identity/index.ts';
import { ClassFiles } from '../files/index.ts';
import { SqlEventLog } from '../log/index.ts';
import { ClassCosts } from '../operations/index.ts';
import { type Records, openRecordsInMemory } from '../records/index.ts';
import { RecordedLogs, type Room, Rooms, isOriginAllowed } from '../room/index.ts';
import { type Blobs, openFileBlobs } from '../storage/index.ts';
import { type HttpServerOptions, createHttpServer } from './http-server.ts';

const HOUR_MS = 3_600_000;

export const overview: Overview = {
  institutionName: 'Demo University',
  version: '1',
  startedAt: 1,
  at: 2,
  transcoder: { status: 'missing', reason: 'none' },
  media: { workers: 0, ports: [] },
  classes: [],
};

export interface Surroundings {
  readonly folder: string;
  readonly records: Records;
  readonly identity: Identity;
  readonly blobs: Blobs;
  readonly classId: ClassId;
  /** The class as it runs. */
  readonly room: Room;
  readonly archive: ArchiveRoom;
  readonly administration: Administration;
  readonly costs: ClassCosts;
  /** The server's own address. */
  readonly base: string;
  /** Done in the class by an instructor of it. */
  staff(command: Command): Promise<void>;
  nowMs: number;
  isWell: boolean;
  options(over?: Partial<HttpServerOptions>): HttpServerOptions;
  /** A token of somebody with this role in the class, and who they are. */
  enter(role: Exclude<Role, 'guest'>): Promise<{ token: string; personId: PersonId }>;
  tokenOf(role: Exclude<Role, 'guest'>): Promise<string>;
  addPerson(role: Exclude<Role, 'guest'>): Promise<PersonId>;
  close(): Promise<void>;
}

/** The server with a real database and store behind it; only what media and gateway do is made up. */
export async function openSurroundings(): Promise<Surroundings> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-http-'));
  const records = await openRecordsInMemory();
  const { database } = records;
  const clock = { nowMs: Date.now() };
  const secretKeyPath = join(folder, 'secret.key');
  const audit = createAudit({ now: () => clock.nowMs });
  const identity = await openIdentity({ database, secretKeyPath, now: () => clock.nowMs, note: audit.note });
  const blobs = await openFileBlobs(join(folder, 'blobs'));
  const [demo] = identity.classes();
  const { classId, institutionId } = demo!;
  const newId = () => randomBytes(12).toString('base64url');
  const now = () => clock.nowMs;
  const logger = pino({ level: 'silent' });
  const log = new SqlEventLog({ database });
  const files: ClassFiles = new ClassFiles({ blobs, roomOf: (id) => rooms.open(id), now, logger });
  const rooms: Rooms = new Rooms({
    ...{ log, logger, now, newId },
    titleOf: (id) => identity.findClass(id)?.classTitle,
    findFile: (id, fileId) => files.find(id, fileId),
  });
  const room = (await rooms.open(classId))!;
  const archive = await openArchive({
    ...{ database, blobs, logger, now, spoolFolder: join(folder, 'spool'), workFolder: join(folder, 'work') },
    ...{ ffmpegPath: process.env['FFMPEG_PATH'], keepDays: undefined, reserveBytes: 0 },
    eventsOf: (id) => log.read(id, 0),
    institutionOf: () => institutionId,
  });

  const costs = new ClassCosts({ database, logger, now });

  const captions = new ClassCaptions({
    ...{ log, rooms, now, otherwise: undefined },
    recorded: (id, streamId) => archive.captions(id, streamId),
    saidOf: (id) => identity.findClass(id)?.captions,
  });
  const recordedLogs = new RecordedLogs({ log });
  const administration = createAdministration({
    ...{ database, identity, audit, archive, newId, now, logger },
    keepers: [rooms, captions, recordedLogs, files, log],
    isLive: (id) => rooms.get(id)?.state.stream.status === 'live',
    handleKeyRevoked: () => undefined,
  });

  const its = {
    folder,
    records,
    identity,
    blobs,
    classId,
    room,
    archive,
    administration,
    costs,
    base: '',
    isWell: true,
    get nowMs() {
      return clock.nowMs;
    },
    set nowMs(ms) {
      clock.nowMs = ms;
    },

    options: (over: Partial<HttpServerOptions> = {}): HttpServerOptions => ({
      identity,
      stateOf: async (id) => (await rooms.open(id))?.state,
      files,
      archive,
      captions,
      costs,
      recordedLogs,
      administration,
      addressOf: (id) => ({ path: `/live/${id}/~signed/`, expiresAt: 9 }),
      newId,
      now,
      logger,
      whip: undefined,
      isLive: () => true,
      operations: {
        openRoom: (id) => rooms.open(id),
        restart: () => false,
        slate: () => false,
        limitTopRung: () => false,
        still: () => undefined,
        ended: () => Promise.resolve([]),
        logLevel: () => 'info',
        setLogLevel: () => undefined,
        note: (noted) => audit.note(database, noted),
      },
      overview: () => Promise.resolve(overview),
      isOriginAllowed: (origin, host) => isOriginAllowed(origin, host, []),
      metrics: () => Promise.resolve({ contentType: 'text/plain', body: 'rostrum_sockets 0\n' }),
      checkHealth: () => (its.isWell ? Promise.resolve() : Promise.reject(new Error('no database'))),
      handleLive: (request, response) => response.end(`live ${request.url}`),
      handleUpgrade: (_request, socket) => socket.end('HTTP/1.1 418 Taken\r\nConnection: close\r\n\r\n'),
      pages: { viewer: join(folder, 'viewer'), dashboard: join(folder, 'dashboard') },
      ...over,
    }),

    async addPerson(role: Exclude<Role, 'guest'>) {
      const id = newId() as PersonId;
      const person = { id, institution_id: institutionId, name: `The ${role}`, role };
      await database.insertInto('people').values(person).execute();
      await database.insertInto('participants').values({ class_id: classId, person_id: id, role }).execute();
      return id;
    },

    async staff(command: Command) {
      const actor = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' } as const;
      const outcome = await room.command(actor, newId(), command);
      if (!outcome.ok) throw new Error(outcome.refusal.text);
    },

    async enter(role: Exclude<Role, 'guest'>) {
      const personId = await its.addPerson(role);
      const { key } = await identity.createLink({ personId, kind: 'one-time', lifetimeMs: HOUR_MS });
      const signedIn = await identity.signInWithLink(key, { address: 'here', refreshTokens: [] });
      if (!signedIn.ok) throw new Error(signedIn.refusal.text);
      return { token: signedIn.session.token, personId };
    },

    tokenOf: async (role: Exclude<Role, 'guest'>) => (await its.enter(role)).token,

    async close() {
      await server.close();
      await administration.close();
      captions.close();
      await costs.close();
      await files.close();
      await archive.close();
      await rooms.close();
      await log.close();
      await records.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  const server = await createHttpServer(its.options());
  its.base = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
  return its;
}

export async function expectRefusal(response: Response, status: number, code: string): Promise<string> {
  const body: unknown = await response.json();
  expect([response.status, body]).toEqual([
    status,
    expect.objectContaining({ refusal: expect.objectContaining({ code }) }),
  ]);
  const { refusal } = v.parse(errorResponseSchema, body);
  expect(refusal.text).toMatch(/\.$/);
  return refusal.text;
}

export async function readSession(response: Response): Promise<Session> {
  return v.parse(sessionSchema, await response.json());
}

/** A browser as far as the API goes: it keeps the cookies it is given and sends them along. */
export function openBrowser(base: string) {
  const cookies = new Map<string, string>();
  const given: string[] = [];
  return {
    cookies,
    /** How many people it is, by the cookies that keep them signed in. */
    people: () => [...cookies.keys()].filter((name) => name.startsWith('rostrum-')).length,
    /** Every cookie as it was given, with its attributes. */
    given,
    async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(cookie === '' ? {} : { cookie }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      for (const set of response.headers.getSetCookie()) {
        given.push(set);
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
        if (value === '') cookies.delete(name!);
        else cookies.set(name!, value!);
      }
      return response;
    },
  };
}

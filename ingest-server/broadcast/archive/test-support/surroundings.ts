import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Records, openRecordsInMemory } from '../../../records/index.ts';
import { type Blobs, type S3Blobs, openFileBlobs, openS3Blobs } from '../../../storage/index.ts';
import { type S3Server, s3Keys, startS3 } from '../../../test-support/index.ts';
import type { TrackInfo } from '../../pure/init-segment.ts';
import type { ProgrammeArchive } from '../archive.ts';
import { type ArchiveOptions, LocalArchive } from '../local-archive.ts';
import type { KeptSegment } from '../pure/kept.ts';
import type { Alarm } from '../recording-alarm.ts';

export const classId = 'physics' as ClassId;
export const streamId = 'monday' as StreamId;

export const picture: TrackInfo = {
  ...{ kind: 'video', timescale: 90_000, codec: 'avc1.64001E' },
  ...{ width: 640, height: 360, framesPerSecond: 25 },
};
const sound: TrackInfo = { kind: 'audio', timescale: 48_000, codec: 'mp4a.40.2', channels: 2 };

/** A store that can be taken away as a network takes it. */
export interface TestStore {
  readonly blobs: Blobs;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

export interface Surroundings {
  readonly records: Records;
  readonly store: TestStore;
  readonly folder: string;
  nowMs: number;
  readonly alarms: Alarm[];
  options(): ArchiveOptions;
  /** Another life of the server, over the same folder, store and database. */
  start(over?: Partial<ArchiveOptions>): Promise<LocalArchive>;
  /** As a kill leaves it: what was under way ends somewhere, and nothing is told. */
  close(): Promise<void>;
}

/** Making a database takes a second: one serves all cases of a file, emptied after each. */
let shared: Promise<Records> | undefined;

/** With `other`, on another database than the one that the cases share. */
export async function openSurroundings(store: TestStore, other?: Records): Promise<Surroundings> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-archive-'));
  shared ??= openRecordsInMemory();
  const records = other ?? (await shared);
  const started: LocalArchive[] = [];
  const alarms: Alarm[] = [];
  const its: Surroundings = {
    ...{ records, store, folder, alarms, nowMs: 1_800_000_000_000 },
    options: () => ({
      ...{ database: records.database, blobs: store.blobs, spoolFolder: join(folder, 'spool') },
      logger: pino({ level: process.env['ROSTRUM_LOG'] ?? 'silent' }),
      now: () => its.nowMs,
      handleAlarm: (alarm) => alarms.push(alarm),
      reserveBytes: 0,
    }),
    async start(over = {}) {
      const archive = await LocalArchive.open({ ...its.options(), ...over });
      started.push(archive);
      return archive;
    },
    async close() {
      for (const archive of started) await archive.close();
      if (!other) for (const table of tables) await records.database.deleteFrom(table).execute();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return its;
}

const tables = [
  'streams',
  'stream_tracks',
  'stream_segments',
  'stream_downloads',
  'stream_replacements',
  'retention_rules',
] as const;

export async function openFileStore(): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-store-'));
  folders.push(folder);
  const blobs = await openFileBlobs(folder);
  let isAway = false;
  const asked = <T>(act: () => Promise<T>): Promise<T> =>
    isAway ? Promise.reject(new Error('the store is away')) : act();
  return {
    blobs: {
      put: (key, bytes) => asked(() => blobs.put(key, bytes)),
      get: (key) => asked(() => blobs.get(key)),
      open: (key, range) => asked(() => blobs.open(key, range)),
      list: (prefix) => asked(() => blobs.list(prefix)),
      delete: (key) => asked(() => blobs.delete(key)),
      deleteUnder: (under) => asked(() => blobs.deleteUnder(under)),
    },
    goAway: async () => void (isAway = true),
    comeBack: async () => void (isAway = false),
  };
}

const folders: string[] = [];
let s3: Promise<S3Server> | undefined;
const opened: S3Blobs[] = [];

export async function openS3Store(): Promise<TestStore> {
  Object.assign(process.env, s3Keys);
  s3 ??= startS3();
  const server = await s3;
  const bucket = await server.createBucket();
  const blobs = await openS3Blobs({ bucket, region: 'us-east-1', endpoint: server.endpoint });
  opened.push(blobs);
  return { blobs, goAway: server.goAway, comeBack: server.comeBack };
}

/** For after all cases of a file. */
export async function closeStores(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  for (const blobs of opened.splice(0)) blobs.close();
  await (await s3)?.close();
  s3 = undefined;
  await (await shared)?.close();
  shared = undefined;
}

export const bytesOf = (rung: string, msn: number) => Buffer.from(`${rung} ${msn} `.repeat(50));

export function segmentAt(msn: number, run = 0): KeptSegment {
  return { msn, run, wallMs: 1_800_000_000_000 + 2_000 * msn, durationMs: 2_000, is: 'complete', bytes: 0 };
}

/** A segment as the timeline tells it, in two parts. */
export function tell(archive: ProgrammeArchive, rung: string, msn: number, run = 0): void {
  const bytes = bytesOf(rung, msn);
  archive.addSegment(rung, { ...segmentAt(msn, run), bytes: bytes.length }, [
    bytes.subarray(0, 20),
    bytes.subarray(20),
  ]);
}

/** Every rung's init segment, then these numbers. */
export function tellRun(archive: ProgrammeArchive, from: number, to: number, run = 0): void {
  archive.addInit('v360', run, picture, Buffer.from(`init v360 ${run}`));
  archive.addInit('a96', run, sound, Buffer.from(`init a96 ${run}`));
  for (let msn = from; msn <= to; msn += 1) for (const rung of ['v360', 'a96']) tell(archive, rung, msn, run);
}

export async function readAll(
  open: Promise<{ stream: AsyncIterable<unknown> } | undefined>,
): Promise<string> {
  const found = await open;
  if (!found) return 'nothing';
  let text = '';
  for await (const chunk of found.stream) text += String(chunk as Buffer);
  return text;
}

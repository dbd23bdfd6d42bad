import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ServerAlone, startServerAlone } from '@rostrum/e2e/support';
import { findFfmpeg } from '../../ingest-server/broadcast/ffmpeg-binary.ts';
import { findWorker } from '../../ingest-server/sfu/worker-binary.ts';
import {
  type PostgresServer,
  missingPostgres,
  startPostgres,
} from '../../ingest-server/test-support/postgres.ts';
import { type S3Server, s3Keys, startS3 } from '../../ingest-server/test-support/s3-server.ts';
import { openLink } from '../crowd/sign-in.ts';
import { Staff } from '../crowd/staff.ts';
import { type Line, openLine } from '../networks/line.ts';
import type { LineStep } from '../pure/line-steps.ts';
import { type Heard, type Pictured, makeSource, smallProgramme } from '../studio/sources.ts';
import { Studio } from '../studio/studio.ts';
import { DashboardEye } from './dashboard-eye.ts';
import { type SmallDisk, openSmallDisk } from './small-disk.ts';

/** A server on air with all that can be broken of it. */
export interface Surroundings {
  readonly server: ServerAlone;
  readonly staff: Staff;
  readonly studio: Studio;
  readonly eye: DashboardEye;
  readonly s3: S3Server;
  /** Between the server and its store: fast until it is begun, then slow for a while, then fast again. */
  readonly storeLine: Line;
  readonly postgres: PostgresServer | undefined;
  readonly disk: SmallDisk | undefined;
  /** The dashboard may look on for another quarter of an hour. */
  renew(): Promise<void>;
  /** What the studio can send. */
  source(picture: Pictured, sound: Heard): string;
  close(): Promise<void>;
}

export const DISK_MB = 20_000;
/** How long the line to the store is slow. */
export const SLOW_STORE_MS = 25_000;

const fast: LineStep = { lastsMs: 50, downKbps: 200_000, upKbps: 200_000, rttMs: 1, lossPct: 0 };
/** A class writes ten times as much. */
const slow: LineStep = { ...fast, lastsMs: SLOW_STORE_MS, upKbps: 60, downKbps: 1_000 };
const ever: LineStep = { ...fast, lastsMs: 24 * 60 * 60_000 };

const ON_AIR_MAX_MS = 60_000;
const sources = [
  ['moving', 'speech'],
  ['black', 'speech'],
  ['still', 'speech'],
  ['moving', 'silence'],
] as const satisfies readonly (readonly [Pictured, Heard])[];

export async function openSurroundings(): Promise<Surroundings> {
  const closes: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (let end = closes.pop(); end; end = closes.pop()) await end();
  };
  const ffmpeg = await findFfmpeg(process.env['FFMPEG_PATH']);
  const worker = await findWorker(process.env['MEDIASOUP_WORKER_BIN']);
  if (ffmpeg.is === 'missing') throw new Error(ffmpeg.reason);
  if (worker.is === 'missing') throw new Error(worker.reason);
  try {
    const folder = await mkdtemp(join(tmpdir(), 'rostrum-alerts-'));
    closes.push(() => rm(folder, { recursive: true, force: true }));
    const source = (picture: Pictured, sound: Heard) => join(folder, `${picture}-${sound}.ts`);
    const { path: ffmpegPath } = ffmpeg.binary;
    for (const [picture, sound] of sources)
      await makeSource(ffmpegPath, source(picture, sound), picture, sound);

    const s3 = await startS3();
    closes.push(() => s3.close());
    const storeLine = await openLine(Number(new URL(s3.endpoint).port), [fast, slow, ever]);
    closes.push(() => storeLine.close());
    const postgres = missingPostgres === undefined ? await startPostgres() : undefined;
    if (postgres) closes.push(() => postgres.close());
    const disk = await openSmallDisk(DISK_MB);
    if (disk) closes.push(() => disk.close());

    const server = await startServerAlone({
      ...{ ROSTRUM_AV1: 'off', ROSTRUM_LOG: 'warn', ...s3Keys },
      ...{
        ROSTRUM_S3_BUCKET: await s3.createBucket(),
        ROSTRUM_S3_ENDPOINT: `http://127.0.0.1:${storeLine.port}`,
      },
      DATABASE_URL: postgres ? await postgres.createDatabase() : '',
      ...(disk ? { ROSTRUM_DATA: disk.folder } : {}),
    });
    closes.push(() => server.close());
    const url = server.origin.replace('http', 'ws');
    const token = await openLink(server.origin, server.links.studio);
    const staff = new Staff(url, token);
    closes.push(() => staff.client.close());
    const studio = new Studio();
    closes.push(() => studio.end());
    const stream = source('moving', 'speech');
    const picture = smallProgramme;
    await studio.goOnAir({ url, token, ffmpegPath, workerBin: worker.path, stream, picture });
    // In the lobby and in a break nobody is promised a picture.
    await staff.do({ type: 'class.start' });
    const isLive = staff.reaches(() => staff.client.room.stream.status === 'live').then(() => true);
    if (!(await Promise.race([isLive, wait(ON_AIR_MAX_MS, false)])))
      throw new Error('the studio did not get on air');
    const adminToken = () => openLink(server.origin, server.links.dashboard);
    const eye = await DashboardEye.open(url, await adminToken());
    closes.push(() => eye.close());
    const renew = async () => eye.show(await adminToken());
    return { server, staff, studio, eye, s3, storeLine, postgres, disk, renew, source, close };
  } catch (error) {
    await close();
    throw error;
  }
}

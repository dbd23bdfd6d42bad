// `npm run game-day`: the first day of term, rehearsed. Ends with a page to read, its figures beside it, and 0 or 1.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, release, tmpdir, totalmem, type } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findFfmpeg } from '../../ingest-server/broadcast/ffmpeg-binary.ts';
import packageJson from '../../ingest-server/package.json' with { type: 'json' };
import { findWorker } from '../../ingest-server/sfu/worker-binary.ts';
import { encodeAsStudio } from '../cost/studio-stream.ts';
import { recordLecture } from '../lecture/encodes.ts';
import { smallEncode, smallProgramme } from '../studio/sources.ts';
import { Studio } from '../studio/studio.ts';
import { type Ground, findGround } from './ground.ts';
import { type GameDay, readArguments, usage } from './pure/arguments.ts';
import { reportPage } from './pure/report-page.ts';
import type { Report } from './pure/report.ts';
import { hasPassed, verdictOf } from './pure/verdict.ts';
import { type Rehearsal, type Rehearsed, rehearse } from './rehearse.ts';
import { StaffEye } from './staff-eye.ts';

const ON_AIR_MAX_MS = 60_000;
/** The last fault is mended, everybody is back and compared by then. */
const END_MAX_MS = 4 * 60_000;

const say = (words: string) => console.error(words);

interface Tools {
  readonly ffmpegPath: string;
  readonly ffmpegVersion: string;
  readonly workerBin: string;
}

async function findTools(): Promise<Tools> {
  const [ffmpeg, worker] = await Promise.all([
    findFfmpeg(process.env['FFMPEG_PATH']),
    findWorker(process.env['MEDIASOUP_WORKER_BIN']),
  ]);
  if (ffmpeg.is === 'missing') throw new Error(ffmpeg.reason);
  if (worker.is === 'missing') throw new Error(worker.reason);
  const { path: ffmpegPath, version } = ffmpeg.binary;
  return { ffmpegPath, ffmpegVersion: version, workerBin: worker.path };
}

function within<T>(promise: Promise<T>, ms: number, otherwise: string): Promise<T> {
  const late = wait(ms).then((): never => {
    throw new Error(otherwise);
  });
  return Promise.race([promise, late]);
}

/** A rehearsal in which something waits for ever is none. */
function bounded(rehearsal: Rehearsal): Promise<Rehearsed> {
  const mostMs = rehearsal.gameDay.minutes * 60_000 + END_MAX_MS;
  return within(rehearse(rehearsal), mostMs, 'The rehearsal did not come to its end.');
}

/** A lecture, small, as a studio sends it. */
async function makeLecture({ ffmpegPath }: Tools, folder: string): Promise<string> {
  const [recording, stream] = [path.join(folder, 'lecture.nut'), path.join(folder, 'studio.ts')];
  await recordLecture(ffmpegPath, recording);
  await encodeAsStudio(ffmpegPath, recording, stream, smallEncode);
  return stream;
}

async function withStudio(
  gameDay: GameDay,
  tools: Tools,
  ground: Ground,
  stream: string,
): Promise<Rehearsed> {
  const { staffToken, places } = ground;
  const [place] = places;
  if (staffToken === undefined || !place) {
    return bounded({ gameDay, ground, studio: undefined, eye: undefined, say });
  }
  const url = place.origin.replace('http', 'ws');
  const eye = new StaffEye(url, staffToken);
  const studio = new Studio();
  try {
    say('The studio goes on air…');
    const { ffmpegPath, workerBin } = tools;
    const onAir = async () => {
      await studio.goOnAir({
        url,
        token: staffToken,
        ffmpegPath,
        workerBin,
        stream,
        picture: smallProgramme,
      });
      await eye.staff.reaches(() => eye.staff.client.room.stream.status === 'live');
    };
    await within(onAir(), ON_AIR_MAX_MS, 'The studio did not get on air.');
    return await bounded({ gameDay, ground, studio, eye, say });
  } finally {
    studio.end();
    eye.staff.client.close();
  }
}

function reportOf(gameDay: GameDay, tools: Tools, ground: Ground, rehearsed: Rehearsed): Report {
  const rows = verdictOf(rehearsed.measured);
  const { startsAtMs, lastedS, faults, seconds, plan, measured } = rehearsed;
  return {
    ...{ startedAt: startsAtMs, lastedS, passed: hasPassed(rows), rows, faults, seconds },
    settings: {
      ...{ students: measured.students, minutes: gameDay.minutes, seed: gameDay.seed },
      share: `${gameDay.share.part}/${gameDay.share.of}`,
      ...{ servers: gameDay.servers, database: ground.databaseWords, watching: plan },
      programme:
        ground.staffToken === undefined
          ? 'whatever was on air'
          : `a recorded lecture, ${smallProgramme.width}×${smallProgramme.height} at ${smallProgramme.framesPerSecond} frames, a key frame each half second, in H.264; AV1 was off, for all of it shares this machine`,
    },
    machine: {
      cores: availableParallelism(),
      processor: cpus()[0]?.model ?? '',
      memoryGb: Math.round(totalmem() / 1e9),
      system: `${type()} ${release()}`,
      ...{ node: process.version, ffmpeg: tools.ffmpegVersion, version: packageJson.version },
    },
  };
}

async function write(report: Report, file: string): Promise<void> {
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await writeFile(file, reportPage(report));
  await writeFile(`${file.replace(/\.html$/, '')}.json`, `${JSON.stringify(report, undefined, 1)}\n`);
}

function tell({ rows, passed }: Report, { problems }: Rehearsed, file: string): void {
  const words = { pass: 'met', miss: 'MISSED', told: '', 'left-out': 'left out' } as const;
  for (const { what, target, seen, is, why } of rows) {
    const wanted = target === undefined ? '' : ` (${target})`;
    console.log(`${words[is].padEnd(9)} ${what}${wanted}: ${seen}${why === undefined ? '' : `. ${why}`}`);
  }
  const told = [...problems].sort(([, a], [, b]) => b - a).slice(0, 10);
  if (told.length > 0) console.log('\nTold on the way:');
  for (const [problem, times] of told) console.log(`  ${times} × ${problem}`);
  console.log(`\n${passed ? 'Passed' : 'Not passed'}. ${path.resolve(file)}`);
}

async function main(): Promise<number> {
  const read = readArguments(process.argv.slice(2));
  if (!read.ok) {
    console.error(`${read.sentence}\n\n${usage}`);
    return 1;
  }
  const { gameDay } = read;
  const tools = await findTools();
  const folder = await mkdtemp(path.join(tmpdir(), 'rostrum-game-day-'));
  let ground: Ground | undefined;
  try {
    say('A lecture is recorded for the studio…');
    const stream = await makeLecture(tools, folder);
    ground = await findGround(gameDay);
    const rehearsed = await withStudio(gameDay, tools, ground, stream);
    const report = reportOf(gameDay, tools, ground, rehearsed);
    await write(report, gameDay.report);
    tell(report, rehearsed, gameDay.report);
    return report.passed ? 0 : 1;
  } finally {
    await ground?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

// What was left open must not keep anybody waiting for the verdict.
process.exit(await main());

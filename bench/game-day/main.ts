// `npm run game-day`: the first day of term, rehearsed. Ends with a page to read, its figures beside it, and 0 or 1.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, release, tmpdir, totalmem, type } from 'node:os';
import path from 'node:path';
import { findFfmpeg } from '../../ingest-server/broadcast/ffmpeg-binary.ts';
import packageJson from '../../ingest-server/package.json' with { type: 'json' };
import { findWorker } from '../../ingest-server/sfu/worker-binary.ts';
import { encodeAsStudio } from '../cost/studio-stream.ts';
import { recordLecture } from '../lecture/encodes.ts';
import { makeSource, smallEncode, smallProgramme } from '../studio/sources.ts';
import { Studio } from '../studio/studio.ts';
import { type Ground, findGround } from './ground.ts';
import { type GameDay, readArguments, usage } from './pure/arguments.ts';
import { reportPage } from './pure/report-page.ts';
import type { Report } from './pure/report.ts';
import { hasPassed, verdictOf } from './pure/verdict.ts';
import { type Rehearsal, type Rehearsed, rehearse } from './rehearse.ts';
import { StaffEye } from './staff-eye.ts';
import { within, wordsOf } from './within.ts';

const LECTURE_MAX_MS = 5 * 60_000;
const GROUND_MAX_MS = 2 * 60_000;
const ON_AIR_MAX_MS = 60_000;
/** The last fault is mended, everybody is back and compared by then, however badly each of it goes. */
const END_MAX_MS = 10 * 60_000;
const CLOSE_MAX_MS = 30_000;
const PROBLEMS_TOLD = 10;
/** For less than this nobody waits until a lecture is drawn. */
const LECTURE_FROM_MINUTES = 1;

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

/** A rehearsal in which something waits for ever is none. */
function bounded(rehearsal: Rehearsal): Promise<Rehearsed> {
  const mostMs = rehearsal.gameDay.minutes * 60_000 + END_MAX_MS;
  return within(mostMs, 'The rehearsal did not come to its end.', rehearse(rehearsal));
}

/** What the studio sends, small: a lecture, or moving bars where it would take longer to make than to watch. */
async function makeProgramme({ ffmpegPath }: Tools, { minutes }: GameDay, folder: string): Promise<string> {
  const [recording, stream] = [path.join(folder, 'lecture.nut'), path.join(folder, 'studio.ts')];
  if (minutes < LECTURE_FROM_MINUTES) {
    await makeSource(ffmpegPath, stream, 'moving', 'speech');
    return stream;
  }
  await recordLecture(ffmpegPath, recording);
  await encodeAsStudio(ffmpegPath, recording, stream, smallEncode);
  return stream;
}

async function withStudio(
  gameDay: GameDay,
  tools: Tools,
  ground: Ground,
  folder: string,
): Promise<Rehearsed> {
  const { staffToken, places } = ground;
  const [place] = places;
  if (staffToken === undefined || !place) {
    return bounded({ gameDay, ground, studio: undefined, eye: undefined, say });
  }
  say('A programme is recorded for the studio…');
  const programme = makeProgramme(tools, gameDay, folder);
  const stream = await within(LECTURE_MAX_MS, 'The programme could not be recorded.', programme);
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
    await within(ON_AIR_MAX_MS, 'The studio did not get on air.', onAir());
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
    problems: [...rehearsed.problems].sort(([, a], [, b]) => b - a).slice(0, PROBLEMS_TOLD),
    settings: {
      ...{ students: measured.students, minutes: gameDay.minutes, seed: gameDay.seed },
      share: `${gameDay.share.part}/${gameDay.share.of}`,
      ...{ servers: gameDay.servers, database: ground.databaseWords, watching: plan },
      programme:
        ground.staffToken === undefined
          ? 'whatever was on air'
          : `${gameDay.minutes < LECTURE_FROM_MINUTES ? 'moving bars' : 'a recorded lecture'}, ${smallProgramme.width}×${smallProgramme.height} at ${smallProgramme.framesPerSecond} frames, a key frame each half second, in H.264; AV1 was off, for all of it shares this machine`,
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

function tell({ rows, passed, problems }: Report, file: string): void {
  const words = { pass: 'met', miss: 'MISSED', told: '', 'left-out': 'left out' } as const;
  for (const { what, target, seen, is, why } of rows) {
    const wanted = target === undefined ? '' : ` (${target})`;
    console.log(`${words[is].padEnd(9)} ${what}${wanted}: ${seen}${why === undefined ? '' : `. ${why}`}`);
  }
  if (problems.length > 0) console.log('\nTold on the way:');
  for (const [problem, times] of problems) console.log(`  ${times} × ${problem}`);
  console.log(`\n${passed ? 'Passed' : 'Not passed'}. ${path.resolve(file)}`);
}

/** Whoever stops it gets no verdict, and leaves nothing running. */
function untilStopped(): Promise<never> {
  return new Promise((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Error('The rehearsal was stopped.')));
  });
}

/** A server that does not end as it should is told, and changes nothing of what was seen. */
async function close(ground: Ground | undefined): Promise<void> {
  try {
    if (ground) await within(CLOSE_MAX_MS, 'it did not end in time', ground.close());
  } catch (error) {
    console.error(`What was started for the rehearsal could not be ended in order: ${wordsOf(error)}`);
  }
}

async function main(): Promise<number> {
  const read = readArguments(process.argv.slice(2));
  if (!read.ok) {
    console.error(`${read.sentence}\n\n${usage}`);
    return 1;
  }
  const { gameDay } = read;
  const stopped = untilStopped();
  // It is waited for below; until then nobody hears of it.
  stopped.catch(() => undefined);
  const tools = await findTools();
  const folder = await mkdtemp(path.join(tmpdir(), 'rostrum-game-day-'));
  let ground: Ground | undefined;
  try {
    ground = await within(GROUND_MAX_MS, 'The server did not start.', findGround(gameDay));
    const rehearsed = await Promise.race([withStudio(gameDay, tools, ground, folder), stopped]);
    const report = reportOf(gameDay, tools, ground, rehearsed);
    await write(report, gameDay.report);
    tell(report, gameDay.report);
    return report.passed ? 0 : 1;
  } finally {
    await close(ground);
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(): Promise<number> {
  try {
    return await main();
  } catch (error) {
    console.error(`There is no verdict. ${wordsOf(error)}`);
    if (error instanceof Error) console.error(error.stack);
    return 1;
  }
}

// What was left open must not keep anybody waiting for the verdict.
process.exit(await run());

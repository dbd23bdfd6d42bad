// The composition root: reads the configuration, builds the parts, starts them and stops them in order.
// It decides nothing itself; whatever keeps the server from starting ends here in one sentence.
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { randomBytes } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { createAdministration, createAudit } from './administration/index.ts';
import { type ArchiveRoom, createDoor, openArchive } from './broadcast/index.ts';
import { ClassCaptions } from './captions/index.ts';
import { type Config, StartError, readConfig } from './config/index.ts';
import { ClassFiles } from './files/index.ts';
import { Certificate, createHttpServer } from './http/index.ts';
import { openIdentity } from './identity/index.ts';
import { type Links, linksFor, originHere, reachWords } from './links.ts';
import { SqlEventLog } from './log/index.ts';
import { type MediaSide, startMedia } from './media.ts';
import { type Drain, createLogger, installLevelSwitch, installSafetyNet } from './operations/index.ts';
import { type Figures, type Watching, openFigures, startWatching } from './operations.ts';
import { openPostgresRecords, openRecords } from './records/index.ts';
import { type Gateway, RecordedLogs, Rooms, createGateway, isOriginAllowed } from './room/index.ts';
import { openDataFolder, openFileBlobs, openS3Blobs } from './storage/index.ts';

/** What was started and must be stopped, the last first. */
type Stops = (() => Promise<void> | void)[];

interface Started {
  readonly port: number;
  /** For people, wherever they are; missing where there is no class. */
  readonly links: Links | undefined;
  /** For programs on this machine, which need no proxy and no certificate. */
  readonly here: Links | undefined;
  readonly note: string | undefined;
  /** The way in which it goes. */
  readonly drain: Drain;
}

const STOP_WITHIN_MS = 5000;
const CLOSE_IDLE_AFTER_MS = 5 * 60_000;
const READ_CLASSES_EVERY_MS = 30_000;

const now = () => Date.now();
const newId = () => randomBytes(12).toString('base64url');

async function startServer(config: Config, stops: Stops, stop: () => void): Promise<Started> {
  const { host, publicOrigin } = config;
  const startedAt = now();
  const logger = createLogger(config.logLevel);
  installSafetyNet(logger);
  installLevelSwitch(logger);

  const certificate = config.tls && (await Certificate.open(config.tls, logger));
  stops.push(() => certificate?.close());
  const data = await openDataFolder(config.dataFolder);
  stops.push(() => data.close());
  const handleLost = (error: Error) => logger.warn({ error }, 'a connection to the database was lost');
  const records = config.databaseUrl
    ? await openPostgresRecords(config.databaseUrl, { handleLost })
    : await openRecords(data.databasePath);
  stops.push(() => records.close());
  const handleFailed = (error: unknown) => logger.warn({ error }, 'the classes could not be read again');
  const { database } = records;
  const audit = createAudit({ now });
  const identity = await openIdentity({
    ...{ database, now, note: audit.note },
    secretKeyPath: data.secretKeyPath,
    // The database in the data folder is this server's alone.
    readAgain: config.databaseUrl ? { everyMs: READ_CLASSES_EVERY_MS, handleFailed } : undefined,
  });
  stops.push(() => identity.close());

  let isAwake = false;
  const figures: Figures = await openFigures({
    ...{ config, dataFolder: data.path, stop, logger, now },
    parts: () => ({ records, log, rooms, archive, media, gateway, watch: watching.watch }),
    certificateEndsAt: () => certificate?.endsAt,
    isAwake: () => isAwake,
  });
  stops.push(() => figures.close());
  const log: SqlEventLog = new SqlEventLog({ database, onWrite: figures.handleWrite });
  stops.push(() => log.close());
  const blobs = config.s3 ? await openS3Blobs(config.s3) : await openFileBlobs(data.blobsPath);
  const files: ClassFiles = new ClassFiles({ blobs, roomOf: (classId) => rooms.open(classId), now, logger });
  const mediaReady = Promise.withResolvers<MediaSide>();
  const rooms: Rooms = new Rooms({
    log,
    logger,
    now,
    newId,
    titleOf: (classId) => identity.findClass(classId)?.classTitle,
    findFile: (classId, fileId) => files.find(classId, fileId),
    resumeStream: async (classId, streamId) => (await mediaReady.promise).resume(classId, streamId),
    closeIdleAfterMs: CLOSE_IDLE_AFTER_MS,
  });
  stops.push(() => rooms.close());
  files.start();
  stops.push(() => files.close());

  const forget = ({ classId, streamId }: { classId: ClassId; streamId: StreamId }) =>
    void mediaReady.promise.then((side) => side.forget(classId, streamId));
  const archive: ArchiveRoom = await openArchive({
    ...{ database, blobs, logger, now },
    spoolFolder: data.spoolPath,
    workFolder: data.workPath,
    ffmpegPath: config.ffmpegPath,
    keepDays: config.keepDays,
    eventsOf: (classId) => log.read(classId, 0),
    institutionOf: (classId) => identity.findClass(classId)?.institutionId,
    handleDeleting: forget,
    handleReplaced: forget,
    replacementMaxBytes: config.replacementMaxBytes,
    handleAlarm: ({ classId, streamId, is, because }) =>
      void rooms.get(classId)?.tellRecording(streamId, is === 'recording-again', because),
  });
  stops.push(() => archive.close());
  archive.start();

  const door = createDoor({
    key: identity.keyFor('watching'),
    isPublic: (classId) => identity.findClass(classId as ClassId)?.isPublic,
    now,
  });
  const captions = new ClassCaptions({
    ...{ log, rooms, now },
    recorded: (classId, streamId) => archive.captions(classId, streamId),
    saidOf: (classId) => identity.findClass(classId)?.captions,
    otherwise: config.captions?.language,
  });
  stops.push(() => captions.close());
  const media: MediaSide = await startMedia({
    ...{ config, rooms, archive, captions, door, logger, now, newId },
    whyNotOnAir: (classId) => figures.drain.whyNotOnAir(classId),
    ...(figures.traces && { followPart: figures.traces.followPart }),
    handleConnection(outcome) {
      figures.metrics.handleConnection('webrtc', outcome);
      watching.watch.handleConnection(outcome);
    },
  });
  mediaReady.resolve(media);
  stops.push(() => media.close());
  const watching: Watching = startWatching({
    ...{ config, database, identity, audit, rooms, media, figures, startedAt, logger, now, newId },
  });
  stops.push(() => watching.close());
  const recordedLogs = new RecordedLogs({ log });
  const isLive = (classId: ClassId) => rooms.get(classId)?.state.stream.status === 'live';
  const administration = createAdministration({
    ...{ database, identity, audit, archive, isLive, newId, now, logger },
    // The one that still writes lets go first, and the log last.
    keepers: [rooms, captions, recordedLogs, files, watching.watch, log],
    handleKeyRevoked: () => void media.whip?.look(),
  });
  administration.start();
  stops.push(() => administration.close());
  const isAllowed = (origin: string | undefined, asked: string | undefined) =>
    isOriginAllowed(origin, asked, [...config.extraOrigins, ...(publicOrigin ? [publicOrigin] : [])]);
  const gateway: Gateway = createGateway({
    ...watching.forGateway,
    rooms,
    desk: media.desk,
    admit: identity.admit,
    isRevoked: identity.isRevoked,
    isOriginAllowed: isAllowed,
    logger,
    now,
    newId,
    random: Math.random,
  });
  identity.onRevoked((who) => {
    gateway.revoke(who);
    void media.whip?.look();
  });
  const http = await createHttpServer({
    identity,
    stateOf: async (classId) => (await rooms.open(classId))?.state,
    files,
    archive,
    recordedLogs,
    captions,
    administration,
    addressOf: door.addressOf,
    newId,
    now,
    logger,
    whip: media.whip,
    isOriginAllowed: isAllowed,
    isLive,
    ...watching.forHttp,
    metrics: figures.metrics.render,
    checkReadiness: figures.checkReadiness,
    checkHealth: records.check,
    openingOf: media.openingOf,
    handleLive: media.handleLive,
    handlePlainLive: media.handlePlainLive,
    handleUpgrade: gateway.handleUpgrade,
    refusalOfUpgrade: gateway.refusalOf,
    certificate,
    pages: {
      viewer: join(import.meta.dirname, '../viewer-web/dist'),
      dashboard: join(import.meta.dirname, 'dashboard/dist'),
    },
  });
  stops.push(() => http.close());
  stops.push(() => gateway.close());

  const port = await http.listen(host, config.port);
  // What is live goes on first; what nobody goes on with is over. A class that could not be asked may still go on.
  rooms
    .wake()
    .then((woken) => archive.finishLeft(woken.knows))
    .catch((error: unknown) => logger.error({ error }, 'what was left of earlier streams was not finished'))
    .finally(() => (isAwake = true));
  const staff = await identity.staffLinks();
  logger.info({ port, dataFolder: data.path }, 'the server is ready');
  const origin = originHere(host, port, config.tls ? 'https' : 'http');
  return {
    port,
    links: staff && linksFor(publicOrigin ?? origin, staff),
    here: staff && linksFor(origin, staff),
    note: reachWords(host, publicOrigin),
    drain: figures.drain,
  };
}

async function stopAll(stops: Stops): Promise<void> {
  for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
}

/** Ends the process: what was started is stopped first, but nobody waits for ever. */
async function end(stops: Stops, exitCode: number): Promise<never> {
  setTimeout(() => {
    say('Rostrum could not stop everything in time and ends all the same.');
    process.exit(1);
  }, STOP_WITHIN_MS).unref();
  try {
    await stopAll(stops);
  } catch (error) {
    say(`Rostrum did not stop cleanly: ${error instanceof Error ? error.message : String(error)}.`);
    process.exit(1);
  }
  process.exit(exitCode);
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

async function main(): Promise<void> {
  const stops: Stops = [];
  let ending: Promise<never> | undefined;
  let drain: Drain | undefined;
  const endOnce = () => void (ending ??= end(stops, 0));
  // Asked politely it lets live classes end first, as long as it was told to.
  process.on('SIGTERM', () => (drain ? drain.ask() : endOnce()));
  process.on('SIGINT', endOnce);
  // Whoever started this server with a channel to it is gone, and nobody else would ever stop it.
  process.on('disconnect', endOnce);

  const read = readConfig(process.env);
  if (!read.ok) {
    say(read.sentence);
    process.exit(1);
  }
  try {
    const started = await startServer(read.config, stops, endOnce);
    const { port, links, here, note } = started;
    drain = started.drain;
    if (links) for (const [name, link] of Object.entries(links)) console.log(`${name.padEnd(9)} ${link}`);
    if (note) console.log(note);
    process.send?.({ type: 'ready', port, links, here, note });
    // Now, for whoever is killed writes nothing at the end.
    flushCompileCache();
  } catch (error) {
    if (ending) return;
    const reason = error instanceof Error ? error.message : String(error);
    say(error instanceof StartError ? reason : `Rostrum could not start: ${reason}.`);
    await end(stops, 1);
  }
}

await main();

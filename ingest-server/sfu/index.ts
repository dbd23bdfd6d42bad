// The SFU owns mediasoup: workers, routers, transports, and what comes in over them.
// It hands a class's programme on as plain RTP feeds; it must not know FFmpeg, HLS, sockets or the log.
import type { OverviewClass } from '@rostrum/protocol/http';
import { type ClassId, type StreamId, may } from '@rostrum/protocol/room';
import { errors, type types } from 'mediasoup';
import type { ProgrammeFeed } from '../broadcast/index.ts';
import type { MediaDesk, MediaSession } from '../room/index.ts';
import { type ClassMedia, MediaSessionDesk, refused } from './media-session.ts';
import { ProgrammeIntake, type StopReason } from './programme-intake.ts';
import { mediaCodecs } from './pure/media-codecs.ts';
import { ingestOverview } from './ingest-overview.ts';
import { Workers } from './workers.ts';

export { type WorkerSearch, findWorker } from './worker-binary.ts';
export { RtcPortTakenError } from './workers.ts';

/** A worker that died is there again after a fraction of this. */
const RETRY_AFTER_MS = 1_000;

export interface SfuLogger {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

export interface SfuOptions {
  workerBin: string;
  workers: number;
  port: number;
  listenAddress: string;
  announcedAddress: string;
  logger: SfuLogger;
  makeStreamId: () => StreamId;
  /** Why a programme can't be taken right now, in words; asked before each is. */
  programmeUnavailable: () => string | undefined;
  handleProgrammeStart(classId: ClassId, streamId: StreamId, feed: ProgrammeFeed): void;
  handleProgrammeStop(classId: ClassId, streamId: StreamId, reason: StopReason): void;
}

export interface Sfu {
  readonly desk: MediaDesk;
  readonly workers: number;
  /** What a firewall has to let through now. */
  readonly ports: readonly number[];
  overview(classId: ClassId): Promise<OverviewClass['ingest']>;
  close(): void;
}

export async function createSfu(options: SfuOptions): Promise<Sfu> {
  const { logger } = options;
  const classes = new Map<ClassId, Promise<ClassMedia>>();
  const intakes = new Map<ClassId, ProgrammeIntake>();
  const desks = new Map<string, MediaSessionDesk>();
  /** A connection can go while its first question is still being answered; nothing may be made for it after. */
  const gone = new WeakSet<MediaSession>();
  const workers = await Workers.start({
    ...options,
    count: options.workers,
    handleDied: (error) =>
      logger.error(
        { error },
        'a media worker died; its classes lose their programme and come back on a new one',
      ),
    handleRespawnFailed: (error) => logger.error({ error }, 'a media worker could not be made again'),
  });

  async function openClass(classId: ClassId): Promise<ClassMedia> {
    const { router, server } = await workers.createRouter(mediaCodecs);
    if (router.closed) throw new Error('the media worker went while a class was being opened');
    const intake = new ProgrammeIntake(options.makeStreamId, {
      handleStart: (streamId, feed) => options.handleProgrammeStart(classId, streamId, feed),
      handleStop: (streamId, reason) => options.handleProgrammeStop(classId, streamId, reason),
    });
    intakes.set(classId, intake);
    router.observer.once('close', () => {
      intakes.delete(classId);
      classes.delete(classId);
    });
    return { router, server, intake };
  }

  async function mediaOf(classId: ClassId): Promise<ClassMedia> {
    const opening = classes.get(classId) ?? openClass(classId);
    classes.set(classId, opening);
    try {
      return await opening;
    } catch (error) {
      // Several may have waited for it, and one of them may have begun anew.
      if (classes.get(classId) === opening) classes.delete(classId);
      throw error;
    }
  }

  async function deskOf(session: MediaSession): Promise<MediaSessionDesk> {
    const media = await mediaOf(session.classId);
    if (gone.has(session)) {
      closeIfIdle(media.router);
      throw new Error('the connection went while its media was being opened');
    }
    if (media.router.closed) return deskOf(session);
    const known = desks.get(session.id);
    if (known && !known.closed) return known;
    const desk = new MediaSessionDesk(media);
    desks.set(session.id, desk);
    return desk;
  }

  /** A class that nobody sends to has no router: there are far more classes than lectures. */
  function closeIfIdle(router: types.Router): void {
    if ([...desks.values()].every((desk) => desk.router !== router)) router.close();
  }

  return {
    workers: workers.count,
    get ports() {
      return workers.ports;
    },

    desk: {
      async ask(session, question) {
        if (!may(session.role, 'stream.publish')) {
          return refused('not-allowed', 'Only staff of this class can publish.');
        }
        const unavailable = options.programmeUnavailable();
        if (unavailable) return refused('no-media', unavailable);
        try {
          return await (await deskOf(session)).answer(question);
        } catch (error) {
          logger.warn(
            { error, question: question.type, classId: session.classId },
            'a media question failed',
          );
          // mediasoup's word for parameters that make no sense; anything else is our trouble, and may pass.
          return error instanceof TypeError || error instanceof errors.UnsupportedError
            ? refused('malformed', 'The media server could not do this with what was sent.')
            : refused('server-error', 'The media server has a problem. Try again.', RETRY_AFTER_MS);
        }
      },
      sessionClosed(session) {
        gone.add(session);
        const desk = desks.get(session.id);
        if (!desk) return;
        desk.close();
        desks.delete(session.id);
        closeIfIdle(desk.router);
      },
    },

    overview: (classId) => ingestOverview(intakes.get(classId)?.producers),

    close() {
      for (const desk of desks.values()) desk.close();
      desks.clear();
      workers.close();
    },
  };
}

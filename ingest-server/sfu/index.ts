// The SFU owns mediasoup: workers, routers, transports, and what comes in over them.
// It hands a class's programme on as plain RTP feeds; it must not know FFmpeg, HLS, sockets or the log.
import type { OverviewClass } from '@rostrum/protocol/http';
import type { ClassId, PersonId, StreamSource } from '@rostrum/protocol/room';
import { errors, type types } from 'mediasoup';
import * as ortc from 'mediasoup/ortc';
import type { ProgrammeFeed } from '../broadcast/index.ts';
import type { MediaDesk, MediaReply, MediaSession } from '../room/index.ts';
import { type ConnectionOutcome, Connections } from './connections.ts';
import { Encoders } from './encoders.ts';
import { type After, LostSessions } from './lost-sessions.ts';
import { type ClassMedia, MediaSessionDesk } from './media-session.ts';
import { ProgrammeIntake } from './programme-intake.ts';
import { mediaCodecs } from './pure/media-codecs.ts';
import { type Standing, mayMakeReady } from './pure/stage-flow.ts';
import { mayTakeOver } from './pure/taking-over.ts';
import { answered, refused } from './replies.ts';
import { Floor } from './stage/index.ts';
import { ingestOverview } from './ingest-overview.ts';
import { type Incoming, QualityKeeper } from './quality-keeper.ts';
import { type Programme, type Whip, createWhip } from './whip/index.ts';
import { type TurnOptions, iceServersFor } from './turn.ts';
import { Workers } from './workers.ts';

export { type WorkerSearch, findWorker } from './worker-binary.ts';
export { type Encoder, type Holder, type Let, type Patched, type Whip } from './whip/index.ts';
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
  /** A relay that browsers are told of, where there is one. */
  turn?: TurnOptions | undefined;
  logger: SfuLogger;
  /** Calls once so much later, unless it is cancelled. */
  after?: After;
  /** What the room says of somebody now. */
  standingOf: (classId: ClassId, personId: PersonId) => Standing;
  /** Why a class's programme can't be taken right now, in words; asked before each is. */
  programmeUnavailable: (classId: ClassId) => string | undefined;
  /** Why a programme can't be taken in this codec, in words. */
  codecRefusal: (mimeType: string) => string | undefined;
  /** What the class's studio, or whatever is in its place, sends from now on. */
  handleFeed(classId: ClassId, feed: ProgrammeFeed, source: StreamSource): void;
  /** Nothing comes from it any more; it may be back. */
  handleFeedLost(classId: ClassId): void;
  /** It said that the lecture is over. */
  handleEnded(classId: ClassId): void;
  /** What became of a WebRTC connection that somebody tried; once for each. */
  handleConnection?: (outcome: ConnectionOutcome) => void;
}

const after: After = (ms, call) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};

export interface Sfu {
  readonly desk: MediaDesk;
  /** For programs that are no pages of ours. */
  readonly whip: Whip;
  readonly workers: number;
  /** What a firewall has to let through now. */
  readonly ports: readonly number[];
  overview(classId: ClassId): Promise<OverviewClass['ingest']>;
  /** How many WebRTC transports are connected now, of pages and programs. */
  connections(): number;
  /** Who is on the stage or in which breakout room has changed, or what they may do there. */
  handleStageChanged(classId: ClassId): void;
  /** The class's programme is over, whoever sends it and whether anything comes in or not. */
  end(classId: ClassId): void;
  close(): void;
}

export async function createSfu(options: SfuOptions): Promise<Sfu> {
  const { logger } = options;
  const classes = new Map<ClassId, Promise<ClassMedia>>();
  /** The classes that have a router now. */
  const open = new Map<ClassId, ClassMedia>();
  const desks = new Map<string, MediaSessionDesk>();
  /** A connection can go while its first question is still being answered; nothing may be made for it after. */
  const gone = new WeakSet<MediaSession>();
  const connections = new Connections({
    after: options.after ?? after,
    handleConnection: (outcome) => options.handleConnection?.(outcome),
  });
  const lost = new LostSessions({ after: options.after ?? after, handleOver: closeSession });
  const encoders = new Encoders();
  const standingIn = encoders.standingIn((classId, personId) => options.standingOf(classId, personId));
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

  const incomingOf = ({ intake, sender }: ClassMedia): Incoming => ({
    ...intake.producers,
    transport: sender?.way.transport,
  });
  const quality = new QualityKeeper({
    incoming: () => [...open].map(([classId, media]) => [classId, incomingOf(media)] as const),
    now: Date.now,
    handleTroubles(classId, troubles, second) {
      if (troubles.length === 0) logger.info({ classId, second }, 'the programme comes in well again');
      else logger.warn({ classId, troubles, second }, 'the programme comes in badly');
    },
  });

  async function openClass(classId: ClassId): Promise<ClassMedia> {
    const { router, server } = await workers.createRouter(mediaCodecs);
    if (router.closed) throw new Error('the media worker went while a class was being opened');
    const intake = new ProgrammeIntake({
      handleFeed(feed) {
        options.handleFeed(classId, feed, open.get(classId)?.sender?.of.source ?? 'studio');
        // Only now: until it was complete, what came over a connection that broke was still what the class saw.
        lost.release((session) => session.classId === classId && !desks.get(session.id)?.isSending);
      },
      handleLost() {
        whip.handleGone(classId);
        options.handleFeedLost(classId);
      },
      handleEnded() {
        whip.handleGone(classId);
        options.handleEnded(classId);
      },
    });
    const standingOf = (personId: PersonId) => standingIn(classId, personId);
    const floor = new Floor({
      ...{ router, standingOf, now: Date.now },
      handleTrouble: (error) => logger.warn({ error, classId }, 'the stage could not be changed'),
    });
    const { codecRefusal } = options;
    const media: ClassMedia = {
      ...{ router, server, intake, floor, standingOf, codecRefusal },
      programmeUnavailable: () => options.programmeUnavailable(classId),
      ...{ turn: options.turn, connections },
      waiting: () => waitingIn(router),
      sender: undefined,
    };
    open.set(classId, media);
    router.observer.once('close', () => {
      open.delete(classId);
      classes.delete(classId);
    });
    return media;
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
    const desk = new MediaSessionDesk(media, session.personId, session.source);
    desks.set(session.id, desk);
    return desk;
  }

  /** People, whatever their devices: each has a desk from their first question on. */
  function waitingIn(router: types.Router): number {
    const waiting = [...desks.values()].filter((desk) => desk.router === router && desk.waits);
    return new Set(waiting.map(({ personId }) => personId)).size;
  }

  /** A class that nobody sends to has no router: there are far more classes than lectures. */
  function closeIfIdle(router: types.Router): void {
    if ([...desks.values()].every((desk) => desk.router !== router)) router.close();
  }

  function closeSession(session: MediaSession): void {
    const desk = desks.get(session.id);
    if (!desk) return;
    desk.close();
    desks.delete(session.id);
    closeIfIdle(desk.router);
  }

  function end(classId: ClassId): void {
    open.get(classId)?.intake.forget();
    options.handleEnded(classId);
    whip.endClass(classId);
  }

  function programmeOf(classId: ClassId): Programme | undefined {
    const media = open.get(classId);
    const { video, audio } = media?.intake.started ?? {};
    return media && (video ?? audio) ? { router: media.router, video, audio } : undefined;
  }

  /** The wish may be older than the break it waited out: it does not end what somebody else has begun since. */
  function endFor({ classId, personId }: MediaSession): MediaReply {
    const sender = open.get(classId)?.sender;
    if (sender?.of.isSending && sender.of.personId !== personId) {
      return refused('not-allowed', 'Somebody else’s studio has this class now: its programme goes on.');
    }
    if (sender?.of.isSending && sender.of.source === 'encoder') {
      return refused('not-allowed', 'An encoder sends this class’s programme now: end it there.');
    }
    end(classId);
    return answered<'media.programme.end'>({});
  }

  const desk: MediaDesk = {
    async ask(session, question) {
      const standing = standingIn(session.classId, session.personId);
      // Whoever was on the stage a moment ago still has something to close.
      if (!mayMakeReady(standing) && !desks.has(session.id))
        return refused('not-allowed', 'Raise your hand first: staff call you to the stage.');
      if (question.type === 'media.programme.end')
        return standing.isStaff
          ? endFor(session)
          : refused('not-allowed', 'Only staff of this class can publish.');
      try {
        return await (await deskOf(session)).answer(question);
      } catch (error) {
        logger.warn({ error, question: question.type, classId: session.classId }, 'a media question failed');
        // mediasoup's word for parameters that make no sense; anything else is our trouble, and may pass.
        return error instanceof TypeError || error instanceof errors.UnsupportedError
          ? refused('malformed', 'The media server could not do this with what was sent.')
          : refused('server-error', 'The media server has a problem. Try again.', RETRY_AFTER_MS);
      }
    },
    sessionClosed(session) {
      gone.add(session);
      closeSession(session);
    },
    sessionLost(session) {
      gone.add(session);
      if (desks.get(session.id)?.isSending) lost.keep(session);
      else closeSession(session);
    },
  };

  const whip = createWhip({
    desk: encoders.deskOf(desk),
    after: options.after ?? after,
    capabilities: ortc.generateRouterRtpCapabilities(structuredClone(mediaCodecs)),
    codecRefusal: (mimeType) => options.codecRefusal(mimeType),
    transportOf: (session, transportId) => desks.get(session.id)?.transport(transportId),
    isTaken({ classId, personId, source = 'studio' }) {
      const onAir = open.get(classId)?.sender?.of;
      return onAir?.isSending === true && !mayTakeOver({ personId, source }, onAir);
    },
    programmeOf,
    iceServersFor: (personId) => (options.turn ? iceServersFor(options.turn, personId, Date.now()) : []),
    createRouter: (codecs) => workers.createRouter(codecs),
    connections,
    now: Date.now,
    handleTrouble: (error) => logger.warn({ error }, 'an encoder or a player could not be served'),
  });

  return {
    workers: workers.count,
    get ports() {
      return workers.ports;
    },

    desk,
    whip,

    overview(classId) {
      const media = open.get(classId);
      return ingestOverview(media && incomingOf(media), quality.seconds(classId));
    },

    connections: () => connections.count,

    handleStageChanged: (classId) => open.get(classId)?.floor.refresh(),

    end,

    close() {
      lost.close();
      quality.close();
      whip.close();
      for (const desk of desks.values()) desk.close();
      desks.clear();
      workers.close();
    },
  };
}

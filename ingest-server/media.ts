// The media part as the rest of the server sees it: one value whether it runs or not. Belongs to the composition
// root: it joins the SFU and the broadcast to the rooms, which know nothing of each other.
import type { Overview, OverviewClass } from '@rostrum/protocol/http';
import { type ClassId, type StreamId, type StreamSource, emptyRoom } from '@rostrum/protocol/room';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import { answeredIn } from './answered-in.ts';
import {
  type Archive,
  type Broadcast,
  type BroadcastOptions,
  type Door,
  Lifeline,
  type PlainAsk,
  codecRefusal,
  createBroadcast,
  findFfmpeg,
  findRtpCodecs,
} from './broadcast/index.ts';
import { type ClassCaptions, createSpeechTaps } from './captions/index.ts';
import { type Config, StartError } from './config/index.ts';
import { type MediaDesk, type Rooms, stageStanding } from './room/index.ts';
import {
  RtcPortTakenError,
  type Sfu,
  type SfuOptions,
  type Whip,
  createSfu,
  findWorker,
} from './sfu/index.ts';

export interface MediaSide {
  /** Missing where no worker runs: questions of WebRTC are then refused in words. */
  readonly desk: MediaDesk | undefined;
  /** The same for encoders and players that are no pages of ours. */
  readonly whip: Whip | undefined;
  readonly openingOf: Broadcast['openingOf'];
  handleLive(request: IncomingMessage, response: ServerResponse): void;
  handlePlainLive(ask: PlainAsk): void;
  readonly transcoder: Overview['transcoder'];
  readonly media: Overview['media'];
  overview(classId: ClassId): Promise<Pick<OverviewClass, 'ingest' | 'broadcast'>>;
  /** WebRTC connections that are there now. */
  connections(): number;
  /** What staff of operations do to a programme that is on air, and see of it. */
  readonly programmes: Pick<Broadcast, 'restart' | 'slate' | 'limitTopRung' | 'still' | 'totals'>;
  /** It was deleted or replaced: a lecture that has just ended is still in memory. */
  forget(classId: ClassId, streamId: StreamId): void;
  /** Goes on with what a class's log tells to be live; false where there is nothing to go on with. */
  resume(classId: ClassId, streamId: StreamId): Promise<boolean>;
  /** Says nothing to the rooms: their streams go on when the server is back. */
  close(): Promise<void>;
}

/** A media worker that is well answers within milliseconds; one that hangs must not hide what goes out. */
const WORKER_ANSWERS_WITHIN_MS = 2_000;

export interface MediaOptions {
  readonly config: Config;
  readonly rooms: Rooms;
  readonly archive: Archive;
  readonly captions: ClassCaptions;
  readonly door: Door;
  readonly logger: Logger;
  readonly now: () => number;
  readonly newId: () => string;
  /** Why this class can't go on air just now, in words. */
  readonly whyNotOnAir?: (classId: ClassId) => string | undefined;
  /** Follows some parts on their way. */
  readonly followPart?: BroadcastOptions['followPart'];
  /** What became of a WebRTC connection that somebody tried. */
  readonly handleConnection?: (outcome: 'connected' | 'failed') => void;
}

export async function startMedia(options: MediaOptions): Promise<MediaSide> {
  const { config, rooms, archive, captions, door, logger, now, newId } = options;
  const cores = availableParallelism();
  const ffmpeg = await findFfmpeg(config.ffmpegPath);

  const speechLifeline = new Lifeline((error) => {
    logger.warn({ error }, 'nothing watches speech-to-text: it would go on if this server were killed');
  });
  const speech =
    config.captions && ffmpeg.is === 'found'
      ? createSpeechTaps({
          ...{ command: config.captions.command, ffmpegPath: ffmpeg.binary.path },
          ...{ lifeline: speechLifeline, captions, logger, now, newId },
        })
      : undefined;
  const broadcast = createBroadcast({
    ...{ ffmpeg, cores, archive, captions, logger, now, triesEncoders: true, av1: config.av1 },
    ...(speech && { openSoundTap: (classId: ClassId) => speech.open(classId) }),
    ...(options.followPart && { followPart: options.followPart }),
    check: door.check,
    makeStreamId: () => newId() as StreamId,
    handlePlayable(classId, streamId) {
      void rooms.get(classId)?.startStream(streamId);
      tellSource(classId);
    },
    handleShed: ({ classId, streamId, rungs, because }) =>
      void rooms.get(classId)?.leaveOut(streamId, rungs, because),
    handleSlate: (classId, streamId, on) => void rooms.get(classId)?.tellSlate(streamId, on),
    handleOver: (classId, streamId, reason) => void rooms.get(classId)?.stopStream(streamId, reason),
  });

  /** What each class's programme came from last. */
  const sources = new Map<ClassId, StreamSource>();
  function tellSource(classId: ClassId): void {
    const [streamId, source] = [broadcast.streamOf(classId), sources.get(classId)];
    if (streamId !== undefined && source) void rooms.get(classId)?.tellSource(streamId, source);
  }

  const end = (classId: ClassId) => {
    const streamId = broadcast.streamOf(classId);
    if (streamId !== undefined) void rooms.get(classId)?.stopStream(streamId, 'ended');
    void broadcast.end(classId);
  };
  const codecs = ffmpeg.is === 'found' ? await findRtpCodecs(ffmpeg.binary) : new Set<string>();
  const sfu = await openSfu(options, cores, {
    programmeUnavailable: (classId) => broadcast.unavailable ?? options.whyNotOnAir?.(classId),
    handleConnection: (outcome) => options.handleConnection?.(outcome),
    codecRefusal: (mimeType) => codecRefusal(mimeType, codecs),
    handleFeed(classId, feed, source) {
      sources.set(classId, source);
      broadcast.feed(classId, feed);
      tellSource(classId);
    },
    handleFeedLost: broadcast.lose,
    handleEnded: end,
  });
  if (!sfu.ok) logger.warn({ reason: sfu.reason }, 'no pictures or sound can be taken in');
  if (ffmpeg.is === 'missing') logger.warn({ reason: ffmpeg.reason }, 'there is no transcoder');
  if (sfu.ok) rooms.onStageChanged((classId) => sfu.sfu.handleStageChanged(classId));
  rooms.onEnded((classId) => (sfu.ok ? sfu.sfu.end(classId) : end(classId)));

  return {
    desk: sfu.ok ? sfu.sfu.desk : undefined,
    whip: sfu.ok ? sfu.sfu.whip : undefined,
    openingOf: broadcast.openingOf,
    handleLive: broadcast.handleLive,
    handlePlainLive: broadcast.handlePlainLive,
    transcoder:
      ffmpeg.is === 'missing'
        ? { status: 'missing', reason: ffmpeg.reason }
        : { status: 'ready', version: ffmpeg.binary.version, path: ffmpeg.binary.path },
    get media() {
      return sfu.ok
        ? { workers: sfu.sfu.workers, ports: [...sfu.sfu.ports] }
        : { workers: 0, ports: [], reason: sfu.reason };
    },

    async overview(classId) {
      const ingest = sfu.ok
        ? await answeredIn(WORKER_ANSWERS_WITHIN_MS, sfu.sfu.overview(classId))
        : undefined;
      const out = broadcast.overview(classId);
      return { ...(ingest && { ingest }), ...(out && { broadcast: out }) };
    },

    connections: () => (sfu.ok ? sfu.sfu.connections() : 0),
    programmes: broadcast,

    forget: broadcast.forget,
    resume: broadcast.resume,

    async close() {
      if (sfu.ok) sfu.sfu.close();
      await broadcast.close();
      speechLifeline.close();
    },
  };
}

type TowardsBroadcast = Pick<
  SfuOptions,
  | 'programmeUnavailable'
  | 'codecRefusal'
  | 'handleFeed'
  | 'handleFeedLost'
  | 'handleEnded'
  | 'handleConnection'
>;

type OpenedSfu = { ok: true; sfu: Sfu } | { ok: false; reason: string };

async function openSfu(
  { config, logger, rooms }: MediaOptions,
  cores: number,
  towardsBroadcast: TowardsBroadcast,
): Promise<OpenedSfu> {
  const worker = await findWorker(config.mediasoupWorkerBin);
  if (worker.is === 'missing') return { ok: false, reason: worker.reason };
  try {
    const sfu = await createSfu({
      workerBin: worker.path,
      workers: cores,
      port: config.rtcPort,
      listenAddress: listenAddressFor(config.rtcAddress),
      announcedAddress: config.rtcAddress,
      turn: config.turn,
      logger,
      standingOf: (classId, personId) => stageStanding(rooms.get(classId)?.state ?? emptyRoom, personId),
      ...towardsBroadcast,
    });
    return { ok: true, sfu };
  } catch (error) {
    if (error instanceof RtcPortTakenError) {
      throw new StartError(
        `WebRTC port ${error.port} is in use by another program: stop it, or choose others with ROSTRUM_RTC_PORT (${cores} from there on are used).`,
        error,
      );
    }
    logger.error({ error }, 'the media workers could not be started');
    return {
      ok: false,
      reason: `The media workers could not be started: ${error instanceof Error ? error.message : String(error)}.`,
    };
  }
}

/** On the machine itself nothing outside needs to reach it; else it listens everywhere and announces the one. */
function listenAddressFor(announced: string): string {
  if (announced === 'localhost' || announced.startsWith('127.')) return '127.0.0.1';
  return announced.includes(':') ? '::' : '0.0.0.0';
}

// The media part as the rest of the server sees it: one value whether it runs or not. Belongs to the composition
// root: it joins the SFU and the broadcast to the rooms, which know nothing of each other.
import type { Overview, OverviewClass } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import { type Broadcast, createBroadcast, findFfmpeg } from './broadcast/index.ts';
import { type Config, StartError } from './config/index.ts';
import type { MediaDesk, Rooms } from './room/index.ts';
import { RtcPortTakenError, type Sfu, createSfu, findWorker } from './sfu/index.ts';

export interface MediaSide {
  /** Missing where no worker runs: questions of WebRTC are then refused in words. */
  readonly desk: MediaDesk | undefined;
  handleLive(request: IncomingMessage, response: ServerResponse): void;
  readonly transcoder: Overview['transcoder'];
  readonly media: Overview['media'];
  overview(classId: ClassId): Promise<Pick<OverviewClass, 'ingest' | 'broadcast'>>;
  /** Says nothing to the rooms: they end their streams with the reason that the server goes. */
  close(): Promise<void>;
}

export interface MediaOptions {
  readonly config: Config;
  readonly rooms: Rooms;
  readonly logger: Logger;
  readonly now: () => number;
  readonly newId: () => string;
}

type Current = Map<ClassId, { streamId: StreamId; isPlayable: boolean }>;

export async function startMedia(options: MediaOptions): Promise<MediaSide> {
  const { config, rooms, logger, now } = options;
  const cores = availableParallelism();
  const ffmpeg = await findFfmpeg(config.ffmpegPath);
  /** What each class's studio sends now: a late word of an earlier stream changes nothing. Empty once we close. */
  const current: Current = new Map();

  const broadcast = createBroadcast({
    ffmpeg,
    cores,
    logger,
    now,
    handlePlayable(classId, streamId) {
      const sent = current.get(classId);
      if (sent?.streamId !== streamId) return;
      sent.isPlayable = true;
      void rooms.get(classId)?.startStream(streamId);
    },
    handleFailed(classId, streamId) {
      if (current.get(classId)?.streamId === streamId) {
        void rooms.get(classId)?.stopStream(streamId, 'failed');
      }
    },
  });

  const sfu = await openSfu(options, cores, broadcast, current);
  if (!sfu.ok) logger.warn({ reason: sfu.reason }, 'no pictures or sound can be taken in');
  if (ffmpeg.is === 'missing') logger.warn({ reason: ffmpeg.reason }, 'there is no transcoder');

  return {
    desk: sfu.ok ? sfu.sfu.desk : undefined,
    handleLive: broadcast.handleLive,
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
      const ingest = sfu.ok ? await sfu.sfu.overview(classId) : undefined;
      const out = broadcast.overview(classId);
      return { ...(ingest && { ingest }), ...(out && { broadcast: out }) };
    },

    async close() {
      current.clear();
      if (sfu.ok) sfu.sfu.close();
      await broadcast.close();
    },
  };
}

type OpenedSfu = { ok: true; sfu: Sfu } | { ok: false; reason: string };

async function openSfu(
  { config, rooms, logger, newId }: MediaOptions,
  cores: number,
  broadcast: Broadcast,
  current: Current,
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
      logger,
      makeStreamId: () => newId() as StreamId,
      programmeUnavailable: () => broadcast.unavailable,
      handleProgrammeStart(classId, streamId, feed) {
        current.set(classId, { streamId, isPlayable: false });
        broadcast.start(classId, streamId, feed);
      },
      handleProgrammeStop(classId, streamId, reason) {
        const sent = current.get(classId);
        if (sent?.streamId === streamId) {
          current.delete(classId);
          // What nobody could see yet is not in the log; its studio knows by its own connection.
          if (sent.isPlayable) void rooms.get(classId)?.stopStream(streamId, reason);
        }
        broadcast.stop(classId, streamId).catch((error: unknown) => {
          logger.error({ error, classId, streamId }, 'a broadcast did not stop cleanly');
        });
      },
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

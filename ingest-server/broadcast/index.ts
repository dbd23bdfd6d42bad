// The broadcast owns a programme's way out: FFmpeg, its parts, the timeline, the playlists, the origin.
// It knows RTP formats and HLS; it must not know mediasoup (feeds are opened for it), people or sockets.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OverviewClass } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { ProgrammeFeed } from './feed.ts';
import type { FfmpegSearch } from './ffmpeg-binary.ts';
import { Lifeline } from './lifeline.ts';
import { answerLive } from './origin.ts';
import { type BroadcastLogger, Programme } from './programme.ts';

export type { Feed, OpenFeed, ProgrammeFeed, RtpPorts } from './feed.ts';
export { type FfmpegSearch, findFfmpeg } from './ffmpeg-binary.ts';
export type { RtpFormat } from './pure/sdp.ts';

/** Long enough for the last student to see the end; then its bytes are let go. */
const ENDED_KEEP_MS = 120_000;

export interface BroadcastOptions {
  ffmpeg: FfmpegSearch;
  cores: number;
  logger: BroadcastLogger;
  now: () => number;
  /** Students can see it now. */
  handlePlayable(classId: ClassId, streamId: StreamId): void;
  /** The transcoder died again and again, and was given up. */
  handleFailed(classId: ClassId, streamId: StreamId): void;
}

export interface Broadcast {
  /** Why no programme can be taken, in words; undefined when one can. */
  readonly unavailable: string | undefined;
  /** A class has one programme: a new one takes the place of the old. */
  start(classId: ClassId, streamId: StreamId, feed: ProgrammeFeed): void;
  stop(classId: ClassId, streamId: StreamId): Promise<void>;
  overview(classId: ClassId): OverviewClass['broadcast'];
  handleLive(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

export function createBroadcast(options: BroadcastOptions): Broadcast {
  const { ffmpeg, logger } = options;
  const lifeline = new Lifeline((error) => {
    logger.warn({ error }, 'nothing watches FFmpeg: it would go on if this server were killed');
  });
  const programmes = new Map<string, { streamId: StreamId; programme: Programme; on: boolean }>();

  return {
    unavailable: ffmpeg.is === 'missing' ? ffmpeg.reason : undefined,

    start(classId, streamId, feed) {
      if (ffmpeg.is === 'missing') throw new Error(`started a programme without FFmpeg: ${ffmpeg.reason}`);
      const before = programmes.get(classId);
      if (before) void before.programme.close();
      const programme = new Programme({
        ...{ classId, streamId, feed, logger, lifeline },
        ffmpeg: ffmpeg.binary,
        cores: options.cores,
        now: options.now,
        handlePlayable: () => options.handlePlayable(classId, streamId),
        handleFailed: () => options.handleFailed(classId, streamId),
      });
      programmes.set(classId, { streamId, programme, on: true });
      logger.info({ classId, streamId, rungs: programme.overview.rungs }, 'the programme is on its way out');
    },

    async stop(classId, streamId) {
      const current = programmes.get(classId);
      if (current?.streamId !== streamId) return;
      current.on = false;
      await current.programme.close();
      setTimeout(() => {
        if (programmes.get(classId) === current) programmes.delete(classId);
      }, ENDED_KEEP_MS).unref();
    },

    overview(classId) {
      const current = programmes.get(classId);
      return current?.on ? current.programme.overview : undefined;
    },

    handleLive(request, response) {
      answerLive((classId) => programmes.get(classId)?.programme, request, response).catch(
        (error: unknown) => {
          logger.warn({ error, url: request.url }, 'a live request failed');
          response.destroy();
        },
      );
    },

    async close() {
      await Promise.all([...programmes.values()].map(({ programme }) => programme.close()));
      lifeline.close();
    },
  };
}

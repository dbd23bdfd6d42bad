// The broadcast owns a programme's way out: FFmpeg, its parts, the timeline, the playlists, the origin.
// It knows RTP formats and HLS; it must not know mediasoup (feeds are opened for it), people or sockets.
import type { Picture } from '@rostrum/protocol/media';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { isDeepStrictEqual } from 'node:util';
import type { ProgrammeArchive } from './archive/index.ts';
import type { Broadcast, BroadcastOptions, OverReason, Sent } from './contract.ts';
import { readCpuPressure } from './cpu-pressure.ts';
import { Encoders } from './encoders.ts';
import type { ProgrammeFeed } from './feed.ts';
import { LateArchive } from './late-archive.ts';
import { Lifeline } from './lifeline.ts';
import { createOrigin } from './origin/index.ts';
import { MomentPictures } from './moment-pictures.ts';
import { Programme } from './programme.ts';
import { type VideoRung, rungsFor, videoLadder } from './pure/ladder.ts';
import { keptLadder } from './pure/kept-ladder.ts';
import type { PictureSize } from './pure/transcoder-line.ts';
import { Stills } from './stills.ts';
import type { NextRun } from './timeline.ts';

export { type Archive, type ArchiveRoom, type Behind, openArchive } from './archive/index.ts';
export type { Broadcast, BroadcastOptions, OverReason, Sent, Shed } from './contract.ts';
export type { Feed, OpenFeed, ProgrammeFeed, RtpPorts } from './feed.ts';
export { type FfmpegSearch, findFfmpeg } from './ffmpeg-binary.ts';
export { Lifeline } from './lifeline.ts';
export { type CaptionSource, type Counts, type Door, createDoor, type PlainAsk } from './origin/index.ts';
export { type CaptionLine, type Captions, captionsIn, withCaption } from './pure/captions.ts';
export { codecRefusal } from './pure/rtp-codecs.ts';
export type { RtpFormat } from './pure/sdp.ts';
export { findRtpCodecs } from './rtp-codecs.ts';
export type { SoundTap, TappedSegment } from './sound-tap.ts';
export type { Still } from './stills.ts';

/** Long enough for the last student to see the end; then its bytes are let go. */
const ENDED_KEEP_MS = 120_000;
/** So long a class waits for its instructor. */
const SLATE_MAX_MS = 15 * 60_000;
/** What a studio is taken to send that has sent no picture yet, or has not said how large it is. */
const PICTURE_UNSAID = { width: 1280, height: 720, framesPerSecond: 30 };

interface OnAir {
  readonly programme: Programme;
  readonly archive: ProgrammeArchive | undefined;
  readonly video: readonly VideoRung[];
  /** Its ladder was made before anybody knew the size of its picture. */
  readonly isGuessed: boolean;
  /** What the studio sent last. */
  feed: ProgrammeFeed | undefined;
  over: boolean;
}

interface Beginning {
  readonly streamId: StreamId;
  /** The top one first. */
  readonly video: readonly VideoRung[];
  readonly archive: ProgrammeArchive | undefined;
  readonly from?: NextRun;
  readonly isGuessed?: boolean;
}

export function createBroadcast(options: BroadcastOptions): Broadcast {
  const { ffmpeg, logger, now, cores, slateMaxMs = SLATE_MAX_MS } = options;
  const lifeline = new Lifeline((error) => {
    logger.warn({ error }, 'nothing watches FFmpeg: it would go on if this server were killed');
  });
  const streams = new Map<string, OnAir>();
  const closing = new AbortController();
  const stills =
    ffmpeg.is === 'found'
      ? new Stills({
          ...{ ffmpeg: ffmpeg.binary, lifeline, signal: closing.signal },
          monotonicNow: () => performance.now(),
          handleTrouble: (error) => logger.warn({ error }, 'a still picture of a stream could not be made'),
        })
      : undefined;
  const pictures =
    ffmpeg.is === 'found'
      ? new MomentPictures({
          ...{ ffmpeg: ffmpeg.binary, lifeline, signal: closing.signal },
          handleTrouble: (error) => logger.warn({ error }, 'a picture of a moment could not be made'),
        })
      : undefined;
  let encoders: Encoders | undefined;
  if (ffmpeg.is === 'found' && options.triesEncoders) {
    const surroundings = {
      ...{ ffmpeg: ffmpeg.binary, cores, lifeline, logger, signal: closing.signal },
      av1: options.av1 ?? 'auto',
    };
    void Encoders.probe(surroundings).then((found) => {
      encoders = found;
      for (const { programme, over } of streams.values()) if (!over) programme.handleEncodersTried();
    });
  }
  const origin = createOrigin({
    programmeOf: (classId) => streams.get(classId)?.programme,
    ...(options.archive && {
      findKept: (classId, streamId) =>
        options.archive?.find(classId as ClassId, streamId as StreamId) ?? Promise.resolve(undefined),
    }),
    ...(options.check && { check: options.check }),
    ...(options.captions && { captions: options.captions }),
    ...(pictures && { pictures }),
    now: () => performance.now(),
    handleError: (error, address) => logger.warn({ error, address }, 'a live request failed'),
  });

  function begin(classId: ClassId, beginning: Beginning): OnAir {
    const { streamId, video, archive, from, isGuessed = false } = beginning;
    if (ffmpeg.is === 'missing') throw new Error(`began a programme without FFmpeg: ${ffmpeg.reason}`);
    const sound = options.openSoundTap?.(classId, streamId);
    const { followPart } = options;
    const programme = new Programme({
      ...{ classId, streamId, video, archive, lifeline, cores, logger, now, slateMaxMs },
      monotonicNow: () => performance.now(),
      ...(from && { from }),
      ...(sound && { sound }),
      ...(followPart && { followPart: (rung: string) => followPart({ classId, streamId, rung }) }),
      ffmpeg: ffmpeg.binary,
      encoders: () => encoders,
      cpuPressure: options.cpuPressure ?? readCpuPressure,
      handlePlayable: () => options.handlePlayable(classId, streamId),
      handlePicture: (size) => handlePicture(classId, streamId, size),
      handleFailed: () => endBecause(classId, streamId, 'failed'),
      handleLost: () => endBecause(classId, streamId, 'lost'),
      handleShed: (names, because) => options.handleShed?.({ classId, streamId, rungs: names, because }),
      handleSlate: (on) => options.handleSlate?.(classId, streamId, on),
    });
    const begun = { programme, archive, video, isGuessed, feed: undefined, over: false };
    streams.set(classId, begun);
    logger.info(
      { classId, streamId, rungs: programme.overview.rungs, from },
      'the programme is on its way out',
    );
    return begun;
  }

  const ladderOf = (picture: Picture) => videoLadder(picture, rungsFor(cores));

  function take(classId: ClassId, feed: ProgrammeFeed): void {
    const picture = feed.video?.picture;
    let current = onAir(classId);
    if (current && picture && isOutgrown(current, picture)) {
      logger.info({ classId, picture }, 'the programme begins anew, for now its picture is known');
      void end(classId);
      current = undefined;
    }
    current ??= begin(classId, beginningOf(classId, picture));
    current.feed = feed;
    current.programme.take(feed);
  }

  function beginningOf(classId: ClassId, picture: Picture | undefined): Beginning {
    const streamId = options.makeStreamId();
    const video = ladderOf(picture ?? PICTURE_UNSAID);
    return { streamId, video, archive: archiveFor(classId, streamId), isGuessed: picture === undefined };
  }

  /** Nobody has seen anything of it: it can still be what it should have been. */
  function isOutgrown({ programme, video, isGuessed }: OnAir, picture: Picture): boolean {
    return isGuessed && !programme.isPlayable && !isDeepStrictEqual(ladderOf(picture), video);
  }

  /**
   * An encoder doesn't say what it sends, but FFmpeg sees it. A smaller one than was guessed changes nothing: browsers begin
   * small, and send more when they have seen how much gets through.
   */
  function handlePicture(classId: ClassId, streamId: StreamId, size: PictureSize): void {
    const { programme, feed } = onAir(classId) ?? {};
    if (programme?.streamId !== streamId || programme.isPlayable) return;
    if (!feed?.video || feed.video.picture || size.height <= PICTURE_UNSAID.height) return;
    const picture = { ...PICTURE_UNSAID, ...size };
    take(classId, { ...feed, video: { ...feed.video, picture } });
  }

  /** What is told of it comes first: a room that hears of the end must not wait for a process to go. */
  function endBecause(classId: ClassId, streamId: StreamId, reason: OverReason): void {
    if (onAir(classId)?.programme.streamId !== streamId) return;
    logger.warn({ classId, streamId, reason }, 'the stream ended by itself');
    options.handleOver(classId, streamId, reason);
    void end(classId);
  }

  async function end(classId: ClassId): Promise<void> {
    const current = onAir(classId);
    if (!current) return;
    current.over = true;
    const { programme, archive } = current;
    setTimeout(() => {
      if (streams.get(classId) === current) streams.delete(classId);
    }, ENDED_KEEP_MS).unref();
    try {
      await programme.close('over');
      await archive?.finish();
    } catch (error) {
      logger.error({ error, classId, streamId: programme.streamId }, 'a stream did not end cleanly');
    }
  }

  function onAir(classId: ClassId): OnAir | undefined {
    const current = streams.get(classId);
    return current && !current.over ? current : undefined;
  }

  function acted(classId: ClassId, act: (programme: Programme) => void): boolean {
    const programme = onAir(classId)?.programme;
    if (programme) act(programme);
    return programme !== undefined;
  }

  function sentOf(programme: Programme): Sent {
    const { requests, errors, fromMemory, bytes } = origin.sentOf(programme);
    return { bytes, requests: requests - errors, fromMemory };
  }

  function archiveFor(classId: ClassId, streamId: StreamId): ProgrammeArchive | undefined {
    const { archive } = options;
    return archive && new LateArchive({ archive, classId, streamId, logger });
  }

  return {
    unavailable: ffmpeg.is === 'missing' ? ffmpeg.reason : undefined,

    feed: take,

    lose(classId) {
      const programme = onAir(classId)?.programme;
      if (programme?.isPlayable) programme.lose();
      else if (programme) void end(classId);
    },

    end,

    streamOf: (classId) => onAir(classId)?.programme.streamId,

    async resume(classId, streamId) {
      const { archive } = options;
      const current = onAir(classId)?.programme.streamId;
      if (current !== undefined || ffmpeg.is === 'missing' || !archive) return current === streamId;
      const kept = await archive.open(classId, streamId);
      const { resumed } = kept;
      const rungs = resumed && keptLadder(resumed.rungs, (name) => kept.info(name));
      const newest = rungs?.video[0] && kept.segments(rungs.video[0].name).at(-1);
      const endedAt = newest ? newest.wallMs + newest.durationMs : Number.NEGATIVE_INFINITY;
      if (!resumed || !rungs || now() - endedAt > slateMaxMs) {
        await kept.finish();
        return false;
      }
      const from = { index: resumed.nextRun, msn: resumed.nextMsn };
      begin(classId, { streamId, video: rungs.video, archive: kept, from });
      return true;
    },

    forget(classId, streamId) {
      const current = streams.get(classId);
      if (current?.over && current.programme.streamId === streamId) streams.delete(classId);
    },

    overview(classId) {
      const programme = onAir(classId)?.programme;
      if (!programme) return undefined;
      const stillAt = stills?.newest(programme.timeline)?.at;
      return {
        ...programme.overview,
        sent: sentOf(programme),
        ...(stillAt === undefined ? {} : { stillAt }),
      };
    },

    restart: (classId) => acted(classId, (programme) => programme.restart()),
    slate: (classId, on) => acted(classId, (programme) => programme.chooseSlate(on)),
    limitTopRung: (classId, rung) => onAir(classId)?.programme.limitTopRung(rung ?? undefined) ?? false,

    still(classId) {
      const programme = onAir(classId)?.programme;
      return programme && stills?.ask(programme.timeline);
    },

    sent(classId) {
      const programme = streams.get(classId)?.programme;
      return programme && sentOf(programme);
    },

    totals: () => origin.totals,

    openingOf: origin.openingOf,
    handleLive: origin.handle,
    handlePlainLive: origin.handlePlain,

    async close() {
      closing.abort();
      origin.close();
      await Promise.all([...streams.values()].map(({ programme }) => programme.close('suspended')));
      lifeline.close();
    },
  };
}

import type { StreamId } from '@rostrum/protocol/room';
import type { ProgrammeArchive } from '../archive/index.ts';
import { type LiveProgramme, type Origin, type OriginOptions, createOrigin } from '../origin/index.ts';
import { moveFragment } from '../pure/fragment.ts';
import { audioRungs, videoLadder } from '../pure/ladder.ts';
import { partTiming } from '../pure/part-timing.ts';
import { Timeline } from '../timeline.ts';
import { type LiveClient, openLiveClient } from './live-client.ts';
import type { SampleMedia } from './sample-media.ts';

/** An origin over a timeline that a test writes, on a real port. One class is on air, `c1`, with the stream `st1`. */
export interface OriginSurroundings {
  readonly timeline: Timeline;
  readonly origin: Origin;
  readonly client: LiveClient;
  /** Why a rung is away. */
  readonly away: Map<string, string>;
  readonly failures: unknown[];
  /** Picture and sound are known, and the first part of the picture is there. */
  begin(): Buffer;
  addInit(name: string): void;
  /** A picture of a quarter of a second, at this time of the run. */
  addPicture(startMs: number): Buffer;
  /** Parts enough for a whole segment, and the next one's first. */
  addSegment(index: number): Buffer[];
  /** Acts once the requests before it are being answered: the server takes them in order. */
  soon<T>(act: () => T): Promise<T>;
  close(): Promise<void>;
}

export interface OriginMedia {
  readonly video: SampleMedia;
  readonly audio: SampleMedia;
}

const PART_MS = 267;

export async function openOrigin(
  { video, audio }: OriginMedia,
  more: Partial<OriginOptions> & {
    archive?: ProgrammeArchive;
    isOnAir?: () => boolean;
    /** By which parts are stamped. */
    wallNow?: () => number;
  } = {},
): Promise<OriginSurroundings> {
  const { archive, isOnAir = () => true, wallNow = () => 1_000_000, ...options } = more;
  const timeline = new Timeline({ now: wallNow, monotonicNow: wallNow, ...(archive ? { archive } : {}) });
  const run = timeline.openRun('v180');
  const away = new Map<string, string>();
  const failures: unknown[] = [];
  const picture = { width: 320, height: 180, framesPerSecond: 30 };
  const programme: LiveProgramme = {
    ...{ streamId: 'st1' as StreamId, timeline, partTargetMs: partTiming(30).targetMs, archive },
    rungs: [...videoLadder(picture, 1), ...audioRungs.slice(0, 1)],
    awayBecause: (name) => away.get(name),
  };
  const origin: Origin = createOrigin({
    programmeOf: (classId) => (classId === 'c1' && isOnAir() ? programme : undefined),
    now: () => performance.now(),
    handleError: (error) => failures.push(error),
    ...options,
  });
  const client = await openLiveClient(origin.handle);

  function addPicture(startMs: number): Buffer {
    const part = Buffer.from(video.fragments[0] ?? Buffer.alloc(0));
    moveFragment(part, startMs * 90);
    run.addFragment('v180', part);
    return part;
  }

  function addInit(name: string): void {
    run.addInit(name, name === 'v180' ? video.init : audio.init);
  }

  return {
    ...{ timeline, origin, client, away, failures, addPicture, addInit },
    begin() {
      addInit('v180');
      addInit('a96');
      return addPicture(0);
    },
    addSegment(index) {
      const starts = Array.from({ length: 8 }, (_, part) => index * 2000 + part * PART_MS);
      return starts.filter((startMs) => startMs > 0).map(addPicture);
    },
    async soon(act) {
      await client.get('/live/c1/main.m3u8');
      return act();
    },
    async close() {
      await client.close();
      origin.close();
    },
  };
}

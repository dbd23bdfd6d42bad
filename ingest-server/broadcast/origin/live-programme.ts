import type { StreamId } from '@rostrum/protocol/room';
import type { KeptStream } from '../archive/index.ts';
import type { CaptionLine, Captions } from '../pure/captions.ts';
import type { Timeline } from '../timeline.ts';

/** A rung as the ladder has it: what its encoder may take, and what no init segment tells. */
export interface OfferedRung {
  readonly name: string;
  readonly averageBps: number;
  readonly segmentPeakBps: number;
  readonly framesPerSecond?: number;
  readonly channels?: number;
}

/** What the origin asks of a stream that is on air, or was a moment ago. */
export interface LiveProgramme {
  readonly streamId: StreamId;
  readonly timeline: Pick<
    Timeline,
    'ended' | 'names' | 'rendition' | 'info' | 'init' | 'part' | 'segment' | 'changed' | 'handleAnswered'
  >;
  readonly partTargetMs: number;
  /** All of them, also those that are away. */
  readonly rungs: readonly OfferedRung[];
  /** Why this rung gives nothing now, in words; undefined while it does. */
  awayBecause(name: string): string | undefined;
  /** What has left the memory. */
  readonly archive: KeptStream | undefined;
}

/** What was said in classes, as text. */
export interface CaptionSource {
  /** In which language this class is captioned now; undefined where it isn't. */
  languageOf(classId: string): string | undefined;
  /** All that was said in it so far. */
  linesOf(classId: string): Promise<readonly CaptionLine[]>;
  /** Of a recording; undefined where nothing was said in it. */
  find(classId: string, streamId: string): Promise<Captions | undefined>;
}

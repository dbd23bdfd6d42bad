import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OverviewClass } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { Archive } from './archive/index.ts';
import type { ProgrammeFeed } from './feed.ts';
import type { FfmpegSearch } from './ffmpeg-binary.ts';
import type { CaptionSource, Counts, Opening, OriginOptions, PlainAsk } from './origin/index.ts';
import type { PartJourney } from './part-journeys.ts';
import type { BroadcastLogger } from './programme.ts';
import type { SoundTap } from './sound-tap.ts';
import type { Still } from './stills.ts';

/** `lost`: nothing came from the studio for too long. `failed`: nobody could ever see it. */
export type OverReason = 'lost' | 'failed';

/** What is left out now, for the machine can't keep up or an admin wants it so. */
export interface Shed {
  classId: ClassId;
  streamId: StreamId;
  rungs: readonly string[];
  because: string;
}

export interface BroadcastOptions {
  ffmpeg: FfmpegSearch;
  cores: number;
  logger: BroadcastLogger;
  now: () => number;
  makeStreamId: () => StreamId;
  /** Tries which encoders the machine has, while it begins; until then, and without, there are libx264 and no AV1. */
  triesEncoders?: boolean;
  /** `off`: none is looked for. */
  av1?: 'auto' | 'off';
  archive?: Archive;
  check?: OriginOptions['check'];
  captions?: CaptionSource;
  /** Whoever is given a stream's sound, as its segments come. */
  openSoundTap?: (classId: ClassId, streamId: StreamId) => SoundTap | undefined;
  /** Somebody follows some parts on their way; undefined where this one isn't followed. */
  followPart?: (facts: { classId: ClassId; streamId: StreamId; rung: string }) => PartJourney | undefined;
  slateMaxMs?: number;
  cpuPressure?: () => Promise<number | undefined>;
  /** Students can see it now. */
  handlePlayable(classId: ClassId, streamId: StreamId): void;
  /** It has ended by itself. */
  handleOver(classId: ClassId, streamId: StreamId, reason: OverReason): void;
  handleShed?: (shed: Shed) => void;
  /** Our own picture and silence go out in place of the lecture, or no longer; may be told again. */
  handleSlate?: (classId: ClassId, streamId: StreamId, on: boolean) => void;
}

export interface Broadcast {
  /** Why no programme can be taken, in words; undefined when one can. */
  readonly unavailable: string | undefined;
  /** What the studio sends from now on: the class's stream goes on with it, or begins. */
  feed(classId: ClassId, feed: ProgrammeFeed): void;
  /** Nothing comes from the studio any more; the stream waits for it, unless nobody has seen it yet. */
  lose(classId: ClassId): void;
  /** The lecture is over. */
  end(classId: ClassId): Promise<void>;
  /** The class's stream, whether anybody can see it yet or not. */
  streamOf(classId: ClassId): StreamId | undefined;
  /** Goes on with a stream of an earlier life of the server; false where there is nothing to go on with. */
  resume(classId: ClassId, streamId: StreamId): Promise<boolean>;
  /** What is over and still in memory is let go: it was deleted or replaced. */
  forget(classId: ClassId, streamId: StreamId): void;
  overview(classId: ClassId): OverviewClass['broadcast'];
  /** Another transcoder takes the place of the one there is. False where nothing is on air, as below. */
  restart(classId: ClassId): boolean;
  /** Our own picture goes out in place of what comes, until it is taken off; the stream does not end of it. */
  slate(classId: ClassId, on: boolean): boolean;
  /** No picture above this one goes out; null: whatever the machine can. False also where there is no such rung. */
  limitTopRung(classId: ClassId, rung: string | null): boolean;
  /** A small picture of what goes out. Asking makes the next one, if this one is older than ten seconds. */
  still(classId: ClassId): Still | undefined;
  /** What was answered of the class's stream, on air or over for no more than two minutes. */
  sent(classId: ClassId): Sent | undefined;
  /** What was answered since the server began, recordings and refusals too. */
  totals(): Counts;
  /** What a player of this stream would ask for first; undefined where it has no multivariant playlist (yet). */
  openingOf(classId: ClassId, streamId: StreamId): Opening | undefined;
  handleLive(request: IncomingMessage, response: ServerResponse): void;
  /** The same for those who ask for nothing but the thing itself. */
  handlePlainLive(ask: PlainAsk): void;
  /** Streams are not over then: another life of the server goes on with them. */
  close(): Promise<void>;
}

/** Without what was refused. */
export type Sent = NonNullable<NonNullable<OverviewClass['broadcast']>['sent']>;

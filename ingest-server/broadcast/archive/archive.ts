import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { OpenBlob } from '../../storage/index.ts';
import type { TrackInfo } from '../pure/init-segment.ts';
import type { KeptSegment } from './pure/kept.ts';

/** Where an earlier life of the server stopped. */
export interface Resumed {
  /** The first number of which nobody can have seen anything; what lies between is kept as gaps. */
  nextMsn: number;
  nextRun: number;
  rungs: readonly string[];
}

/** How far the store is behind what came; `failing` says why where it can't be written. */
export interface Behind {
  segments: number;
  bytes: number;
  failing?: string;
}

/** What is kept of a stream, for whoever shows it: while it is on air, and as a recording. */
export interface KeptStream {
  readonly classId: ClassId;
  readonly streamId: StreamId;
  readonly rungs: readonly string[];
  readonly isOver: boolean;
  /** All since the stream began, in order. */
  segments(name: string): readonly KeptSegment[];
  info(name: string): TrackInfo | undefined;
  init(name: string, run: number): Promise<Uint8Array | undefined>;
  open(name: string, msn: number): Promise<OpenBlob | undefined>;
}

/** The same while it is written. */
export interface ProgrammeArchive extends KeptStream {
  /** Undefined for a new stream. */
  readonly resumed: Resumed | undefined;
  /** Neither of these throws or waits: bytes go to the spool, from there to the store. */
  addInit(name: string, run: number, info: TrackInfo, bytes: Buffer): void;
  addSegment(name: string, segment: KeptSegment, parts: readonly Buffer[]): void;
  readonly behind: Behind;
  /** The stream is over: it becomes the recording. */
  finish(): Promise<void>;
}

/** A recording in the list of its class. */
export interface RecordingInfo {
  readonly streamId: StreamId;
  /** Wall clock of its first picture, and of its end. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly durationMs: number;
  readonly bytes: number;
  /** Segments that are missing in it. */
  readonly gaps: number;
}

export type Deletion = 'deleted' | 'will-be-deleted' | 'on-air' | 'unknown';

export interface Archive {
  /** The same stream, asked for again, goes on where it was. Rejects for one that is over. */
  open(classId: ClassId, streamId: StreamId): Promise<ProgrammeArchive>;
  /** On air or over; undefined where nothing is kept of it. */
  find(classId: ClassId, streamId: StreamId): Promise<KeptStream | undefined>;
  /** The newest first. */
  recordings(classId: ClassId): Promise<RecordingInfo[]>;
  /** Everything of it: rows, segments, pictures, downloads. What fails half-way goes on by itself. */
  delete(classId: ClassId, streamId: StreamId): Promise<Deletion>;
  /** Ends what an earlier life of the server left on air and nobody has opened since. */
  finishLeft(isMeant: (classId: ClassId) => boolean): Promise<void>;
  /** Of all streams together. */
  readonly behind: Behind;
}

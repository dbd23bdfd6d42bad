import type { ClassId, SharedId, StreamId } from '@rostrum/protocol/room';
import type { Logger } from 'pino';
import type { EventLog } from '../log/index.ts';
import type { StoredFile } from './pure/asked-file.ts';

export interface RoomOptions {
  readonly classId: ClassId;
  readonly classTitle: string;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly now: () => number;
  /** Milliseconds since some moment, which nobody sets as they set a clock. */
  readonly monotonicNow?: () => number;
  readonly random?: () => number;
  /** How the room waits for a log that fails: so long, or until `signal`; never rejects. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly newId: () => string;
  /** What was uploaded to this class under that id: a command can't be trusted to say. */
  readonly findFile: (classId: ClassId, fileId: SharedId) => Promise<StoredFile | undefined>;
  /** Goes on with what an earlier server left live; false where it can't. Missing where nothing ever goes on. */
  readonly resumeStream?: (classId: ClassId, streamId: StreamId) => Promise<boolean>;
}

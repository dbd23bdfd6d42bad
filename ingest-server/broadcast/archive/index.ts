// The archive owns what is kept of a stream: its segments in the store, the spool before it, the recording after it.
// It knows segments by their numbers; it must not know how they are encoded, what playlists say, or who watches.
export type {
  Archive,
  Behind,
  Deletion,
  KeptStream,
  ProgrammeArchive,
  RecordingInfo,
  Resumed,
} from './archive.ts';
export {
  type ArchiveRoom,
  type ArchiveRoomOptions,
  type RecordingFacts,
  openArchive,
} from './archive-room.ts';
export type { Download } from './downloads.ts';
export type { KeptSegment } from './pure/kept.ts';
export type { Alarm } from './recording-alarm.ts';

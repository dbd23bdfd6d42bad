// The bridge's questions about recordings on the instructor's own disk. A chunk travels as bytes beside its header:
// cloned by Electron, in a binary frame over the browser shell's socket.
import * as v from 'valibot';
import {
  CHAPTERS_MAX,
  CHAPTER_TITLE_MAX_LETTERS,
  bytesCountSchema,
  msSchema,
  newTrackSchema,
  noteSchema,
  recordedSourceSchema,
  recordingIdSchema,
  roomSchema,
  slideTurnSchema,
  trackIdSchema,
} from './pure/recording-parts.ts';
import { replaceContract } from './replace-contract.ts';

/** One chunk, or several that had to wait and go together. */
export const CHUNK_MAX_BYTES = 4 * 1024 * 1024;

/** Without a chunk for this long a recording's page is gone; chunks come twice a second. */
export const SILENT_AFTER_MS = 5_000;

const nothing = v.object({});

const exportIdSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const titleSchema = v.pipe(v.string(), v.trim(), v.maxLength(200));

const chapterSchema = v.object({
  atMs: msSchema,
  title: v.pipe(v.string(), v.trim(), v.maxLength(CHAPTER_TITLE_MAX_LETTERS)),
});

const appendAnswerSchema = v.variant('is', [
  v.object({ is: v.literal('kept'), sizeBytes: bytesCountSchema, room: roomSchema }),
  /** The chunk begins behind the file's end: what is missing must come first. */
  v.object({ is: v.literal('gap'), sizeBytes: bytesCountSchema }),
  /** Nothing more is taken, so that what is there stays whole. */
  v.object({ is: v.literal('disk-full'), room: roomSchema }),
  v.object({ is: v.literal('gone') }),
]);

const recordingSchema = v.object({
  recordingId: v.string(),
  title: v.string(),
  classTitle: v.string(),
  startedAtMs: msSchema,
  durationMs: msSchema,
  sizeBytes: bytesCountSchema,
  /** `unfinished`: it broke off, and can be recovered. */
  state: v.picklist(['recording', 'unfinished', 'finished']),
  wasRecovered: v.boolean(),
  folder: v.string(),
  tracks: v.array(
    v.object({
      trackId: v.string(),
      source: recordedSourceSchema,
      sizeBytes: bytesCountSchema,
      startedAtMs: msSchema,
      durationMs: v.optional(msSchema),
    }),
  ),
  /** In order. */
  turns: v.array(slideTurnSchema),
});

export const exportFormSchema = v.object({
  recordingId: recordingIdSchema,
  trackId: trackIdSchema,
  form: v.picklist(['mp4', 'm4a']),
  fromMs: v.optional(msSchema),
  toMs: v.optional(msSchema),
  /** Of the recording's own time, before it is trimmed. */
  chapters: v.pipe(v.array(chapterSchema), v.maxLength(CHAPTERS_MAX)),
  isLoudnessEven: v.boolean(),
});

const exportSchema = v.object({
  exportId: v.string(),
  recordingId: v.string(),
  fileName: v.string(),
  state: v.variant('is', [
    v.object({ is: v.literal('waiting') }),
    v.object({
      is: v.literal('running'),
      progress: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
      leftMs: v.optional(msSchema),
    }),
    v.object({ is: v.literal('done'), file: v.string(), sizeBytes: bytesCountSchema }),
    v.object({ is: v.literal('failed'), text: v.string() }),
    v.object({ is: v.literal('cancelled') }),
  ]),
});

const oneRecording = v.object({ recordingId: recordingIdSchema });

export const recordingsContract = {
  'recordings.begin': {
    body: v.object({
      classTitle: titleSchema,
      startedAtMs: msSchema,
      /** Begun by going on air: all of it was meant for the class. */
      isBroadcast: v.optional(v.boolean()),
    }),
    answer: v.object({ recordingId: v.string(), room: roomSchema }),
  },
  'recordings.openTrack': {
    body: v.object({ recordingId: recordingIdSchema, track: newTrackSchema }),
    answer: nothing,
  },
  'recordings.append': {
    body: v.object({
      recordingId: recordingIdSchema,
      trackId: trackIdSchema,
      /** Where in the file the bytes belong: sent twice, they count once. */
      offsetBytes: bytesCountSchema,
      bytes: v.custom<Uint8Array>(isChunk, `at most ${CHUNK_MAX_BYTES} bytes`),
    }),
    answer: appendAnswerSchema,
  },
  'recordings.closeTrack': {
    body: v.object({ recordingId: recordingIdSchema, trackId: trackIdSchema, endedAtMs: msSchema }),
    answer: nothing,
  },
  'recordings.note': {
    body: v.object({ recordingId: recordingIdSchema, note: noteSchema }),
    answer: nothing,
  },
  'recordings.finish': {
    body: v.object({ recordingId: recordingIdSchema, endedAtMs: msSchema }),
    answer: nothing,
  },
  'recordings.list': {
    body: nothing,
    /** The newest first. */
    answer: v.object({ recordings: v.array(recordingSchema), folder: v.string(), room: roomSchema }),
  },
  'recordings.recover': {
    body: oneRecording,
    /** Tracks that hold nothing that can be played; their files are left as they are. */
    answer: v.object({ unreadable: v.array(recordedSourceSchema) }),
  },
  'recordings.rename': {
    body: v.object({
      recordingId: recordingIdSchema,
      title: v.pipe(titleSchema, v.minLength(1)),
    }),
    answer: nothing,
  },
  'recordings.delete': { body: oneRecording, answer: nothing },
  'recordings.export': { body: exportFormSchema, answer: v.object({ exportId: v.string() }) },
  'recordings.exports': { body: nothing, answer: v.object({ exports: v.array(exportSchema) }) },
  /** Ends one that waits or runs, and forgets one that has ended; its file stays. */
  'recordings.endExport': { body: v.object({ exportId: exportIdSchema }), answer: nothing },
  ...replaceContract,
} as const;

function isChunk(value: unknown): boolean {
  return value instanceof Uint8Array && value.byteLength <= CHUNK_MAX_BYTES;
}

export type AppendAnswer = v.InferOutput<typeof appendAnswerSchema>;
export type Recording = v.InferOutput<typeof recordingSchema>;
export type ExportForm = v.InferOutput<typeof exportFormSchema>;
export type RecordingExport = v.InferOutput<typeof exportSchema>;

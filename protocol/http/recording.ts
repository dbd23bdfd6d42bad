import * as v from 'valibot';
import { loggedEventSchema, streamIdSchema } from '../room/index.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A recording in the list of its class. */
export const recordingSchema = v.object({
  streamId: streamIdSchema,
  /** When its first picture was shown. */
  startedAt: v.number(),
  endedAt: v.optional(v.number()),
  durationMs: v.number(),
  bytes: count,
  /** Segments that are missing in it. */
  gaps: count,
});

export const recordingsSchema = v.object({
  recordings: v.array(recordingSchema),
  /** How long they are kept; missing: for good. */
  keepDays: v.optional(count),
  /** Whether the class says so itself; else its institution or the server does. */
  isOwnRule: v.boolean(),
});

/** The recording as one MP4. */
export const downloadSchema = v.variant('is', [
  v.object({ is: v.literal('waiting'), rung: v.string(), /** From 0 to 1. */ progress: v.number() }),
  v.object({ is: v.literal('ready'), rung: v.string(), bytes: count, expiresAt: v.number() }),
  v.object({ is: v.literal('failed'), rung: v.string(), failure: v.string() }),
]);

export const recordingFactsSchema = v.object({
  ...recordingSchema.entries,
  rungs: v.array(v.string()),
  /** Where its own time and the wall clock go on together anew: at its beginning, and behind what is missing in it. */
  clock: v.array(v.object({ fromMs: v.number(), wallMs: v.number() })),
  /** Missing while they are made. `sheets`: of thumbnails. `captions`: the language of `captions-<language>.vtt`. */
  extras: v.optional(
    v.object({ poster: v.boolean(), sheets: count, chapters: count, captions: v.optional(v.string()) }),
  ),
  downloads: v.array(downloadSchema),
});

const countsByWhat = v.record(v.string(), v.number());

/** What was said so soon after the last picture belongs to a recording: a transcoder that is late makes no more of it. */
export const LAST_WORDS_MS = 30_000;

/**
 * What happened in the class from its beginning to the end of a recording, a page at a time: as whoever asks may see it,
 * and would have seen it live.
 */
export const recordedLogSchema = v.object({
  events: v.array(loggedEventSchema),
  /** By question, and by message and reaction, what everybody's came to: those that have changed, once a second at most. */
  counted: v.array(
    v.object({
      at: v.number(),
      votes: countsByWhat,
      reactions: v.record(v.string(), countsByWhat),
    }),
  ),
  /** What was said, from when until when, by the server's clock. */
  captions: v.array(v.object({ at: v.number(), until: v.number(), text: v.string() })),
  /** To be asked for next, behind this one; missing: this was the last page. */
  next: v.optional(count),
});

/** What was drawn on the class's board up to the end of a recording, a page at a time. */
export const recordedBoardSchema = v.object({
  drawn: v.array(v.object({ at: v.number(), update: v.string() })),
  next: v.optional(count),
});

export const recordedLogQuerySchema = v.object({
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,12}$/, 'a number'), v.transform(Number)), '0'),
});

export const downloadRequestSchema = v.object({
  rung: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, 'the name of a rung')),
});

/** One piece of a file that is to replace a recording; a smaller one costs less when the network breaks. */
export const REPLACEMENT_PIECE_MAX_BYTES = 8 * 1024 * 1024;

/** The file that is to replace a recording, before its first byte. */
export const replacementRequestSchema = v.object({
  bytes: v.pipe(count, v.minValue(1)),
  /** Of the whole file, in hex. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'the SHA-256 of the file in hex')),
  /** When the file's own time was zero, by the server's clock. */
  startedAt: v.pipe(v.number(), v.minValue(0)),
});

/** Why a file is not taken in place of a recording. */
export const replacementFailureSchema = v.picklist([
  /** No MP4 with a picture and sound. */
  'unreadable',
  /** Another picture than H.264, or other sound than AAC. */
  'other-codec',
  /** Not the bytes that were announced. */
  'other-bytes',
  /** Of another time than the recording. */
  'other-time',
  /** Too far from one key frame to the next to be cut there. */
  'few-key-frames',
  /** It could not be put in its place for days. */
  'gave-up',
]);

const uploadId = v.string();

/** How far the replacement of a recording is. */
export const replacementSchema = v.variant('is', [
  v.object({ is: v.literal('none') }),
  /** `from`: where the next piece begins. */
  v.object({ is: v.literal('sending'), uploadId, from: count, bytes: count }),
  v.object({ is: v.literal('waiting'), uploadId, /** From 0 to 1. */ progress: v.number() }),
  v.object({ is: v.literal('placed'), uploadId }),
  v.object({ is: v.literal('failed'), uploadId, failure: replacementFailureSchema }),
]);

/** Beside the refusal of a piece that doesn't begin where the last one ended. */
export const elsewhereSchema = v.object({ from: count });

export const KEEP_DAYS_MAX = 36_500;

/** A number of days, null for good, or none to leave it to whoever is one step further up. */
export const retentionRequestSchema = v.object({
  keepDays: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(KEEP_DAYS_MAX)))),
});

export type RecordedBoard = v.InferOutput<typeof recordedBoardSchema>;
export type RecordedLog = v.InferOutput<typeof recordedLogSchema>;
export type Recordings = v.InferOutput<typeof recordingsSchema>;
export type Replacement = v.InferOutput<typeof replacementSchema>;
export type ReplacementFailure = v.InferOutput<typeof replacementFailureSchema>;
export type ReplacementRequest = v.InferOutput<typeof replacementRequestSchema>;
export type RecordingFacts = v.InferOutput<typeof recordingFactsSchema>;
export type RetentionRequest = v.InferOutput<typeof retentionRequestSchema>;

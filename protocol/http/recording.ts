import * as v from 'valibot';
import { streamIdSchema } from '../room/index.ts';

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
  /** Missing while they are made. `sheets`: of thumbnails. */
  extras: v.optional(v.object({ poster: v.boolean(), sheets: count, chapters: count })),
  downloads: v.array(downloadSchema),
});

export const downloadRequestSchema = v.object({
  rung: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, 'the name of a rung')),
});

export const KEEP_DAYS_MAX = 36_500;

/** A number of days, null for good, or none to leave it to whoever is one step further up. */
export const retentionRequestSchema = v.object({
  keepDays: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(KEEP_DAYS_MAX)))),
});

export type Recordings = v.InferOutput<typeof recordingsSchema>;
export type RecordingFacts = v.InferOutput<typeof recordingFactsSchema>;
export type RetentionRequest = v.InferOutput<typeof retentionRequestSchema>;

// What recordings are made of, for the contract and for those who decide about them.
import { streamIdSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';

/** The folder's name too: nothing in it can lead out of the recordings' folder. */
export const recordingIdSchema = v.pipe(v.string(), v.regex(/^[\dA-Za-z-]{8,64}$/));
/** The file's name too, without its ending. */
export const trackIdSchema = v.pipe(v.string(), v.regex(/^[a-z]{1,20}-\d{1,4}$/));
/** Wall clock, or a distance on it. */
export const msSchema = v.pipe(v.number(), v.finite(), v.minValue(0));
export const bytesCountSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const recordedSourceSchema = v.picklist(['programme', 'camera', 'screen', 'board', 'microphone']);

/** As MediaRecorder names it, such as `video/x-matroska;codecs=avc1,opus`. */
const mimeTypeSchema = v.pipe(
  v.string(),
  v.maxLength(120),
  v.regex(/^(video\/x-matroska|(video|audio)\/webm)(;|$)/),
);

export const newTrackSchema = v.object({
  trackId: trackIdSchema,
  source: recordedSourceSchema,
  mimeType: mimeTypeSchema,
  startedAtMs: msSchema,
});

/** Many hours of turning pages. */
export const TURNS_MAX = 2_000;

/** A page of the slides, shown from then on; by this machine's clock. */
export const slideTurnSchema = v.object({
  atMs: msSchema,
  page: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: v.optional(v.pipe(v.string(), v.maxLength(500))),
});

/** What went on while it was recorded. */
export const noteSchema = v.variant('is', [
  /** The class's stream was on air. Noted again, it counts once. */
  v.object({
    is: v.literal('stream'),
    streamId: streamIdSchema,
    /** How far the server's clock is ahead of this machine's. */
    clockAheadMs: v.pipe(v.number(), v.finite()),
  }),
  v.object({ is: v.literal('turn'), ...slideTurnSchema.entries }),
]);

/** What the disk still takes: `lastsMs` at the rate of the recording that runs, where one does. */
export const roomSchema = v.object({
  level: v.picklist(['enough', 'low', 'full']),
  freeBytes: bytesCountSchema,
  lastsMs: v.optional(msSchema),
});

export type RecordedSource = v.InferOutput<typeof recordedSourceSchema>;
export type NewTrack = v.InferOutput<typeof newTrackSchema>;
export type RecordingNote = v.InferOutput<typeof noteSchema>;
export type SlideTurn = v.InferOutput<typeof slideTurnSchema>;
export type DiskRoom = v.InferOutput<typeof roomSchema>;

/** Together they fit into one request, in any script. */
export const CHAPTERS_MAX = 200;
export const CHAPTER_TITLE_MAX_LETTERS = 80;

// What recordings are made of, for the contract and for those who decide about them.
import * as v from 'valibot';

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

/** What the disk still takes: `lastsMs` at the rate of the recording that runs, where one does. */
export const roomSchema = v.object({
  level: v.picklist(['enough', 'low', 'full']),
  freeBytes: bytesCountSchema,
  lastsMs: v.optional(msSchema),
});

export type RecordedSource = v.InferOutput<typeof recordedSourceSchema>;
export type NewTrack = v.InferOutput<typeof newTrackSchema>;
export type DiskRoom = v.InferOutput<typeof roomSchema>;

/** Together they fit into one request, in any script. */
export const CHAPTERS_MAX = 200;
export const CHAPTER_TITLE_MAX_LETTERS = 80;

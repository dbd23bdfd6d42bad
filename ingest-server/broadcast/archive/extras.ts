import type { LoggedEvent } from '@rostrum/protocol/room';
import * as v from 'valibot';
import type { KeptStream } from './archive.ts';
import { keepCaptions } from './captions.ts';
import { type PicturesOptions, makePictures } from './pictures.ts';
import { type RecordedChapter, chapterWords, chaptersOf } from './pure/chapters.ts';
import type { KeptSegment } from './pure/kept.ts';
import { extraKey } from './pure/keys.ts';
import { recordingClock } from './pure/recording-clock.ts';
import { webVtt } from './pure/web-vtt.ts';

/** What was made beside a recording. */
const extrasSchema = v.object({
  poster: v.boolean(),
  sheets: v.number(),
  chapters: v.number(),
  /** Their language, where there are any. */
  captions: v.optional(v.string()),
});
export type Extras = v.InferOutput<typeof extrasSchema>;

const extraNames = ['poster.jpg', 'thumbs.vtt', 'chapters.vtt', 'chapters.json', 'captions.json'] as const;
const patterns = [/^thumbs\/[1-9]\d{0,3}\.jpg$/, /^captions-[A-Za-z0-9-]{2,35}\.vtt$/];

/** Whether a recording may have something under this name. */
export function isExtraName(name: string): boolean {
  return (extraNames as readonly string[]).includes(name) || patterns.some((one) => one.test(name));
}

export function parseExtras(json: string | undefined): Extras | undefined {
  if (json === undefined) return undefined;
  const parsed = v.safeParse(extrasSchema, JSON.parse(json));
  return parsed.success ? parsed.output : undefined;
}

/** Chapters and captions first: they cost nothing. Without FFmpeg there are no pictures. */
export async function makeExtras(
  stream: KeptStream,
  events: readonly LoggedEvent[],
  options: Omit<PicturesOptions, 'ffmpeg'> & { ffmpeg: string | undefined },
): Promise<Extras> {
  const { blobs, ffmpeg } = options;
  const chapters = chaptersIn(stream, events);
  await blobs.put(extraKey(stream, 'chapters.json'), Buffer.from(JSON.stringify({ chapters })));
  const cues = chapters.map(({ startMs, endMs, name }) => ({ startMs, endMs, text: chapterWords(name) }));
  await blobs.put(extraKey(stream, 'chapters.vtt'), Buffer.from(webVtt(cues)));
  const captions = await keepCaptions(stream, leadSegments(stream), events, blobs);
  const sheets = ffmpeg === undefined ? 0 : await makePictures(stream, { ...options, ffmpeg });
  return {
    ...{ poster: sheets > 0, sheets, chapters: chapters.length },
    ...(captions === undefined ? {} : { captions }),
  };
}

/** Whose times are the recording's own: the picture's, where there is one. */
export function leadSegments(stream: KeptStream): readonly KeptSegment[] {
  const lead = stream.rungs.find((rung) => stream.info(rung)?.kind === 'video') ?? stream.rungs[0];
  return lead === undefined ? [] : stream.segments(lead);
}

function chaptersIn(stream: KeptStream, events: readonly LoggedEvent[]): RecordedChapter[] {
  const segments = leadSegments(stream);
  const [first] = segments;
  if (!first) return [];
  return chaptersOf(events, { startedAtMs: first.wallMs, clock: recordingClock(segments) });
}

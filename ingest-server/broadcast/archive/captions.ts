import { type LoggedEvent, captionLanguageSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import type { Blobs } from '../../storage/index.ts';
import { type Captions, captionsBetween, captionsIn, placedAsItWasSaid } from '../pure/captions.ts';
import type { KeptSegment } from './pure/kept.ts';
import { type StreamKeys, extraKey } from './pure/keys.ts';
import { recordingClock } from './pure/recording-clock.ts';
import { webVtt } from './pure/web-vtt.ts';

const FILE = 'captions.json';
const time = v.number();
const captionsSchema = v.object({
  language: captionLanguageSchema,
  lines: v.array(v.object({ lineId: v.string(), text: v.string(), at: time, from: time, until: time })),
});

/** As they are kept beside a recording; undefined where none are. */
export async function readCaptions(stream: StreamKeys, blobs: Blobs): Promise<Captions | undefined> {
  const bytes = await blobs.get(extraKey(stream, FILE));
  return bytes && v.parse(captionsSchema, JSON.parse(Buffer.from(bytes).toString()));
}

/** What was said while this was recorded. */
export function captionsDuring(
  segments: readonly KeptSegment[],
  events: readonly LoggedEvent[],
): Captions | undefined {
  const [first, last] = [segments[0], segments.at(-1)];
  const captions = captionsIn(events);
  if (!first || !last || !captions) return undefined;
  return captionsBetween(captions, first.wallMs, last.wallMs + last.durationMs);
}

/**
 * Keeps them twice: by the wall clock for players, for another file may take the recording's place, and by the
 * recording's own time for people. Answers with their language.
 */
export async function keepCaptions(
  stream: StreamKeys,
  segments: readonly KeptSegment[],
  events: readonly LoggedEvent[],
  blobs: Blobs,
): Promise<string | undefined> {
  // Where the log was lost, what was kept of it is all there is.
  const captions = captionsDuring(segments, events) ?? (await readCaptions(stream, blobs));
  if (!captions) return undefined;
  const clock = recordingClock(segments);
  const cues = placedAsItWasSaid(captions.lines).map(({ text, fromMs, untilMs }) => {
    const startMs = clock.ofWall(fromMs);
    return { startMs, endMs: startMs + (untilMs - fromMs), text };
  });
  await blobs.put(extraKey(stream, FILE), Buffer.from(JSON.stringify(captions)));
  await blobs.put(extraKey(stream, `captions-${captions.language}.vtt`), Buffer.from(webVtt(cues)));
  return captions.language;
}

import { type ClassId, type StreamId, classIdSchema, streamIdSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import type { TrackInfo } from '../../pure/init-segment.ts';
import { Content } from './content.ts';
import type { KeptSegment } from './kept.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const codec = { timescale: count, codec: v.string() };

/** What is optional is missing in what was kept by earlier versions. */
export const trackInfoSchema = v.variant('kind', [
  v.object({
    ...{ kind: v.literal('video'), ...codec, width: count, height: count },
    framesPerSecond: v.optional(v.number()),
  }),
  v.object({ kind: v.literal('audio'), ...codec, channels: v.optional(count) }),
]);

/** A segment as a row: msn, run, wall clock (ms), duration (ms), bytes; a gap has none. */
const rowSchema = v.tuple([count, count, v.number(), v.number(), count]);

/** The recording as one blob: with it and the blobs that it names, the recording can be played without a database. */
export const manifestSchema = v.object({
  version: v.literal(1),
  classId: classIdSchema,
  streamId: streamIdSchema,
  startedAtMs: v.number(),
  durationMs: v.number(),
  bytes: count,
  gaps: count,
  /** The file that it was made of, where it has replaced what the server recorded. */
  upload: v.optional(v.string()),
  rungs: v.array(
    v.object({ name: v.string(), info: trackInfoSchema, runs: v.array(count), segments: v.array(rowSchema) }),
  ),
});

export type Manifest = v.InferOutput<typeof manifestSchema>;

export function parseTrackInfo(json: string): TrackInfo {
  return v.parse(trackInfoSchema, JSON.parse(json));
}

/** The rung that the recording's own time is counted by: the first with a picture, where there is one. */
export function leadingRung(content: Content): string | undefined {
  const filled = content.rungs.filter((name) => (content.track(name)?.segments.length ?? 0) > 0);
  return filled.find((name) => content.track(name)?.info.kind === 'video') ?? filled[0];
}

/** Undefined where nothing came that could be watched. */
export function manifestOf(
  stream: { classId: ClassId; streamId: StreamId },
  content: Content,
): Manifest | undefined {
  const lead = leadingRung(content);
  const lastMsn = lastComplete(content);
  // Behind the last that there is nothing is missing: the stream was over.
  const upToEnd = (name: string | undefined) =>
    (name === undefined ? [] : (content.track(name)?.segments ?? [])).filter(({ msn }) => msn <= lastMsn);
  const segments = upToEnd(lead);
  const [first] = segments;
  if (!first) return undefined;
  const rungs = content.rungs.map((name) => {
    const { info, runs } = content.track(name)!;
    return { name, info, runs: [...runs], segments: upToEnd(name).map(rowOf) };
  });
  return {
    version: 1,
    ...{ classId: stream.classId, streamId: stream.streamId, startedAtMs: first.wallMs },
    durationMs: segments.reduce((sum, { durationMs }) => sum + durationMs, 0),
    bytes: rungs.flatMap((rung) => rung.segments).reduce((sum, row) => sum + row[4], 0),
    gaps: segments.filter(({ is }) => is === 'gap').length,
    rungs,
  };
}

function lastComplete(content: Content): number {
  const lasts = content.rungs.flatMap(
    (name) => content.track(name)?.segments.findLast(({ is }) => is === 'complete')?.msn ?? [],
  );
  return Math.max(-1, ...lasts);
}

export function contentOf(manifest: Manifest): Content {
  const content = new Content();
  for (const { name, info, runs, segments } of manifest.rungs) {
    for (const run of runs) content.addInit(name, run, info);
    for (const row of segments) content.add(name, segmentOf(row));
  }
  return content;
}

function rowOf({ msn, run, wallMs, durationMs, is, bytes }: KeptSegment): v.InferOutput<typeof rowSchema> {
  return [msn, run, wallMs, durationMs, is === 'gap' ? 0 : bytes];
}

function segmentOf([msn, run, wallMs, durationMs, bytes]: v.InferOutput<typeof rowSchema>): KeptSegment {
  return { msn, run, wallMs, durationMs, bytes, is: bytes === 0 ? 'gap' : 'complete' };
}

import { classIdSchema, streamIdSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import {
  type NewTrack,
  type SlideTurn,
  TURNS_MAX,
  newTrackSchema,
  recordedSourceSchema,
  slideTurnSchema,
} from '../../../preload/pure/recording-parts.ts';

const trackSchema = v.object({
  ...newTrackSchema.entries,
  /** Known once it has ended; what was recovered has it measured. */
  durationMs: v.optional(v.number()),
});

/** What lies beside the tracks and says what they are. */
export const manifestSchema = v.object({
  version: v.literal(1),
  recordingId: v.string(),
  title: v.string(),
  classTitle: v.string(),
  startedAtMs: v.number(),
  /** There as soon as it is finished, or recovered. */
  endedAtMs: v.optional(v.number()),
  wasRecovered: v.optional(v.boolean(), false),
  /** The process that writes it: another one that looks must not take it for a broken one. */
  writerPid: v.optional(v.number()),
  /** Begun by going on air: all of it was meant for the class. */
  isBroadcast: v.optional(v.boolean()),
  /** Streams of the class that were on air meanwhile, and how far their server's clock was ahead of this machine's. */
  streams: v.optional(
    v.array(
      v.object({
        server: v.string(),
        classId: classIdSchema,
        streamId: streamIdSchema,
        clockAheadMs: v.number(),
      }),
    ),
  ),
  turns: v.optional(v.array(slideTurnSchema)),
  tracks: v.array(trackSchema),
});

export type NotedStream = NonNullable<Manifest['streams']>[number];
export type Manifest = v.InferOutput<typeof manifestSchema>;
export type ManifestTrack = v.InferOutput<typeof trackSchema>;

export function trackFileName({ trackId, mimeType }: Pick<NewTrack, 'trackId' | 'mimeType'>): string {
  return `${trackId}.${mimeType.startsWith('video/x-matroska') ? 'mkv' : 'webm'}`;
}

/** Sorts by time, and tells a person who looks into the folder what is what. */
export function recordingIdOf(startedAtMs: number, random: string): string {
  const moment = new Date(startedAtMs).toISOString().slice(0, 19).replace(/[:T]/g, '-');
  return `${moment}-${random}`;
}

export function withTrack(manifest: Manifest, track: NewTrack): Manifest {
  const others = manifest.tracks.filter(({ trackId }) => trackId !== track.trackId);
  return { ...manifest, tracks: [...others, track].sort(bySource) };
}

export function withTrackEnded(manifest: Manifest, trackId: string, endedAtMs: number): Manifest {
  return {
    ...manifest,
    tracks: manifest.tracks.map((track) =>
      track.trackId === trackId && track.durationMs === undefined
        ? { ...track, durationMs: Math.max(0, endedAtMs - track.startedAtMs) }
        : track,
    ),
  };
}

/** More turns than anybody makes are an illustration that moves. */
export function withTurn(manifest: Manifest, turn: SlideTurn): Manifest {
  const { turns = [] } = manifest;
  return turns.length >= TURNS_MAX ? manifest : { ...manifest, turns: [...turns, turn] };
}

/** Noted once: the first word on its clock is from when it began. */
export function withStream(manifest: Manifest, stream: NotedStream): Manifest {
  const { streams = [] } = manifest;
  const isNoted = streams.some(({ streamId }) => streamId === stream.streamId);
  return isNoted ? manifest : { ...manifest, streams: [...streams, stream] };
}

/** A track that nobody ended by itself ends with the recording. */
export function finished(manifest: Manifest, endedAtMs: number): Manifest {
  const ended = manifest.tracks.reduce(
    (one, { trackId }) => withTrackEnded(one, trackId, endedAtMs),
    manifest,
  );
  return { ...ended, endedAtMs, writerPid: undefined };
}

export interface RepairedTrack {
  track: ManifestTrack;
  /** Nothing where it can't be played. */
  durationMs: number | undefined;
}

export function recovered(manifest: Manifest, repaired: readonly RepairedTrack[]): Manifest {
  const tracks = repaired.flatMap(({ track, durationMs }) =>
    durationMs === undefined ? [] : [{ ...track, durationMs }],
  );
  const ends = tracks.map(({ startedAtMs, durationMs }) => startedAtMs + durationMs);
  return {
    ...manifest,
    tracks,
    endedAtMs: Math.max(manifest.startedAtMs, ...ends),
    wasRecovered: true,
    writerPid: undefined,
  };
}

const FILE_NAME = /^(programme|camera|screen|board|microphone)-\d{1,4}\.(mkv|webm)$/;

/** A manifest for tracks whose own is lost: what the files' names tell. */
export function manifestFromFiles(
  recordingId: string,
  files: readonly { name: string; createdAtMs: number }[],
): Manifest | undefined {
  const tracks = files.flatMap(({ name, createdAtMs }) => {
    const [, source, ending] = FILE_NAME.exec(name) ?? [];
    if (!source || !ending) return [];
    const kind = source === 'microphone' ? 'audio' : 'video';
    const mimeType = ending === 'mkv' ? 'video/x-matroska' : `${kind}/webm`;
    const track = v.safeParse(newTrackSchema, {
      ...{ trackId: name.slice(0, name.lastIndexOf('.')), source, mimeType, startedAtMs: createdAtMs },
    });
    return track.success ? [track.output] : [];
  });
  if (tracks.length === 0) return undefined;
  const startedAtMs = Math.min(...tracks.map((track) => track.startedAtMs));
  return {
    ...{ version: 1, recordingId, title: '', classTitle: '', startedAtMs, wasRecovered: false },
    tracks,
  };
}

/** The programme first, and what came later behind what came before. */
function bySource(a: ManifestTrack, b: ManifestTrack): number {
  const place = ({ source }: ManifestTrack) => recordedSourceSchema.options.indexOf(source);
  return place(a) - place(b) || a.startedAtMs - b.startedAtMs;
}

import type { Recordings } from '@rostrum/protocol/http';
import type { Manifest, ManifestTrack } from '../../pure/manifest.ts';

export type ServerRecording = Recordings['recordings'][number];

/** On the server's clock. */
export interface Stretch {
  readonly startedAtMs: number;
  readonly durationMs: number;
}

/** What would be sent in the place of one of the server's recordings. */
export interface Clip extends Stretch {
  /** Of the track's own time; none where it is sent from its beginning, or to its end. */
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
}

/** What goes before a stream that nobody meant for the class is none of its business: a breath, and no more. */
const BREATH_MS = 2_000;

/** The one file that holds the whole programme; undefined where there are several, or none that has ended. */
export function wholeProgramme({ tracks }: Manifest): (ManifestTrack & { durationMs: number }) | undefined {
  const [programme, ...others] = tracks.filter(({ source }) => source === 'programme');
  if (!programme || others.length > 0 || !programme.durationMs) return undefined;
  return { ...programme, durationMs: programme.durationMs };
}

/** How far the server's clock was ahead, as it was told while this was recorded. */
export function clockAheadOf({ streams = [] }: Manifest): number | undefined {
  return streams[0]?.clockAheadMs;
}

/**
 * A recording that was begun by going on air is sent whole: what the network kept from the class was meant for it. Of
 * any other, what was said before and after the broadcast stays here.
 */
export function clipFor(
  manifest: Manifest,
  track: Pick<ManifestTrack, 'startedAtMs'> & { durationMs: number },
  stream: ServerRecording,
  others: readonly ServerRecording[],
  clockAheadMs: number,
): Clip {
  const startedAtMs = track.startedAtMs + clockAheadMs;
  const endsAtMs = startedAtMs + track.durationMs;
  const isMeant = manifest.isBroadcast === true;
  const streamEndsMs = stream.startedAt + stream.durationMs;
  const before = others.filter(({ startedAt }) => startedAt < stream.startedAt);
  const next = others
    .filter(({ startedAt }) => startedAt > stream.startedAt)
    .reduce((first, { startedAt }) => Math.min(first, startedAt), Number.POSITIVE_INFINITY);
  const isFirst = before.every(({ startedAt, durationMs }) => startedAt + durationMs <= startedAtMs);
  const fromMs = isMeant && isFirst ? startedAtMs : Math.max(startedAtMs, stream.startedAt - BREATH_MS);
  const untilMs = Math.min(endsAtMs, next, isMeant ? endsAtMs : streamEndsMs + BREATH_MS);
  return {
    startedAtMs: fromMs,
    durationMs: Math.max(0, untilMs - fromMs),
    fromMs: fromMs > startedAtMs ? fromMs - startedAtMs : undefined,
    toMs: untilMs < endsAtMs ? untilMs - startedAtMs : undefined,
  };
}

/** Those of the server's recordings of which ours holds at least the half, or that hold the half of ours. */
export function ofSameTime(
  all: readonly ServerRecording[],
  ours: Stretch,
  noted: readonly string[],
): ServerRecording[] {
  const endMs = ours.startedAtMs + ours.durationMs;
  const overlapMs = ({ startedAt, durationMs }: ServerRecording) =>
    Math.min(endMs, startedAt + durationMs) - Math.max(ours.startedAtMs, startedAt);
  const isNoted = ({ streamId }: ServerRecording) => Number(noted.includes(streamId));
  return all
    .filter((one) => overlapMs(one) > 0 && overlapMs(one) >= Math.min(one.durationMs, ours.durationMs) / 2)
    .sort((a, b) => isNoted(b) - isNoted(a) || overlapMs(b) - overlapMs(a));
}

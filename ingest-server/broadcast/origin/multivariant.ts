import type { KeptStream } from '../archive/index.ts';
import { type Bandwidth, type Measured, liveBandwidth, measureBandwidth } from '../pure/bandwidth.ts';
import type { TrackInfo } from '../pure/init-segment.ts';
import type { PlaylistKind } from '../pure/live-path.ts';
import {
  type AudioRendition,
  type MultivariantPlaylist,
  type VideoVariant,
  renderMultivariantPlaylist,
} from '../pure/multivariant-playlist.ts';
import { durationOf } from '../pure/rendition.ts';
import type { LiveProgramme, OfferedRung } from './live-programme.ts';

/** What changes when the live one does: all of it once a segment, not once a request. */
export function liveBasis(programme: LiveProgramme, language: string | undefined): unknown[] {
  const { timeline, archive } = programme;
  const rungs = offered(programme).flatMap(({ name }) => {
    const kept = archive?.segments(name) ?? [];
    const newest = kept.length > 0 ? kept.at(-1) : timeline.rendition(name);
    return [name, timeline.info(name), kept.length, newest];
  });
  return [timeline.ended, language, ...rungs];
}

/** The same of what is over. */
export function keptBasis(kept: KeptStream, language: string | undefined): unknown[] {
  const rungs = kept.rungs.flatMap((name) => {
    const segments = kept.segments(name);
    return [name, kept.info(name), segments.length, segments.at(-1)];
  });
  return [language, ...rungs];
}

/** Undefined while a rung that is not away has given nothing yet. */
export function liveMultivariant(
  programme: LiveProgramme,
  kind: PlaylistKind,
  language: string | undefined,
): string | undefined {
  const playlist = emptyPlaylist(kind, programme.streamId, language);
  for (const rung of offered(programme)) {
    const info = programme.timeline.info(rung.name);
    if (!info) return undefined;
    const promised = { averageBps: rung.averageBps, peakBps: rung.segmentPeakBps };
    const segments = measured(programme, rung.name);
    const final = programme.timeline.ended ? measureBandwidth(segments) : undefined;
    add(playlist, rung, info, final ?? liveBandwidth(promised, segments));
  }
  return renderMultivariantPlaylist(playlist);
}

/** What was measured and what was kept of each track is all there is to say: nobody knows the ladder any more. */
export function keptMultivariant(
  kept: KeptStream,
  kind: PlaylistKind,
  language: string | undefined,
): string | undefined {
  const playlist = emptyPlaylist(kind, kept.streamId, language);
  for (const name of kept.rungs) {
    const info = kept.info(name);
    const bandwidth = measureBandwidth(kept.segments(name));
    if (info && bandwidth) add(playlist, { name }, info, bandwidth);
  }
  const isEmpty = playlist.video.length + playlist.audio.length === 0;
  return isEmpty ? undefined : renderMultivariantPlaylist(playlist);
}

function offered(programme: LiveProgramme): OfferedRung[] {
  return programme.rungs.filter(({ name }) => programme.awayBecause(name) === undefined);
}

type Growing = MultivariantPlaylist & { video: VideoVariant[]; audio: AudioRendition[] };

function emptyPlaylist(kind: PlaylistKind, streamId: string, language: string | undefined): Growing {
  return { kind, streamId, video: [], audio: [], ...(language === undefined ? {} : { captions: language }) };
}

function add(
  playlist: Growing,
  { name, framesPerSecond, channels }: Partial<OfferedRung> & { name: string },
  info: TrackInfo,
  bandwidth: Bandwidth,
): void {
  const { codec } = info;
  if (info.kind === 'audio') {
    playlist.audio.push({ name, codec, channels: channels ?? info.channels, ...bandwidth });
  } else {
    const { width, height } = info;
    const rate = framesPerSecond ?? info.framesPerSecond;
    playlist.video.push({ name, codec, width, height, framesPerSecond: rate, ...bandwidth });
  }
}

/** All that is kept; where nothing is, what is in memory. */
function measured({ timeline, archive }: LiveProgramme, name: string): readonly Measured[] {
  const kept = archive?.segments(name) ?? [];
  if (kept.length > 0) return kept;
  const segments = timeline.rendition(name)?.segments ?? [];
  return segments.flatMap((segment) => {
    const pieces = timeline.segment(name, segment.msn);
    if (!pieces) return [];
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    return { bytes, durationMs: durationOf(segment) };
  });
}

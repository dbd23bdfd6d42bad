import type { Listed } from './listed.ts';
import { type PlaylistKind, playlistFile } from './live-path.ts';
import { type Head, SEGMENT_MS } from './rendition.ts';

/** 20 s, as much as a player on a bad network may be behind. */
export const LISTED_SEGMENTS = 10;
/** The query parameter that names the stream in every address. */
export const STREAM_PARAMETER = 's';

/** Parts are listed this close to the end only (RFC 8216bis 4.4.4.9): further back whole segments do. */
export const SEGMENTS_WITH_PARTS = 3;
/** What lies further from the end may be left out where an update is asked for: six targets at least (4.4.3.8). */
const SKIP_BOUNDARY_TARGETS = 6;

export interface MediaPlaylist {
  kind: PlaylistKind;
  name: string;
  /** Whose bytes it names: the same numbers of the class's next stream are other bytes. */
  streamId: string;
  /** Captions: whole segments of text that need no init segment. */
  isText?: boolean;
  /** All there are of this kind; a live playlist takes the newest. */
  segments: readonly Listed[];
  partTargetMs: number;
  /** The longest segment of all renditions, where one is longer than what is cut here (6.2.4: all tell the same). */
  longestMs?: number;
  ended: boolean;
  /** Asked by somebody who has an earlier one: what they have of it is left out. */
  skip: boolean;
  /** The other renditions' heads, so that a player that switches knows where to ask (EXT-X-RENDITION-REPORT). */
  reports: readonly { name: string; head: Report }[];
}

/** Where another rendition is; without a part it has none. */
export interface Report {
  msn: number;
  part?: number;
}

export function renderMediaPlaylist(playlist: MediaPlaylist): string {
  const { kind, ended, isText = false } = playlist;
  const all = isText ? playlist.segments.filter(({ is }) => is !== 'open') : playlist.segments;
  const segments = kind === 'live' ? all.slice(-LISTED_SEGMENTS) : all;
  const skipped = playlist.skip && !ended ? skippable(segments) : 0;
  const lines = [...headLines(playlist, segments)];
  if (skipped > 0) lines.push(`#EXT-X-SKIP:SKIPPED-SEGMENTS=${skipped}`);
  for (let index = skipped; index < segments.length; index += 1) {
    const segment = segments[index]!;
    const newRuns = segment.run - (segments[index - 1]?.run ?? segment.run);
    for (let run = 0; run < newRuns; run += 1) lines.push('#EXT-X-DISCONTINUITY');
    if (!isText && (index === skipped || newRuns > 0))
      lines.push(`#EXT-X-MAP:URI="${initUri(playlist, segment.run)}"`);
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.wallMs).toISOString()}`);
    const nearEnd = !ended && !isText && index >= segments.length - SEGMENTS_WITH_PARTS;
    pushSegment(lines, playlist, segment, nearEnd);
  }
  if (ended) return [...lines, '#EXT-X-ENDLIST', ''].join('\n');
  const hinted = isText ? undefined : nextPart(segments);
  if (hinted) lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${partUri(playlist, hinted)}"`);
  for (const { name, head } of playlist.reports) {
    const uri = withStream(playlistFile(kind, name), playlist);
    const part = head.part === undefined ? '' : `,LAST-PART=${head.part}`;
    lines.push(`#EXT-X-RENDITION-REPORT:URI="${uri}",LAST-MSN=${head.msn}${part}`);
  }
  return [...lines, ''].join('\n');
}

/** The part that will be made next; a complete segment's next part is the first of the one after. */
export function nextPart(
  segments: readonly { msn: number; is: string; parts: readonly unknown[] }[],
): Head | undefined {
  const last = segments.at(-1);
  if (!last) return undefined;
  return last.is === 'open' ? { msn: last.msn, part: last.parts.length } : { msn: last.msn + 1, part: 0 };
}

/** How far from the end a player begins: three parts, as RFC 8216bis 4.4.3.8 advises. */
export function partHoldBackMs(partTargetMs: number): number {
  return 3 * partTargetMs;
}

export function withStream(address: string, { streamId }: Pick<MediaPlaylist, 'streamId'>): string {
  return `${address}?${STREAM_PARAMETER}=${streamId}`;
}

function headLines(
  { kind, partTargetMs, isText, longestMs = SEGMENT_MS }: MediaPlaylist,
  segments: readonly Listed[],
): string[] {
  const targetS = Math.round(Math.max(longestMs, SEGMENT_MS) / 1000);
  const lines = ['#EXTM3U', '#EXT-X-VERSION:10', `#EXT-X-TARGETDURATION:${targetS}`];
  if (kind === 'dvr') lines.push('#EXT-X-PLAYLIST-TYPE:EVENT');
  if (kind === 'recording') {
    lines.push('#EXT-X-PLAYLIST-TYPE:VOD');
  } else {
    const skip = `CAN-SKIP-UNTIL=${SKIP_BOUNDARY_TARGETS * targetS}`;
    const back = isText ? '' : `,PART-HOLD-BACK=${seconds(partHoldBackMs(partTargetMs))}`;
    lines.push(`#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,${skip}${back}`);
    if (!isText) lines.push(`#EXT-X-PART-INF:PART-TARGET=${seconds(partTargetMs)}`);
  }
  lines.push(`#EXT-X-MEDIA-SEQUENCE:${segments[0]?.msn ?? 0}`);
  // A run is a life of the transcoder, and each begins with a discontinuity: counted from the first of them,
  // all renditions agree on the number, also one that a run died too early to give anything.
  const firstRun = segments[0]?.run ?? 0;
  if (firstRun > 0) lines.push(`#EXT-X-DISCONTINUITY-SEQUENCE:${firstRun}`);
  return lines;
}

/** How many from the first on end further from the playlist's end than the boundary. */
function skippable(segments: readonly Listed[]): number {
  let behindMs = 0;
  for (let index = segments.length - 1; index >= 0; index -= 1) {
    if (Math.floor(behindMs) > SKIP_BOUNDARY_TARGETS * SEGMENT_MS) return index + 1;
    behindMs += segments[index]!.durationMs;
  }
  return 0;
}

function pushSegment(lines: string[], playlist: MediaPlaylist, segment: Listed, withParts: boolean): void {
  if (segment.is === 'gap') lines.push('#EXT-X-GAP');
  if (segment.is === 'open' || (withParts && segment.is === 'complete')) {
    segment.parts.forEach(({ durationMs, independent, gap }, part) => {
      const uri = partUri(playlist, { msn: segment.msn, part });
      const more = `${independent ? ',INDEPENDENT=YES' : ''}${gap ? ',GAP=YES' : ''}`;
      lines.push(`#EXT-X-PART:DURATION=${seconds(durationMs)},URI="${uri}"${more}`);
    });
  }
  if (segment.is === 'open') return;
  lines.push(`#EXTINF:${seconds(segment.durationMs)},`, segmentUri(playlist, segment.msn));
}

type Addressed = Pick<MediaPlaylist, 'name' | 'streamId'>;

export function initUri(playlist: Addressed, run: number): string {
  return withStream(`${playlist.name}/init-${run}.mp4`, playlist);
}

function segmentUri(playlist: MediaPlaylist, msn: number): string {
  const { name, kind, isText } = playlist;
  // Another address than while it was live: a player and every cache on the way have the one where lines stand where they came.
  const file = isText ? (kind === 'recording' ? `${msn}-said.vtt` : `${msn}.vtt`) : `${msn}.m4s`;
  return withStream(`${name}/${file}`, playlist);
}

export function partUri(playlist: Addressed, { msn, part }: Head): string {
  return withStream(`${playlist.name}/${msn}.${part}.m4s`, playlist);
}

function seconds(ms: number): string {
  return String(Math.round(ms * 1000) / 1_000_000);
}

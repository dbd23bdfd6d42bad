import { type Head, type Rendition, SEGMENT_MS, type Segment, durationOf } from './rendition.ts';

/** 20 s, as much as a player on a bad network may be behind. */
export const LISTED_SEGMENTS = 10;
/** The query parameter that names the stream in every address of media. */
export const STREAM_PARAMETER = 's';

/** Parts are listed this close to the end only (RFC 8216bis 4.4.4.9): further back whole segments do. */
const SEGMENTS_WITH_PARTS = 3;

export interface MediaPlaylist {
  name: string;
  /** Whose bytes it names: the same numbers of the class's next stream are other bytes. */
  streamId: string;
  rendition: Rendition;
  partTargetMs: number;
  ended: boolean;
  /** The other renditions' heads, so that a player that switches knows where to ask (EXT-X-RENDITION-REPORT). */
  reports: readonly { name: string; head: Head }[];
}

export function renderMediaPlaylist(playlist: MediaPlaylist): string {
  const { rendition, partTargetMs, ended } = playlist;
  const segments = rendition.segments.slice(-LISTED_SEGMENTS);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:10',
    `#EXT-X-TARGETDURATION:${Math.round(SEGMENT_MS / 1000)}`,
    // Three parts from the end, as RFC 8216bis 4.4.3.8 advises.
    `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${seconds(3 * partTargetMs)}`,
    `#EXT-X-PART-INF:PART-TARGET=${seconds(partTargetMs)}`,
    `#EXT-X-MEDIA-SEQUENCE:${segments[0]?.msn ?? 0}`,
  ];
  // A run is a life of the transcoder, and each begins with a discontinuity: counted from the first of them,
  // all renditions agree on the number, also one that a run died too early to give anything.
  const firstRun = segments[0]?.run ?? 0;
  if (firstRun > 0) lines.push(`#EXT-X-DISCONTINUITY-SEQUENCE:${firstRun}`);
  segments.forEach((segment, index) => {
    const newRuns = segment.run - (segments[index - 1]?.run ?? segment.run);
    for (let run = 0; run < newRuns; run += 1) lines.push('#EXT-X-DISCONTINUITY');
    if (index === 0 || newRuns > 0) lines.push(`#EXT-X-MAP:URI="${initUri(playlist, segment.run)}"`);
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.wallMs).toISOString()}`);
    const nearEnd = !ended && index >= segments.length - SEGMENTS_WITH_PARTS;
    lines.push(...segmentLines(playlist, segment, nearEnd));
  });
  if (ended) return [...lines, '#EXT-X-ENDLIST', ''].join('\n');
  const hinted = nextPart(segments);
  if (hinted) lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${partUri(playlist, hinted)}"`);
  for (const report of playlist.reports) {
    const { msn, part } = report.head;
    lines.push(`#EXT-X-RENDITION-REPORT:URI="${report.name}.m3u8",LAST-MSN=${msn},LAST-PART=${part}`);
  }
  return [...lines, ''].join('\n');
}

/** The part that will be made next; a complete segment's next part is the first of the one after. */
export function nextPart(segments: readonly Segment[]): Head | undefined {
  const last = segments.at(-1);
  if (!last) return undefined;
  return last.is === 'open' ? { msn: last.msn, part: last.parts.length } : { msn: last.msn + 1, part: 0 };
}

function segmentLines(playlist: MediaPlaylist, segment: Segment, withParts: boolean): string[] {
  const uri = segmentUri(playlist, segment.msn);
  switch (segment.is) {
    case 'gap':
      return ['#EXT-X-GAP', `#EXTINF:${seconds(durationOf(segment))},`, uri];
    case 'complete': {
      const parts = withParts ? partLines(playlist, segment) : [];
      return [...parts, `#EXTINF:${seconds(durationOf(segment))},`, uri];
    }
    case 'open':
      return partLines(playlist, segment);
  }
}

function partLines(playlist: MediaPlaylist, segment: Segment): string[] {
  return segment.parts.map((part, index) => {
    const independent = part.independent ? ',INDEPENDENT=YES' : '';
    const uri = partUri(playlist, { msn: segment.msn, part: index });
    return `#EXT-X-PART:DURATION=${seconds(part.durationMs)},URI="${uri}"${independent}`;
  });
}

type Named = Pick<MediaPlaylist, 'name' | 'streamId'>;

function initUri({ name, streamId }: Named, run: number): string {
  return `${name}/init-${run}.mp4?${STREAM_PARAMETER}=${streamId}`;
}

function segmentUri({ name, streamId }: Named, msn: number): string {
  return `${name}/${msn}.m4s?${STREAM_PARAMETER}=${streamId}`;
}

function partUri({ name, streamId }: Named, { msn, part }: Head): string {
  return `${name}/${msn}.${part}.m4s?${STREAM_PARAMETER}=${streamId}`;
}

function seconds(ms: number): string {
  return String(Math.round(ms * 1000) / 1_000_000);
}

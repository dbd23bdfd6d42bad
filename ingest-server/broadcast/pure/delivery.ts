// What to do with a request for a playlist or a part that may not be there yet (RFC 8216bis 6.2.5).
import { nextPart } from './media-playlist.ts';
import { type Head, type Rendition, headOf } from './rendition.ts';

export type Delivery = { is: 'ready' } | { is: 'wait' } | { is: 'refused'; status: 400 | 404; text: string };

export interface Directives {
  /** What is waited for; undefined: whatever there is. */
  wanted: { msn: number; part: number | undefined } | undefined;
  /** A delta update is asked for. */
  skip: boolean;
}

const NAMES = ['_HLS_msn', '_HLS_part', '_HLS_skip'] as const;

/** A refusal where they make no sense. Other `_HLS_` directives are for servers that know them. */
export function parseDirectives(query: URLSearchParams): Directives | { refused: string } {
  const twice = NAMES.find((name) => query.getAll(name).length > 1);
  if (twice) return { refused: `${twice} is there more than once.` };
  const [msn, part, skip] = NAMES.map((name) => query.get(name));
  if (skip !== null && skip !== 'YES' && skip !== 'v2')
    return { refused: '_HLS_skip is neither YES nor v2.' };
  const delta = { skip: skip !== null };
  if (msn === null || msn === undefined) {
    return typeof part === 'string'
      ? { refused: '_HLS_part needs _HLS_msn.' }
      : { wanted: undefined, ...delta };
  }
  if (!/^\d{1,15}$/.test(msn)) return { refused: '_HLS_msn is not a sequence number.' };
  if (typeof part !== 'string') return { wanted: { msn: Number(msn), part: undefined }, ...delta };
  if (!/^\d{1,6}$/.test(part)) return { refused: '_HLS_part is not a part number.' };
  return { wanted: { msn: Number(msn), part: Number(part) }, ...delta };
}

/** What is asked of: a rendition, and whether anything more will come to it. */
export interface Progress {
  rendition: Rendition;
  ended: boolean;
  partTargetMs: number;
}

/** Whether the playlist already holds what a blocking reload waits for. */
export function playlistDelivery(
  { rendition, ended, partTargetMs }: Progress,
  wanted: Directives['wanted'],
): Delivery {
  const head = headOf(rendition);
  if (!head) return ended ? neverCame : { is: 'wait' };
  if (!wanted || ended) return { is: 'ready' };
  if (wanted.msn > head.msn + 2) {
    return { is: 'refused', status: 400, text: `Segment ${wanted.msn} is too far ahead of ${head.msn}.` };
  }
  const partsBefore = wanted.msn > head.msn ? -1 : head.part;
  const partsAhead = wanted.msn < head.msn ? 0 : (wanted.part ?? 0) - partsBefore;
  if (partsAhead > advancePartLimit(partTargetMs)) {
    return { is: 'refused', status: 400, text: `Part ${wanted.msn}.${wanted.part} is too far ahead.` };
  }
  return holds(rendition, wanted) ? { is: 'ready' } : { is: 'wait' };
}

/** A part that is there is sent; the hinted one is waited for; anything else is not coming. */
export function partDelivery({ rendition, ended }: Progress, { msn, part }: Head): Delivery {
  const segment = rendition.segments.find((candidate) => candidate.msn === msn);
  if (segment && part < segment.parts.length) return { is: 'ready' };
  const hinted = nextPart(rendition.segments);
  if (!ended && hinted?.msn === msn && hinted.part === part) return { is: 'wait' };
  return { is: 'refused', status: 404, text: 'This part is not on the timeline.' };
}

const neverCame: Delivery = { is: 'refused', status: 404, text: 'This rendition ended before it began.' };

// Three seconds' worth of parts (RFC 8216bis 6.2.5.2).
function advancePartLimit(partTargetMs: number): number {
  return partTargetMs < 1000 ? Math.ceil(3000 / partTargetMs) : 3;
}

function holds(rendition: Rendition, wanted: NonNullable<Directives['wanted']>): boolean {
  const head = headOf(rendition);
  const last = rendition.segments.at(-1);
  if (!head || !last) return false;
  if (head.msn > wanted.msn) return true;
  if (head.msn < wanted.msn) return false;
  if (wanted.part === undefined) return last.is !== 'open';
  // A part beyond a closed segment's last is the first of the next one (RFC 8216bis 6.2.5.2): still to come.
  return head.part >= wanted.part;
}

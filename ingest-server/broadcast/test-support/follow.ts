import type { LiveAnswer, LiveClient } from './live-client.ts';
import { type ListedPlaylist, type ListedSegment, readPlaylist } from './read-playlist.ts';

/** By so much a part may be faster than the one that its segment was dated by. */
const JITTER_MS = 150;

export interface Seen extends ListedPlaylist {
  /** When it had arrived. */
  at: number;
}

/** Reloads a playlist as a player does, asking for each next part, until `enough` of it has been seen. */
export async function follow(
  client: LiveClient,
  address: string,
  enough: (playlist: Seen) => boolean,
): Promise<Seen[]> {
  const seen: Seen[] = [];
  let query = '';
  for (;;) {
    const answer = await client.get(`${address}${query}`);
    if (answer.status !== 200) throw new Error(`${address}${query}: ${answer.status} ${answer.text}`);
    const playlist = seenIn(answer);
    seen.push(playlist);
    if (playlist.ended || enough(playlist)) return seen;
    const [, msn, part] = /\/(\d+)\.(\d+)\.m4s/.exec(playlist.hint ?? '') ?? [];
    query = `?_HLS_msn=${msn}&_HLS_part=${part}`;
  }
}

export function seenIn({ text, at }: LiveAnswer): Seen {
  return { ...readPlaylist(text), at };
}

/** The last word on each segment that was ever listed. */
export function segmentsOf(seen: readonly Seen[]): ListedSegment[] {
  const latest = new Map<number, ListedSegment>();
  for (const { segments } of seen) {
    for (const segment of segments) {
      const before = latest.get(segment.msn);
      // Its parts are listed only near the end.
      const parts = segment.parts.length > 0 ? segment.parts : (before?.parts ?? []);
      latest.set(segment.msn, { ...segment, parts });
    }
  }
  return [...latest.values()].sort((a, b) => a.msn - b.msn);
}

/** What one playlist after the other breaks of the rules, in words; nothing where all is well. */
export function violations(seen: readonly Seen[]): string[] {
  const wrong: string[] = [];
  seen.forEach((playlist, i) => {
    wrong.push(...playlist.segments.flatMap((segment) => violationsOf(playlist, segment)));
    const before = seen[i - 1];
    if (before) wrong.push(...changesOf(before, playlist));
    const [last] = playlist.segments.slice(-1);
    const next = last?.durationS === undefined ? `${last?.msn}.${last?.parts.length}` : `${last.msn + 1}.0`;
    if (!playlist.ended && !playlist.hint?.includes(`/${next}.m4s`)) {
      wrong.push(`HLS-13: hints at ${playlist.hint}, not at ${next}`);
    }
  });
  return [...new Set(wrong)];
}

function violationsOf(playlist: Seen, { msn, parts, durationS, gap, wallMs }: ListedSegment): string[] {
  const wrong: string[] = [];
  const { partTargetS, targetDurationS } = playlist;
  parts.forEach((part, i) => {
    if (part.durationS > partTargetS) wrong.push(`HLS-3: part ${msn}.${i} lasts ${part.durationS}`);
    const isLast = i === parts.length - 1;
    if (!isLast && part.durationS < 0.85 * partTargetS)
      wrong.push(`HLS-3: part ${msn}.${i} lasts ${part.durationS}`);
  });
  const partsS = parts.reduce((sum, part) => sum + part.durationS, 0);
  if (durationS !== undefined && Math.round(durationS) > targetDurationS)
    wrong.push(`HLS-4: ${msn} lasts ${durationS}`);
  if (durationS !== undefined && parts.length > 0 && Math.abs(durationS - partsS) > 0.001) {
    wrong.push(`${msn} lasts ${durationS}, its parts ${partsS}`);
  }
  if (gap) wrong.push(`HLS-5: ${msn} is a gap`);
  if (Number.isNaN(wallMs)) wrong.push(`HLS-10: ${msn} tells no time`);
  const endsMs = wallMs + (durationS ?? partsS) * 1000;
  // A gap claims a whole target duration, also where a new run cut it short.
  if (!gap && endsMs > playlist.at + JITTER_MS)
    wrong.push(`HLS-10: ${msn} ends ${endsMs - playlist.at} ms from now`);
  return wrong;
}

function changesOf(before: Seen, after: Seen): string[] {
  const wrong: string[] = [];
  if (after.mediaSequence < before.mediaSequence)
    wrong.push(`HLS-1: ${after.mediaSequence} is in front again`);
  for (const was of before.segments) {
    const is = after.segments.find(({ msn }) => msn === was.msn);
    if (!is) continue;
    const said = ({ discontinuity, mapUri, wallMs }: ListedSegment) => `${discontinuity} ${mapUri} ${wallMs}`;
    if (said(was) !== said(is)) wrong.push(`${was.msn} was ${said(was)}, is ${said(is)}`);
    if (was.durationS !== undefined && was.durationS !== is.durationS)
      wrong.push(`${was.msn} has another length`);
    const kept = is.parts.slice(0, was.parts.length);
    if (is.parts.length > 0 && JSON.stringify(kept) !== JSON.stringify(was.parts))
      wrong.push(`${was.msn} has other parts`);
  }
  return wrong;
}

// What RFC 8216bis demands of one media playlist, and of what follows it. Each answer is what is broken, in words that
// begin with the section; nothing where all is well.
import type { Playlist, Segment } from './read-playlist.ts';

/** Durations are written with six digits. */
const ROUNDING_S = 0.0011;
/** The clock that stamps segments may be corrected from one run to the next, not within one. */
const DATE_SLACK_MS = 250;

export function violationsIn(playlist: Playlist): string[] {
  const { lines, segments, isEnded, hints, skipped } = playlist;
  const wrong = [...headViolations(playlist), ...segments.flatMap((one) => segmentViolations(playlist, one))];
  if (lines[0] !== '#EXTM3U') wrong.push('4.4.1.1: does not begin with EXTM3U');
  if (skipped > 0 && playlist.version < 9) wrong.push(`4.4.5.2: EXT-X-SKIP in version ${playlist.version}`);
  if (isEnded && hints.length > 0) wrong.push('4.4.5.3: hints at something after the end');
  if (!isEnded && playlist.partTargetS !== undefined) wrong.push(...hintViolations(playlist));
  segments.forEach((segment, i) => {
    const before = segments[i - 1];
    if (before) wrong.push(...dateViolations(before, segment));
  });
  return wrong;
}

/** Of two loads of the same playlist, one after the other. */
export function violationsBetween(before: Playlist, after: Playlist): string[] {
  const wrong: string[] = [];
  if (after.mediaSequence < before.mediaSequence) {
    wrong.push(`6.2.2: the media sequence went from ${before.mediaSequence} back to ${after.mediaSequence}`);
  }
  if (after.discontinuitySequence < before.discontinuitySequence)
    wrong.push('6.2.2: the discontinuity sequence went back');
  if (after.targetDurationS !== before.targetDurationS) wrong.push('6.2.1: the target duration changed');
  if (before.type === 'EVENT' && after.mediaSequence !== before.mediaSequence) {
    wrong.push('4.4.3.5: something was taken from the front of an EVENT');
  }
  if (before.isEnded && !after.isEnded) wrong.push('4.4.3.4: went on after its end');
  const newest = (playlist: Playlist) => playlist.segments.at(-1)?.msn ?? 0;
  if (newest(after) < newest(before)) wrong.push(`6.2.1: ends with ${newest(after)} after ${newest(before)}`);
  for (const was of before.segments) {
    const is = after.segments.find(({ msn }) => msn === was.msn);
    if (is) wrong.push(...changesOf(was, is));
  }
  for (const report of after.reports) {
    const earlier = before.reports.find((one) => one.get('URI') === report.get('URI'));
    if (earlier && place(report) < place(earlier))
      wrong.push(`4.4.5.4: the report of ${report.get('URI')} went back`);
  }
  return wrong;
}

/** A delta update, and the whole playlist at the same moment. */
export function deltaViolations(delta: Playlist, whole: Playlist): string[] {
  if (delta.skipped === 0) return [];
  const boundaryS = Number(delta.control.get('CAN-SKIP-UNTIL'));
  const rest = whole.segments.filter(({ msn }) => msn >= whole.mediaSequence + delta.skipped);
  const wrong: string[] = [];
  if (JSON.stringify(fromFirst(rest)) !== JSON.stringify(fromFirst(delta.segments)))
    wrong.push('6.2.5.1: a delta is not what the whole ends with');
  const restS = rest.reduce((sum, segment) => sum + lengthOf(segment), 0);
  if (restS < boundaryS)
    wrong.push(`6.2.5.1: skipped up to ${restS} s from the end, the boundary is ${boundaryS} s`);
  return wrong;
}

/** A delta does not tell the discontinuities that it leaves out: they are counted from its first segment. */
function fromFirst(segments: readonly Segment[]): readonly Segment[] {
  const first = segments[0]?.discontinuity ?? 0;
  return segments.map((segment) => ({ ...segment, discontinuity: segment.discontinuity - first }));
}

function headViolations({ control, targetDurationS, partTargetS, segments }: Playlist): string[] {
  const wrong: string[] = [];
  const least = (name: string, leastS: number, section: string) => {
    const value = control.get(name);
    if (value !== undefined && Number(value) < leastS - ROUNDING_S)
      wrong.push(`${section}: ${name} is ${value}, less than ${leastS}`);
  };
  if (!(targetDurationS > 0)) wrong.push('4.4.3.1: no target duration');
  least('CAN-SKIP-UNTIL', 6 * targetDurationS, '4.4.3.8');
  least('HOLD-BACK', 3 * targetDurationS, '4.4.3.8');
  if (partTargetS !== undefined) {
    least('PART-HOLD-BACK', 3 * partTargetS, '4.4.3.8');
    if (control.get('PART-HOLD-BACK') === undefined) wrong.push('4.4.3.8: parts without PART-HOLD-BACK');
    if (control.get('CAN-BLOCK-RELOAD') !== 'YES') wrong.push('4.4.3.8: parts without CAN-BLOCK-RELOAD');
  } else if (segments.some(({ parts }) => parts.length > 0))
    wrong.push('4.4.3.7: parts without EXT-X-PART-INF');
  return wrong;
}

function segmentViolations({ targetDurationS, partTargetS = 0 }: Playlist, segment: Segment): string[] {
  const { msn, durationS, parts, map, isGap } = segment;
  const wrong: string[] = [];
  // Text brings its header along.
  if (map === undefined && !isGap && !isText(segment)) wrong.push(`4.4.4.5: segment ${msn} has no EXT-X-MAP`);
  if (durationS !== undefined && Math.round(durationS) > targetDurationS) {
    wrong.push(`4.4.3.1: segment ${msn} lasts ${durationS} s`);
  }
  parts.forEach((part, i) => {
    const isLast = i === parts.length - 1;
    if (part.durationS > partTargetS + ROUNDING_S)
      wrong.push(`4.4.4.9: part ${msn}.${i} lasts ${part.durationS} s`);
    if (part.durationS < 0.85 * partTargetS - ROUNDING_S && !isLast) {
      wrong.push(`4.4.4.9: part ${msn}.${i} lasts only ${part.durationS} s`);
    }
  });
  const first = parts[0];
  if (first && !first.isIndependent && !first.isGap)
    wrong.push(`4.4.2.1: segment ${msn} does not begin independently`);
  const partsS = parts.reduce((sum, part) => sum + part.durationS, 0);
  if (durationS !== undefined && parts.length > 0 && Math.abs(durationS - partsS) > 0.01) {
    wrong.push(`4.4.4.9: segment ${msn} lasts ${durationS} s, its parts ${partsS} s`);
  }
  return wrong;
}

function hintViolations({ hints, segments }: Playlist): string[] {
  const parts = hints.filter((hint) => hint.get('TYPE') === 'PART');
  if (parts.length > 1) return ['4.4.5.3: more than one hint of a part'];
  const uri = parts[0]?.get('URI');
  if (uri === undefined) return segments.length > 0 ? ['6.2.2: hints at no part'] : [];
  const isListed = segments.some((segment) => segment.parts.some((part) => part.uri === uri));
  return isListed ? [`4.4.5.3: hints at ${uri}, which is listed`] : [];
}

function dateViolations(before: Segment, segment: Segment): string[] {
  if (before.discontinuity !== segment.discontinuity || before.isGap || segment.isGap) return [];
  if (before.dateMs === undefined || segment.dateMs === undefined) return [];
  const offMs = segment.dateMs - before.dateMs - lengthOf(before) * 1000;
  return Math.abs(offMs) > DATE_SLACK_MS
    ? [`4.4.4.6: the date of segment ${segment.msn} is off by ${Math.round(offMs)} ms`]
    : [];
}

function changesOf(was: Segment, is: Segment): string[] {
  const wrong: string[] = [];
  const fixed = ({ discontinuity, map, dateMs }: Segment) => JSON.stringify([discontinuity, map, dateMs]);
  if (fixed(was) !== fixed(is)) wrong.push(`6.2.1: segment ${was.msn} was ${fixed(was)}, is ${fixed(is)}`);
  if (
    was.uri !== undefined &&
    (was.uri !== is.uri || was.durationS !== is.durationS || was.isGap !== is.isGap)
  ) {
    wrong.push(`6.2.1: segment ${was.msn} is another`);
  }
  const kept = is.parts.slice(0, was.parts.length);
  if (is.parts.length > 0 && JSON.stringify(kept) !== JSON.stringify(was.parts)) {
    wrong.push(`6.2.1: segment ${was.msn} has other parts`);
  }
  return wrong;
}

export function isText({ uri }: Segment): boolean {
  return uri !== undefined && /\.vtt(\?|$)/.test(uri);
}

export function lengthOf({ durationS, parts }: Segment): number {
  return durationS ?? parts.reduce((sum, part) => sum + part.durationS, 0);
}

function place(report: ReadonlyMap<string, string>): number {
  return Number(report.get('LAST-MSN')) * 1000 + Number(report.get('LAST-PART') ?? 0);
}

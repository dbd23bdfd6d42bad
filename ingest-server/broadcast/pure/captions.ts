import type { LoggedEvent } from '@rostrum/protocol/room';
import { type Cue, webVtt } from '../archive/pure/web-vtt.ts';

/** The rendition's name in every address. */
export const CAPTIONS = 'captions';

/** A line of captions, by the wall clock. */
export interface CaptionLine {
  readonly lineId: string;
  readonly text: string;
  /** When it came. */
  readonly at: number;
  /** When it was said. */
  readonly from: number;
  readonly until: number;
}

/** What was said, in the order in which it came. */
export interface Captions {
  readonly language: string;
  readonly lines: readonly CaptionLine[];
}

/** A line at its place on the wall clock. */
export interface PlacedLine {
  readonly lineId: string;
  readonly text: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A segment of the captions: as long as the same one of the sound. */
export interface CaptionedSegment {
  /** Wall clock of its first sample. */
  readonly wallMs: number;
  readonly durationMs: number;
  /** Where it stands on the media's own clock. */
  readonly startMs: number;
}

/** What comes in one breath is shown one after the other, no closer than this. */
const APART_MS = 1_000;

/** The same with what this adds to it; the same value where it adds nothing. */
export function withCaption(
  captions: Captions | undefined,
  { at, event }: LoggedEvent,
): Captions | undefined {
  switch (event.type) {
    case 'captions.said': {
      const { lineId, text, from, until, language } = event;
      const others = (captions?.lines ?? []).filter((line) => line.lineId !== lineId);
      return { language, lines: [...others, { lineId, text, at, from, until }] };
    }
    case 'captions.corrected': {
      const { lineId, text } = event;
      if (!captions?.lines.some((line) => line.lineId === lineId)) return captions;
      const lines = captions.lines.flatMap((line) => {
        if (line.lineId !== lineId) return line;
        return text === '' ? [] : { ...line, text };
      });
      return { ...captions, lines };
    }
    default:
      return captions;
  }
}

/** Undefined where nothing was said. */
export function captionsIn(events: readonly LoggedEvent[]): Captions | undefined {
  // One list for all of them: copied for each line, a long lecture's would be copied thousands of times.
  const lines = new Map<string, CaptionLine>();
  let language: string | undefined;
  for (const { at, event } of events) {
    if (event.type === 'captions.said') {
      const { lineId, text, from, until } = event;
      language = event.language;
      lines.delete(lineId);
      lines.set(lineId, { lineId, text, at, from, until });
    } else if (event.type === 'captions.corrected') {
      const line = lines.get(event.lineId);
      if (line && event.text === '') lines.delete(event.lineId);
      else if (line) lines.set(event.lineId, { ...line, text: event.text });
    }
  }
  return language === undefined || lines.size === 0 ? undefined : { language, lines: [...lines.values()] };
}

/** Of a stream that lasted from here to there. */
export function captionsBetween(captions: Captions, fromMs: number, untilMs: number): Captions | undefined {
  const lines = captions.lines.filter(({ from, until }) => until > fromMs && from < untilMs);
  return lines.length === 0 ? undefined : { ...captions, lines };
}

/**
 * While it is live, a line stands where it came: what it belongs to has been sent by then, and what was sent is not
 * sent again.
 */
export function placedAsItCame(lines: readonly CaptionLine[]): PlacedLine[] {
  let soonestMs = Number.NEGATIVE_INFINITY;
  return lines.map(({ lineId, text, at, from, until }) => {
    const fromMs = Math.max(at, soonestMs);
    soonestMs = fromMs + APART_MS;
    return { lineId, text, fromMs, untilMs: fromMs + (until - from) };
  });
}

/** In a recording, where it was said. */
export function placedAsItWasSaid(lines: readonly CaptionLine[]): PlacedLine[] {
  return lines
    .map(({ lineId, text, from, until }) => ({ lineId, text, fromMs: from, untilMs: until }))
    .sort((one, other) => one.fromMs - other.fromMs);
}

/**
 * Every segment has what is shown during it, also what began before it: a player may begin here. The lines' names let it
 * see that it has them already. Cues are in the time of the media (RFC 8216bis 3.1.4), which a player knows by then.
 */
export function captionSegment(segment: CaptionedSegment, lines: readonly PlacedLine[]): string {
  const { wallMs, durationMs, startMs } = segment;
  const cues = lines
    .filter(({ fromMs, untilMs }) => untilMs > wallMs && fromMs < wallMs + durationMs)
    .map(({ lineId, text, fromMs, untilMs }): Cue => {
      const cueMs = Math.max(0, startMs + (fromMs - wallMs));
      return { id: lineId, startMs: cueMs, endMs: cueMs + (untilMs - fromMs), text };
    });
  return webVtt(cues, ['X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000']);
}

/** A language's name for itself, for menus. */
export function languageName(language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}

interface Known {
  readonly kind: 'audio' | 'video';
}

/** Whose segments the captions' are: the last rung with sound, which is never left out; else the first there is. */
export function captionsLead(
  names: readonly string[],
  infoOf: (name: string) => Known | undefined,
  has: (name: string) => boolean,
): string | undefined {
  const there = names.filter(has);
  return there.findLast((name) => infoOf(name)?.kind === 'audio') ?? there[0];
}

import * as v from 'valibot';

/** What a speech-to-text program prints, a line each: seconds of the sound that it was given, from its beginning. */
const speechSchema = v.object({
  from: v.pipe(v.number(), v.finite(), v.minValue(0)),
  to: v.pipe(v.number(), v.finite(), v.minValue(0)),
  text: v.string(),
  /** False while it may still hear it otherwise. */
  final: v.optional(v.boolean(), true),
});

export type Speech = v.InferOutput<typeof speechSchema>;

/** Undefined where it is something else. */
export function readSpeech(line: string): Speech | undefined {
  try {
    const parsed = v.safeParse(speechSchema, JSON.parse(line));
    return parsed.success ? parsed.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** From here on the sound that the program was given and the wall clock go on together. */
export interface Anchor {
  readonly atS: number;
  readonly wallMs: number;
}

/** Undefined where there was no sound yet. */
export function wallOf(anchors: readonly Anchor[], seconds: number): number | undefined {
  const anchor = anchors.findLast(({ atS }) => atS <= seconds) ?? anchors[0];
  return anchor && anchor.wallMs + (seconds - anchor.atS) * 1000;
}

export interface TimedText {
  readonly text: string;
  readonly from: number;
  readonly until: number;
}

/** Lines that are no longer than they may be, cut between words; each gets its share of the time. */
export function inLines({ text, from, until }: TimedText, max: number): TimedText[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    for (let rest = word; rest !== ''; rest = rest.slice(max)) {
      const piece = rest.slice(0, max);
      const last = lines.at(-1);
      if (last !== undefined && last.length + 1 + piece.length <= max)
        lines[lines.length - 1] = `${last} ${piece}`;
      else lines.push(piece);
    }
  }
  const all = lines.reduce((sum, line) => sum + line.length, 0);
  let said = 0;
  return lines.map((line) => {
    const startMs = from + ((until - from) * said) / all;
    said += line.length;
    return { text: line, from: startMs, until: from + ((until - from) * said) / all };
  });
}

/** A life as long as this was a healthy one. */
const HEALTHY_MS = 60_000;
const SOONEST_MS = 1_000;
const LATEST_MS = 60_000;

/** How many deaths in a row this makes, and how long to wait before the next life: longer each time. */
export function afterDeath(before: number, livedMs: number): { deaths: number; waitMs: number } {
  const deaths = livedMs >= HEALTHY_MS ? 1 : before + 1;
  return { deaths, waitMs: Math.min(LATEST_MS, SOONEST_MS * 2 ** (deaths - 1)) };
}

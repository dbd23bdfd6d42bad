import * as v from 'valibot';

const heightSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000));
const levelSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const schema = v.object({
  /** What the line carries, the sound alone, or always the picture of one height. */
  quality: v.fallback(v.union([v.literal('auto'), v.literal('sound'), heightSchema]), 'auto'),
  areCaptionsOn: v.fallback(v.boolean(), false),
  /** Of the captions; none: whichever come first. */
  captionLanguage: v.fallback(v.pipe(v.string(), v.maxLength(40)), ''),
  captionSize: v.fallback(v.picklist(['small', 'normal', 'large']), 'normal'),
  captionContrast: v.fallback(v.picklist(['picture', 'black', 'yellow']), 'black'),
  volume: v.fallback(levelSchema, 1),
  isMuted: v.fallback(v.boolean(), false),
  /** Whether single letters are shortcuts: they get in the way of whoever speaks to their computer. */
  areLettersOn: v.fallback(v.boolean(), true),
});

/** How somebody likes to watch. */
export type Preferences = Readonly<v.InferOutput<typeof schema>>;
export type Quality = Preferences['quality'];
export type CaptionSize = Preferences['captionSize'];
export type CaptionContrast = Preferences['captionContrast'];

/** From what the browser kept: what another version of the page wrote, or somebody's hand, counts as not chosen. */
export function readPreferences(kept: string | undefined): Preferences {
  return v.parse(v.fallback(schema, v.parse(schema, {})), parsed(kept));
}

function parsed(kept: string | undefined): unknown {
  try {
    return JSON.parse(kept ?? '{}');
  } catch {
    return {};
  }
}

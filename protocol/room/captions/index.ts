import * as v from 'valibot';
import { captionIdSchema, personIdSchema } from '../ids.ts';
import { CAPTION_TEXT_MAX } from '../limits.ts';
import { textOf } from '../text.ts';

/** As HLS and HTML name it (BCP 47): `de`, `pt-BR`. */
export const captionLanguageSchema = v.pipe(
  v.string(),
  v.maxLength(35),
  v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language such as de or pt-BR'),
  v.check(isLanguageTag, 'a language such as de or pt-BR'),
);

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Without a language the class is not captioned. */
const choice = { language: v.optional(captionLanguageSchema) };

export const captionsCommands = [v.object({ type: v.literal('captions.choose'), ...choice })] as const;

const line = { lineId: captionIdSchema, text: textOf(CAPTION_TEXT_MAX) };

export const captionsEvents = [
  v.object({ type: v.literal('captions.chosen'), ...choice, personId: personIdSchema }),
  /** `from` and `until`: when it was said, by the server's clock. Without a person a program wrote it. */
  v.object({
    ...{ type: v.literal('captions.said'), ...line, language: captionLanguageSchema },
    ...{ from: v.number(), until: v.number(), personId: v.optional(personIdSchema) },
  }),
  /** Without a text the line is taken away. */
  v.object({ type: v.literal('captions.corrected'), ...line, personId: v.optional(personIdSchema) }),
] as const;

/** Whether the class is captioned, and in which language; where nobody has said, the server may have its own way. */
export const captionsStateSchema = v.variant('is', [
  v.object({ is: v.picklist(['unsaid', 'off']) }),
  v.object({ is: v.literal('on'), language: captionLanguageSchema }),
]);

export type CaptionsState = v.InferOutput<typeof captionsStateSchema>;
export type CaptionsEvent = v.InferOutput<(typeof captionsEvents)[number]>;

export const captionsUnsaid: CaptionsState = { is: 'unsaid' };

/** What was said is not in it: the log has it, and whoever shows captions reads it there. */
export function foldCaptions(captions: CaptionsState, event: CaptionsEvent): CaptionsState {
  if (event.type !== 'captions.chosen') return captions;
  const { language } = event;
  return language === undefined ? { is: 'off' } : { is: 'on', language };
}

import * as v from 'valibot';
import {
  CAPTION_TEXT_MAX,
  captionIdSchema,
  captionLanguageSchema,
  classIdSchema,
  textOf,
} from '../room/index.ts';
import { watchResponseSchema } from './watch.ts';
import { linkKeySchema } from './session.ts';

const LINES_MAX = 20;

/** Lines of captions, the first one first. */
export const captionLinesSchema = v.object({
  /** Made by whoever writes: said twice under the same key, they count once. */
  key: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/, 'letters, digits, - and _'))),
  lines: v.pipe(
    v.array(
      v.object({
        /** Without one the server makes it. */
        lineId: v.optional(captionIdSchema),
        text: textOf(CAPTION_TEXT_MAX),
        /** When it was said, by the server's clock; without it: just now. */
        atMs: v.optional(v.pipe(v.number(), v.finite())),
      }),
    ),
    v.minLength(1, 'a line is needed'),
    v.maxLength(LINES_MAX, `at most ${LINES_MAX} lines`),
  ),
});

/** By these names the lines can be corrected. */
export const captionLinesTakenSchema = v.object({ lineIds: v.array(captionIdSchema) });

/** Another text for a line; without one it is taken away. */
export const captionCorrectionSchema = v.object({ text: textOf(CAPTION_TEXT_MAX) });

/** A link to the page on which a class's captions are typed. */
export const captionerLinkSchema = v.object({
  /** Said once and kept nowhere. */
  key: linkKeySchema,
  /** The link itself, behind the server's address. */
  path: v.string(),
  expiresAt: v.number(),
});

/** What whoever has such a link is told. */
export const captionDeskSchema = v.object({
  classId: classIdSchema,
  code: v.string(),
  classTitle: v.string(),
  /** Missing where the class has no captions. */
  language: v.optional(captionLanguageSchema),
  /** Whether there is anything to caption now. */
  live: v.boolean(),
  /** By the server's clock. */
  nowMs: v.number(),
  watch: watchResponseSchema,
});

export type CaptionLinesTaken = v.InferOutput<typeof captionLinesTakenSchema>;
export type CaptionerLink = v.InferOutput<typeof captionerLinkSchema>;
export type CaptionDesk = v.InferOutput<typeof captionDeskSchema>;

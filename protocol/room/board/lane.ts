// What is said about the board beside the log: who has it open, and what is only shown while it happens.
import * as v from 'valibot';
import { breakoutIdSchema, personIdSchema } from '../ids.ts';
import { refusalSchema } from '../refusal.ts';

/** The board is so many units wide, on every screen. */
export const BOARD_WIDTH = 16_000;
export const BOARD_HEIGHT = 9_000;
const OUTSIDE_MAX = 4_000;
/** Of one showing: x, y and pressure of each. */
export const SHOWN_POINTS_MAX = 200;

const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
const coordinate = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(-OUTSIDE_MAX),
  v.maxValue(BOARD_WIDTH + OUTSIDE_MAX),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Seen by the others at once, and kept nowhere. What stays comes as a change of the document. */
export const boardShowingSchema = v.variant('is', [
  v.object({
    is: v.literal('ink'),
    /** Of the stroke in the document, once it is one. */
    inkId: shortText,
    pageId: shortText,
    tool: v.picklist(['pen', 'highlighter']),
    colour: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)),
    width: v.pipe(count, v.minValue(1), v.maxValue(1_000)),
    /** The pen says how hard it is pressed. */
    hasPressure: v.boolean(),
    /** Points of this stroke that were shown before. */
    from: count,
    /** x, y and pressure (0 to 255), one after the other. */
    points: v.pipe(v.array(coordinate), v.maxLength(SHOWN_POINTS_MAX * 3)),
  }),
  v.object({
    is: v.literal('pointer'),
    pageId: shortText,
    x: coordinate,
    y: coordinate,
    laser: v.boolean(),
  }),
  /** What was being drawn came to nothing, and the pointer is somewhere else. */
  v.object({ is: v.literal('nothing') }),
]);

/** Of which breakout room it is the board; without one, the class's. A page may have both open. */
const breakoutId = v.optional(breakoutIdSchema);

export const boardSaySchema = v.variant('is', [
  v.object({ is: v.literal('open'), breakoutId }),
  v.object({ is: v.literal('show'), breakoutId, showing: boardShowingSchema }),
  v.object({ is: v.literal('close'), breakoutId }),
]);

export const boardToldSchema = v.variant('is', [
  /** The answer to `open`: all that is on the board, as one update; none where nothing is. */
  v.object({ is: v.literal('whole'), breakoutId, update: v.optional(v.string()) }),
  v.object({
    is: v.literal('drawn'),
    breakoutId,
    update: v.string(),
    personId: v.optional(personIdSchema),
  }),
  v.object({
    is: v.literal('shown'),
    breakoutId,
    personId: personIdSchema,
    name: v.string(),
    showing: boardShowingSchema,
  }),
  /** Not opened, or not open any more. */
  v.object({ is: v.literal('closed'), breakoutId, refusal: refusalSchema }),
]);

export type BoardShowing = v.InferOutput<typeof boardShowingSchema>;
export type BoardSay = v.InferOutput<typeof boardSaySchema>;
export type BoardTold = v.InferOutput<typeof boardToldSchema>;

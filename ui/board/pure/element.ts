// What can lie on a page of the board, in the board's own units: the same on every screen.
import * as v from 'valibot';

const SHAPES = ['line', 'arrow', 'rectangle', 'ellipse'] as const;
export type ShapeKind = (typeof SHAPES)[number];

const TEXT_MAX = 2_000;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/));
const place = v.pipe(v.number(), v.minValue(-100_000), v.maxValue(100_000));
const width = v.pipe(v.number(), v.minValue(1), v.maxValue(2_000));

/** Drawn by whoever may: what comes over the network is looked at before it is painted. */
export const elementSchema = v.variant('is', [
  v.object({
    is: v.literal('stroke'),
    id,
    tool: v.picklist(['pen', 'highlighter']),
    colour,
    width,
    /** Points, packed. */
    ink: v.instance(Uint8Array),
    /** By a pen that says how hard it is pressed. */
    hasPressure: v.boolean(),
  }),
  v.object({
    is: v.literal('shape'),
    id,
    shape: v.picklist(SHAPES),
    colour,
    width,
    from: v.object({ x: place, y: place }),
    to: v.object({ x: place, y: place }),
  }),
  v.object({
    is: v.literal('text'),
    id,
    colour,
    size: width,
    at: v.object({ x: place, y: place }),
    text: v.pipe(v.string(), v.minLength(1), v.maxLength(TEXT_MAX)),
  }),
]);

export type Element = v.InferOutput<typeof elementSchema>;
export type Stroke = Extract<Element, { is: 'stroke' }>;
export type Shape = Extract<Element, { is: 'shape' }>;
export type TextElement = Extract<Element, { is: 'text' }>;
export interface Place {
  readonly x: number;
  readonly y: number;
}

export const BACKGROUNDS = ['blank', 'lines', 'grid'] as const;
export type Background = (typeof BACKGROUNDS)[number];

export const pageSchema = v.object({
  /** Pages stand in the order of this, and where it is the same of their ids. */
  at: v.number(),
  background: v.picklist(BACKGROUNDS),
  isRemoved: v.boolean(),
});

export const LINE_HEIGHT = 1.25;

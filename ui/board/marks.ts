import { getStroke } from 'perfect-freehand';
import type { Element } from './pure/element.ts';
import { type Mark, marksOfShape, marksOfText } from './pure/mark.ts';
import { type Points, unpackPoints } from './pure/points.ts';
import { HIGHLIGHTER_OPACITY } from './pure/tools.ts';

/** Pressed hard, a line is broader than its width. */
const BREADTH_TIMES = 1.6;

const kept = new WeakMap<Element, readonly Mark[]>();

/** Worked out once for an element that lies on the board: it never changes, another comes in its place. */
export function marksOf(element: Element): readonly Mark[] {
  const known = kept.get(element);
  if (known) return known;
  const marks = makeMarks(element);
  kept.set(element, marks);
  return marks;
}

export interface Ink {
  readonly tool: 'pen' | 'highlighter';
  readonly colour: string;
  readonly width: number;
  readonly hasPressure: boolean;
}

/** `isWhole`: no more points come, and the line gets its end. */
export function markOfInk({ tool, colour, width, hasPressure }: Ink, points: Points, isWhole: boolean): Mark {
  const input: number[][] = [];
  for (let i = 0; i + 2 < points.length; i += 3)
    input.push([points[i]!, points[i + 1]!, hasPressure ? points[i + 2]! / 255 : 0.5]);
  const isPen = tool === 'pen';
  const outline = getStroke(input, {
    size: width,
    // A mouse has no pressure: its speed alone makes a line no hairline.
    thinning: isPen ? (hasPressure ? 0.55 : 0.3) : 0,
    smoothing: 0.5,
    streamline: 0.35,
    simulatePressure: isPen && !hasPressure,
    last: isWhole,
  });
  return {
    is: 'area',
    outline: outline.map(([x, y]) => ({ x: x!, y: y! })),
    colour,
    opacity: isPen ? 1 : HIGHLIGHTER_OPACITY,
    breadth: width * BREADTH_TIMES,
  };
}

function makeMarks(element: Element): readonly Mark[] {
  switch (element.is) {
    case 'stroke':
      return [markOfInk(element, unpackPoints(element.ink), true)];
    case 'shape':
      return marksOfShape(element);
    case 'text':
      return marksOfText(element);
  }
}

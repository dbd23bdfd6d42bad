// What a rubber that is moved from one place to another takes away.
import { type Element, LINE_HEIGHT, type Place, type Shape } from './element.ts';
import { type Points, unpackPoints } from './points.ts';

export interface Rubber {
  readonly from: Place;
  readonly to: Place;
  readonly radius: number;
}

export function touches(rubber: Rubber, element: Element): boolean {
  switch (element.is) {
    case 'stroke':
      return pointsTouch(rubber, unpackPoints(element.ink), element.width / 2);
    case 'shape':
      return pointsTouch(rubber, outlineOf(element), element.width / 2);
    case 'text': {
      const lines = element.text.split('\n');
      const longest = Math.max(...lines.map((line) => line.length));
      const { x, y } = element.at;
      const [right, bottom] = [
        x + longest * element.size * 0.55,
        y + lines.length * element.size * LINE_HEIGHT,
      ];
      const { to, radius } = rubber;
      return to.x + radius >= x && to.x - radius <= right && to.y + radius >= y && to.y - radius <= bottom;
    }
  }
}

/** The pieces of a line that stay; one that is a mere point does not. */
export function piecesOutside(rubber: Rubber, line: Points): Points[] {
  const pieces: number[][] = [];
  let piece: number[] = [];
  const end = () => {
    if (piece.length > 3) pieces.push(piece);
    piece = [];
  };
  const points = closerAt(rubber, line);
  for (let i = 0; i < points.length; i += 3) {
    const point = placeAt(points, i);
    if (distanceToSegment(point, rubber.from, rubber.to) <= rubber.radius) end();
    else {
      // Between two points that both stay the rubber may have gone through.
      if (piece.length > 0 && meets(rubber, placeAt(piece, piece.length - 3), point)) end();
      piece.push(point.x, point.y, points[i + 2]!);
    }
  }
  end();
  return pieces;
}

/** Where a hand was quick, points lie far apart: there more are put in between, so that no more than was met goes. */
function closerAt(rubber: Rubber, points: Points): number[] {
  const closer: number[] = [];
  for (let i = 0; i < points.length; i += 3) {
    const to = placeAt(points, i);
    if (i > 0 && meets(rubber, placeAt(points, i - 3), to)) {
      const from = placeAt(points, i - 3);
      const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / (rubber.radius / 3));
      for (let step = 1; step < Math.min(steps, STEPS_MAX); step++) {
        const part = step / Math.min(steps, STEPS_MAX);
        const between = (a: number, b: number) => Math.round(a + (b - a) * part);
        closer.push(between(from.x, to.x), between(from.y, to.y), between(points[i - 1]!, points[i + 2]!));
      }
    }
    closer.push(to.x, to.y, points[i + 2]!);
  }
  return closer;
}

const STEPS_MAX = 200;

function placeAt(points: Points, i: number): Place {
  return { x: points[i]!, y: points[i + 1]! };
}

function meets(rubber: Rubber, from: Place, to: Place): boolean {
  return segmentsDistance(from, to, rubber.from, rubber.to) <= rubber.radius;
}

function pointsTouch({ from, to, radius }: Rubber, points: Points, extra: number): boolean {
  const reach = radius + extra;
  if (points.length === 3) return distanceToSegment(placeAt(points, 0), from, to) <= reach;
  for (let i = 3; i < points.length; i += 3) {
    if (segmentsDistance(placeAt(points, i - 3), placeAt(points, i), from, to) <= reach) return true;
  }
  return false;
}

function outlineOf({ shape, from, to }: Shape): number[] {
  switch (shape) {
    case 'line':
    case 'arrow':
      return [from.x, from.y, 0, to.x, to.y, 0];
    case 'rectangle':
      return [
        ...[from.x, from.y, 0, to.x, from.y, 0, to.x, to.y, 0],
        ...[from.x, to.y, 0, from.x, from.y, 0],
      ];
    case 'ellipse': {
      const [cx, cy] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
      const [rx, ry] = [Math.abs(to.x - from.x) / 2, Math.abs(to.y - from.y) / 2];
      return Array.from({ length: 33 }, (_, i) => {
        const angle = (i / 32) * 2 * Math.PI;
        return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle), 0];
      }).flat();
    }
  }
}

function distanceToSegment(point: Place, a: Place, b: Place): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / length;
  const along = Math.min(1, Math.max(0, t));
  return Math.hypot(point.x - a.x - along * dx, point.y - a.y - along * dy);
}

function segmentsDistance(a: Place, b: Place, c: Place, d: Place): number {
  if (cross(a, b, c) * cross(a, b, d) < 0 && cross(c, d, a) * cross(c, d, b) < 0) return 0;
  return Math.min(
    distanceToSegment(a, c, d),
    distanceToSegment(b, c, d),
    distanceToSegment(c, a, b),
    distanceToSegment(d, a, b),
  );
}

function cross(a: Place, b: Place, c: Place): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

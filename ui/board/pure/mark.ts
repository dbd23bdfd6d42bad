// What is painted of an element, in the board's units: the same for the screen, the programme and paper.
import { LINE_HEIGHT, type Place, type Shape, type TextElement } from './element.ts';

export type Mark =
  | {
      readonly is: 'area';
      readonly outline: readonly Place[];
      readonly colour: string;
      readonly opacity: number;
      /** Of a line, how broad it is at most. */
      readonly breadth?: number;
    }
  | {
      readonly is: 'line';
      readonly points: readonly Place[];
      readonly isClosed: boolean;
      readonly colour: string;
      readonly width: number;
    }
  | {
      readonly is: 'ellipse';
      readonly centre: Place;
      readonly radiusX: number;
      readonly radiusY: number;
      readonly colour: string;
      readonly width: number;
    }
  /** `at`: the left end of the line on which the letters stand. */
  | {
      readonly is: 'words';
      readonly at: Place;
      readonly size: number;
      readonly colour: string;
      readonly text: string;
    };

/** Of a line's width. */
const HEAD_TIMES = 5;

export function marksOfShape({ shape, from, to, colour, width }: Shape): Mark[] {
  switch (shape) {
    case 'line':
      return [{ is: 'line', points: [from, to], isClosed: false, colour, width }];
    case 'arrow': {
      const angle = Math.atan2(to.y - from.y, to.x - from.x);
      const length = Math.min(HEAD_TIMES * width, Math.hypot(to.x - from.x, to.y - from.y));
      const behind = (turn: number, times: number): Place => ({
        x: to.x - length * times * Math.cos(angle + turn),
        y: to.y - length * times * Math.sin(angle + turn),
      });
      return [
        // Not to the very point: the end of a thick line would stick out of it.
        { is: 'line', points: [from, behind(0, 0.7)], isClosed: false, colour, width },
        { is: 'area', outline: [to, behind(0.45, 1), behind(-0.45, 1)], colour, opacity: 1 },
      ];
    }
    case 'rectangle': {
      const corners = [from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y }];
      return [{ is: 'line', points: corners, isClosed: true, colour, width }];
    }
    case 'ellipse': {
      const centre = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
      const [radiusX, radiusY] = [Math.abs(to.x - from.x) / 2, Math.abs(to.y - from.y) / 2];
      return [{ is: 'ellipse', centre, radiusX, radiusY, colour, width }];
    }
  }
}

export function marksOfText({ at, size, colour, text }: TextElement): Mark[] {
  return text.split('\n').map((line, i) => ({
    ...{ is: 'words', size, colour, text: line },
    at: { x: at.x, y: at.y + size * (0.95 + i * LINE_HEIGHT) },
  }));
}

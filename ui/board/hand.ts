import { type BoardShowing, SHOWN_POINTS_MAX } from '@rostrum/protocol/room';
import type { BoardDocument } from './document.ts';
import type { LiveInk } from './live-ink.ts';
import type { Element, Place, ShapeKind, Stroke } from './pure/element.ts';
import { piecesOutside, touches } from './pure/erase.ts';
import { packPoints, unpackPoints } from './pure/points.ts';
import {
  COLOURS,
  type ColourName,
  HIGHLIGHTER_TIMES,
  RUBBER_RADIUS,
  type Tool,
  WIDTHS,
  type WidthName,
} from './pure/tools.ts';

export interface Grip {
  readonly tool: Tool;
  readonly colour: ColourName;
  readonly width: WidthName;
  readonly pageId: string;
  readonly hasPressure: boolean;
}

export interface InkPoint extends Place {
  /** 0 to 255. */
  readonly pressure: number;
}

export interface HandOptions {
  readonly document: BoardDocument;
  readonly live: LiveInk;
  readonly newId: () => string;
  readonly now: () => number;
  readonly show: (showing: BoardShowing) => void;
}

/** Longer lines go on as another one: each fits into a frame. */
const POINTS_MAX = 1_200;
/** Others are shown what is drawn so often. */
const SHOW_EVERY_MS = 33;
const HOVER_EVERY_MS = 100;
/** A shape that was hardly begun was a slip of the hand. */
const SHAPE_MIN = 60;

type Doing =
  | { is: 'nothing' }
  | { is: 'ink'; grip: Grip; id: string; points: number[]; shown: number }
  | { is: 'shape'; grip: Grip; id: string; shape: ShapeKind; from: Place; to: Place }
  | { is: 'erasing'; grip: Grip; last: Place }
  | { is: 'pointing'; grip: Grip };

/** What a pointer does to the board with the tool it holds, from down to up. */
export class Hand {
  readonly #options: HandOptions;
  #doing: Doing = { is: 'nothing' };
  #shownAt = -Infinity;

  constructor(options: HandOptions) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.#doing.is !== 'nothing';
  }

  begin(grip: Grip, point: InkPoint): void {
    const { document, newId } = this.#options;
    switch (grip.tool) {
      case 'pen':
      case 'highlighter':
        this.#doing = { is: 'ink', grip, id: newId(), points: [], shown: 0 };
        break;
      case 'line':
      case 'arrow':
      case 'rectangle':
      case 'ellipse':
        this.#doing = { is: 'shape', grip, id: newId(), shape: grip.tool, from: point, to: point };
        break;
      case 'eraser':
      case 'area-eraser':
        document.beginStep();
        this.#doing = { is: 'erasing', grip, last: point };
        break;
      case 'laser':
        this.#doing = { is: 'pointing', grip };
        break;
      case 'text':
        return;
    }
    this.move([point]);
  }

  move(points: readonly InkPoint[]): void {
    const doing = this.#doing;
    for (const point of points) {
      switch (doing.is) {
        case 'nothing':
          return;
        case 'ink':
          doing.points.push(point.x, point.y, point.pressure);
          break;
        case 'shape':
          doing.to = { x: point.x, y: point.y };
          break;
        case 'erasing':
          this.#erase(doing, point);
          break;
        case 'pointing':
          this.#options.live.point(point);
          break;
      }
    }
    if (doing.is === 'ink' && doing.points.length >= POINTS_MAX * 3) this.#goOnAnew(doing);
    this.#draft(points.at(-1));
    this.#tell(points.at(-1));
  }

  /** Nothing is held; others see where it is. */
  hover(pageId: string, { x, y }: Place, laser: boolean): void {
    if (!this.#isTimeToShow(HOVER_EVERY_MS)) return;
    this.#options.show({ is: 'pointer', pageId, x: Math.round(x), y: Math.round(y), laser });
  }

  end(): void {
    const doing = this.#doing;
    this.#rest();
    const { document } = this.#options;
    switch (doing.is) {
      case 'nothing':
      case 'pointing':
        return;
      case 'ink':
        document.add(doing.grip.pageId, strokeOf(doing));
        return;
      case 'shape': {
        const { from, to, id, shape, grip } = doing;
        if (Math.hypot(to.x - from.x, to.y - from.y) < SHAPE_MIN) return;
        document.add(grip.pageId, shapeOf(id, shape, grip, from, to));
        return;
      }
      case 'erasing':
        document.endStep();
        return;
    }
  }

  /** As if it had not been begun; what was rubbed out already is for undo. */
  cancel(): void {
    if (this.#doing.is === 'erasing') this.#options.document.endStep();
    if (this.#doing.is === 'ink') this.#options.show({ is: 'nothing' });
    this.#rest();
  }

  #rest(): void {
    this.#doing = { is: 'nothing' };
    this.#options.live.draft = undefined;
  }

  #goOnAnew(doing: Extract<Doing, { is: 'ink' }>): void {
    this.#options.document.add(doing.grip.pageId, strokeOf(doing));
    const last = doing.points.slice(-3);
    this.#doing = { is: 'ink', grip: doing.grip, id: this.#options.newId(), points: last, shown: 0 };
  }

  #draft(at: InkPoint | undefined): void {
    const { live } = this.#options;
    const doing = this.#doing;
    switch (doing.is) {
      case 'ink':
        live.draft = { is: 'ink', ink: inkOf(doing.grip), points: doing.points };
        return;
      case 'shape':
        live.draft = {
          is: 'shape',
          shape: shapeOf(doing.id, doing.shape, doing.grip, doing.from, doing.to),
        };
        return;
      case 'erasing':
        if (at) live.draft = { is: 'rubber', at, radius: RUBBER_RADIUS[doing.grip.width] };
        return;
      case 'pointing':
      case 'nothing':
        live.draft = undefined;
        return;
    }
  }

  #tell(at: InkPoint | undefined): void {
    const doing = this.#doing;
    if (doing.is === 'nothing' || !at || !this.#isTimeToShow(SHOW_EVERY_MS)) return;
    const { show } = this.#options;
    const { pageId } = doing.grip;
    if (doing.is !== 'ink') {
      const [x, y] = [Math.round(at.x), Math.round(at.y)];
      show({ is: 'pointer', pageId, x, y, laser: doing.is === 'pointing' });
      return;
    }
    const from = doing.shown;
    const points = doing.points.slice(from * 3, (from + SHOWN_POINTS_MAX) * 3).map(Math.round);
    doing.shown += points.length / 3;
    show({ is: 'ink', inkId: doing.id, pageId, ...inkOf(doing.grip), from, points });
  }

  #isTimeToShow(everyMs: number): boolean {
    const now = this.#options.now();
    if (now - this.#shownAt < everyMs) return false;
    this.#shownAt = now;
    return true;
  }

  #erase(doing: Extract<Doing, { is: 'erasing' }>, to: Place): void {
    const { document, newId } = this.#options;
    const { pageId, tool, width } = doing.grip;
    const rubber = { from: doing.last, to, radius: RUBBER_RADIUS[width] };
    doing.last = to;
    for (const element of document.elementsOf(pageId)) {
      if (!touches(rubber, element)) continue;
      const pieces = tool === 'area-eraser' ? piecesOf(element, rubber, newId) : [];
      document.replace(pageId, element.id, pieces);
    }
  }
}

/** Of what is no line, nothing stays. */
function piecesOf(
  element: Element,
  rubber: Parameters<typeof piecesOutside>[0],
  newId: () => string,
): Element[] {
  if (element.is !== 'stroke') return [];
  return piecesOutside(rubber, unpackPoints(element.ink)).map((points) => ({
    ...element,
    id: newId(),
    ink: packPoints(points),
  }));
}

function strokeOf({ id, grip, points }: Extract<Doing, { is: 'ink' }>): Stroke {
  return { is: 'stroke', id, ...inkOf(grip), ink: packPoints(points) };
}

function inkOf({ tool, colour, width, hasPressure }: Grip) {
  const isPen = tool !== 'highlighter';
  return {
    tool: isPen ? 'pen' : 'highlighter',
    colour: COLOURS[colour],
    width: WIDTHS[width] * (isPen ? 1 : HIGHLIGHTER_TIMES),
    hasPressure,
  } as const;
}

function shapeOf(id: string, shape: ShapeKind, { colour, width }: Grip, from: Place, to: Place) {
  return {
    ...({ is: 'shape', id, shape, colour: COLOURS[colour], width: WIDTHS[width] } as const),
    from: { x: from.x, y: from.y },
    to: { x: to.x, y: to.y },
  };
}

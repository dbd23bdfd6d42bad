import type { Size } from '../../../compositor/index.ts';

/**
 * Paints one slide. `t` is seconds, for what moves. The top band on the left stays free: the burned-in clock stands
 * there; so does the corner at the bottom right, where the presenter is.
 */
export type PaintSlide = (pen: Pen, t: number) => void;

export const INK = '#1c2733';
export const MUTED = '#5d6b78';
export const PAPER = '#faf7f0';
export const RULE = '#d9d2c3';
export const BLUE = '#1f5fa8';
export const RED = '#b8452f';
export const GREEN = '#3a7d57';

const SANS = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
const SERIF = 'Georgia, "DejaVu Serif", serif';

/** A canvas in a slide's own units: 1600 wide and 900 high, whatever the picture's size. */
export class Pen {
  readonly context: OffscreenCanvasRenderingContext2D;

  constructor(context: OffscreenCanvasRenderingContext2D, { width, height }: Size) {
    this.context = context;
    context.setTransform(width / 1600, 0, 0, height / 900, 0, 0);
    context.lineCap = 'round';
    context.lineJoin = 'round';
  }

  paper(): void {
    this.box(0, 0, 1600, 900, PAPER);
    this.text('Physics 101  ·  Waves and light', 1530, 84, 26, { colour: MUTED, align: 'right' });
    this.line(
      [
        [70, 138],
        [1530, 138],
      ],
      RULE,
      2,
    );
  }

  heading(text: string): void {
    this.text(text, 70, 232, 64, { font: SERIF, weight: 600 });
  }

  formula(text: string, x: number, y: number, size = 46, colour = INK): void {
    this.text(text, x, y, size, { font: SERIF, style: 'italic', colour });
  }

  bullets(lines: readonly string[], x: number, y: number, size = 32): void {
    lines.forEach((line, i) => {
      const at = y + i * size * 1.75;
      this.box(x, at - size * 0.42, 10, 10, RED);
      this.text(line, x + 32, at, size);
    });
  }

  text(
    text: string,
    x: number,
    y: number,
    size: number,
    {
      colour = INK,
      font = SANS,
      weight = 400,
      style = 'normal',
      align = 'left',
    }: { colour?: string; font?: string; weight?: number; style?: string; align?: CanvasTextAlign } = {},
  ): void {
    this.context.font = `${style} ${weight} ${size}px ${font}`;
    this.context.fillStyle = colour;
    this.context.textAlign = align;
    this.context.textBaseline = 'alphabetic';
    this.context.fillText(text, x, y);
  }

  box(x: number, y: number, width: number, height: number, colour: string | CanvasGradient): void {
    this.context.fillStyle = colour;
    this.context.fillRect(x, y, width, height);
  }

  dot(x: number, y: number, radius: number, colour: string): void {
    this.context.fillStyle = colour;
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
    this.context.fill();
  }

  line(
    points: readonly (readonly [number, number])[],
    colour: string,
    width: number,
    dash: number[] = [],
  ): void {
    this.context.strokeStyle = colour;
    this.context.lineWidth = width;
    this.context.setLineDash(dash);
    this.context.beginPath();
    points.forEach(([x, y], i) => (i === 0 ? this.context.moveTo(x, y) : this.context.lineTo(x, y)));
    this.context.stroke();
    this.context.setLineDash([]);
  }

  /** y = height(x) over a stretch of the slide. */
  curve(fromX: number, toX: number, height: (x: number) => number, colour: string, width = 5): void {
    const points: [number, number][] = [];
    for (let x = fromX; x <= toX; x += 8) points.push([x, height(x)]);
    this.line(points, colour, width);
  }

  arrow(fromX: number, fromY: number, toX: number, toY: number, colour: string, width = 4): void {
    const angle = Math.atan2(toY - fromY, toX - fromX);
    const barb = (turn: number): [number, number] => [
      toX - 18 * Math.cos(angle + turn),
      toY - 18 * Math.sin(angle + turn),
    ];
    this.line(
      [
        [fromX, fromY],
        [toX, toY],
      ],
      colour,
      width,
    );
    this.line([barb(0.45), [toX, toY], barb(-0.45)], colour, width);
  }
}

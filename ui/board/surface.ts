import { BOARD_HEIGHT, BOARD_WIDTH } from '@rostrum/protocol/room';
import type { InkPoint } from './hand.ts';
import type { LiveInk } from './live-ink.ts';
import { useBoardUnits, wipe } from './paint.ts';
import { PageLayer, type PageContent } from './page-layer.ts';
import type { Place } from './pure/element.ts';

export interface SurfaceOptions {
  /** Below: what is finished. */
  readonly page: HTMLCanvasElement;
  /** Above: what is being drawn. */
  readonly live: HTMLCanvasElement;
  readonly ink: LiveInk;
}

/** So far outside the board a line may go: it is clipped when it is painted. */
const MARGIN = 1_000;
const PIXELS_MAX = 3_840;

/** The board on the screen. What is being drawn is painted at once, past the compositor of the browser where it can be. */
export class Surface {
  readonly #options: SurfaceOptions;
  readonly #layer: PageLayer;
  readonly #live: CanvasRenderingContext2D;
  readonly #watch: ResizeObserver;
  #pageId = '';

  constructor(options: SurfaceOptions) {
    this.#options = options;
    this.#layer = new PageLayer(contextOf(options.page));
    this.#live = contextOf(options.live, { desynchronized: true });
    this.#watch = new ResizeObserver(() => this.#fit());
    this.#watch.observe(options.page);
    this.#fit();
  }

  show(page: PageContent): void {
    this.#pageId = page.id;
    this.#layer.show(page);
    this.paintLive();
  }

  paintLive(): void {
    useBoardUnits(this.#live, this.#options.live.width);
    wipe(this.#live);
    this.#options.ink.paint(this.#live, this.#pageId, true);
  }

  /** Where on the board a pointer is. */
  placeOf({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Place {
    const { left, top, width, height } = this.#options.live.getBoundingClientRect();
    return {
      x: clamp(((clientX - left) / width) * BOARD_WIDTH, BOARD_WIDTH),
      y: clamp(((clientY - top) / height) * BOARD_HEIGHT, BOARD_HEIGHT),
    };
  }

  /** Where the pointer was since its last event, not only where it is. */
  pointsOf(event: PointerEvent): InkPoint[] {
    // Browsers tell it only to pages that came over HTTPS.
    const events = (event as Partial<PointerEvent>).getCoalescedEvents?.call(event) ?? [];
    return (events.length > 0 ? events : [event]).map((one) => ({
      ...this.placeOf(one),
      pressure: event.pointerType === 'pen' ? Math.round(one.pressure * 255) : 128,
    }));
  }

  close(): void {
    this.#watch.disconnect();
  }

  #fit(): void {
    const { page, live } = this.#options;
    const { width } = page.getBoundingClientRect();
    if (width === 0) return;
    const pixels = Math.min(PIXELS_MAX, Math.round(width * devicePixelRatio));
    const height = Math.round((pixels * BOARD_HEIGHT) / BOARD_WIDTH);
    this.#layer.resize(pixels, height);
    if (live.width !== pixels || live.height !== height) [live.width, live.height] = [pixels, height];
    this.paintLive();
  }
}

function clamp(value: number, size: number): number {
  return Math.round(Math.min(size + MARGIN, Math.max(-MARGIN, value)));
}

function contextOf(canvas: HTMLCanvasElement, settings?: CanvasRenderingContext2DSettings) {
  const context = canvas.getContext('2d', settings);
  if (!context) throw new Error('this browser can’t paint the board');
  return context;
}

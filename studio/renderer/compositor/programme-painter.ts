import { drawClock, drawScene } from './draw-scene.ts';
import { FrameSource } from './frame-source.ts';
import type { Card, ToCompositor } from './messages.ts';
import { type CompositorStats, summarise } from './pure/compositor-stats.ts';
import { nextFrameTurn } from './pure/frame-schedule.ts';
import { type Pictures, type Scene, type Size, type Slot, layoutScene } from './pure/layout-scene.ts';

const STATS_EVERY_MS = 1000;

type Start = Extract<ToCompositor, { type: 'start' }>;

/** Paints the programme at a steady rate and writes it out, until it is closed. */
export class ProgrammePainter {
  readonly #size: Size;
  readonly #burnClock: boolean;
  readonly #periodMs: number;
  readonly #context: OffscreenCanvasRenderingContext2D;
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>;
  readonly #onStats: (stats: CompositorStats) => void;
  readonly #onFailed: (reason: string) => void;

  #scene: Scene;
  #card: Card;
  readonly #sources = new Map<Slot, FrameSource>();

  readonly #startMs = performance.now();
  #lastIndex = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** Since the last word on it. */
  #composeTimesMs: number[] = [];
  #dropped = 0;
  #countedSinceMs = this.#startMs;

  constructor(start: Start, onStats: (stats: CompositorStats) => void, onFailed: (reason: string) => void) {
    this.#size = start.size;
    this.#burnClock = start.burnClock;
    this.#periodMs = 1000 / start.framesPerSecond;
    this.#scene = start.scene;
    this.#card = start.card;
    this.#onStats = onStats;
    this.#onFailed = onFailed;
    this.#writer = start.output.getWriter();
    const canvas = new OffscreenCanvas(start.size.width, start.size.height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('the browser gives no 2D canvas');
    this.#context = context;
    this.#schedule();
  }

  fill(slot: Slot, frames: ReadableStream<VideoFrame>): void {
    this.empty(slot);
    this.#sources.set(slot, new FrameSource(frames));
  }

  empty(slot: Slot): void {
    this.#sources.get(slot)?.close();
    this.#sources.delete(slot);
  }

  setScene(scene: Scene): void {
    this.#scene = scene;
  }

  setCard(card: Card): void {
    this.#card = card;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const source of this.#sources.values()) source.close();
    this.#sources.clear();
    // The track may have been stopped already; then there is nothing left to end.
    this.#writer.close().catch(() => {});
  }

  #schedule(): void {
    const turn = nextFrameTurn(this.#startMs, this.#periodMs, this.#lastIndex, performance.now());
    this.#timer = setTimeout(() => {
      this.#lastIndex = turn.index;
      this.#dropped += turn.missed;
      this.#turn();
    }, turn.waitMs);
  }

  #turn(): void {
    // Whoever takes the frames has not taken the last one: another would only grow old in the queue.
    if ((this.#writer.desiredSize ?? 0) <= 0) this.#dropped += 1;
    else this.#paint();
    this.#tellStats();
    if (!this.#isClosed) this.#schedule();
  }

  #paint(): void {
    const beganMs = performance.now();
    const frames: Partial<Record<Slot, VideoFrame>> = {};
    const pictures: { -readonly [S in keyof Pictures]: Pictures[S] } = {};
    for (const [slot, source] of this.#sources) {
      const { latest } = source;
      if (!latest) continue;
      frames[slot] = latest;
      pictures[slot] = { width: latest.displayWidth, height: latest.displayHeight };
    }
    drawScene(this.#context, this.#size, layoutScene(this.#scene, this.#size, pictures), frames, this.#card);
    // The clock's time is that of the composing, which is where the way to the student begins.
    if (this.#burnClock) drawClock(this.#context, this.#size, Date.now());

    const frame = new VideoFrame(this.#context.canvas, {
      timestamp: Math.round(beganMs * 1000),
      duration: Math.round(this.#periodMs * 1000),
      alpha: 'discard',
    });
    this.#writer
      .write(frame)
      .catch((error: unknown) => this.#fail(error))
      // The track's side closes what it takes; what it refuses is still ours.
      .finally(() => frame.close());
    this.#composeTimesMs.push(performance.now() - beganMs);
  }

  #fail(error: unknown): void {
    if (this.#isClosed) return;
    this.close();
    this.#onFailed(error instanceof Error ? error.message : String(error));
  }

  #tellStats(): void {
    const overMs = performance.now() - this.#countedSinceMs;
    if (overMs < STATS_EVERY_MS) return;
    this.#onStats(summarise(this.#composeTimesMs, this.#dropped, overMs));
    this.#composeTimesMs = [];
    this.#dropped = 0;
    this.#countedSinceMs += overMs;
  }
}

import { CameraLook } from './camera-look.ts';
import { drawClock } from './draw-scene.ts';
import { FrameWriter } from './frame-writer.ts';
import type { Card, ToCompositor, Transition } from './messages.ts';
import { OverlayLayer } from './overlay-layer.ts';
import { type CompositorStats, summarise } from './pure/compositor-stats.ts';
import { type OnAir, afterFade, cutTo, fadeShare, fadeTo, refreshed } from './pure/fade.ts';
import { nextFrameTurn } from './pure/frame-schedule.ts';
import type { Overlay } from './pure/overlay.ts';
import type { Slot } from './pure/picture.ts';
import type { Scene } from './pure/scene.ts';
import { withCamera } from './pure/with-camera.ts';
import { PreparedPainter } from './prepared-painter.ts';
import { MOST_WAITED, SceneCanvas } from './scene-canvas.ts';
import { SlotTap } from './slot-tap.ts';
import { Stage } from './stage.ts';

const STATS_EVERY_MS = 1000;
/**
 * In turns: a canvas whose last picture is still with the encoder is copied, on fresh memory, before it is painted on
 * again. In software that took as long as all the painting.
 */
const CANVASES = 3;

type Start = Extract<ToCompositor, { type: 'start' }>;

export interface PainterEvents {
  onStats: (stats: CompositorStats) => void;
  /** The camera's picture stands still, or no longer. */
  onCamera: (isFrozen: boolean) => void;
  onFailed: (reason: string) => void;
}

/** Paints the programme at a steady rate and writes it out, until it is closed. */
export class ProgrammePainter {
  readonly stage = new Stage(() => this.#followCamera());
  readonly #burnClock: boolean;
  readonly #periodMs: number;
  readonly #programme: SceneCanvas;
  /** The scene that a fade goes to; made when the first one is asked for. */
  #over: SceneCanvas | undefined;
  readonly #overlays = new OverlayLayer();
  readonly #prepared: PreparedPainter;
  readonly #writer: FrameWriter;
  readonly #cameraLook: CameraLook;
  readonly #events: PainterEvents;

  #onAir: OnAir;
  /** Asked for, and about to be shown. */
  #next: { scene: Scene; by: Transition; waited: number } | undefined;
  #card: Card;
  readonly #taps = new Map<Slot, SlotTap>();

  /** When frame 0 began, or would have, had the camera come then as it comes now. */
  #startMs = performance.now();
  #followed = 0;
  #lastIndex = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** Since the last word on it. */
  #composeTimesMs: number[] = [];
  #dropped = 0;
  #countedSinceMs = this.#startMs;

  constructor(start: Start, events: PainterEvents) {
    this.#burnClock = start.burnClock;
    this.#periodMs = 1000 / start.framesPerSecond;
    this.#onAir = cutTo(start.scene);
    this.#card = start.card;
    this.#events = events;
    this.#cameraLook = new CameraLook(events.onCamera);
    this.#writer = new FrameWriter(start.output, (error) => this.#fail(error));
    const { width, height } = start.size;
    const canvases = Array.from({ length: CANVASES }, () => new OffscreenCanvas(width, height));
    this.#programme = new SceneCanvas(this.stage, canvases);
    this.#prepared = new PreparedPainter(this.stage, this.#overlays);
    this.#schedule();
  }

  setScene(scene: Scene, by: Transition): void {
    this.#showNext();
    this.#next = { scene, by, waited: 0 };
    // What is dragged follows at once, unless it brings another picture in.
    if (by === 'refresh') this.#showNextWhenReady();
  }

  #showNextWhenReady(): void {
    const next = this.#next;
    if (!next) return;
    if (next.waited >= MOST_WAITED || this.#programme.isReadyFor(next.scene)) this.#showNext();
    else next.waited += 1;
  }

  #showNext(): void {
    if (!this.#next) return;
    const { scene, by } = this.#next;
    this.#next = undefined;
    switch (by) {
      case 'cut':
        this.#onAir = cutTo(scene);
        return;
      case 'fade':
        this.#onAir = fadeTo(this.#onAir, scene, performance.now());
        return;
      case 'refresh':
        this.#onAir = refreshed(this.#onAir, scene);
        return;
    }
  }

  prepare(scene: Scene | undefined, canvas: OffscreenCanvas | undefined): void {
    this.#prepared.set(scene, canvas);
  }

  setOverlays(overlays: readonly Overlay[]): void {
    this.#overlays.set(overlays);
  }

  setLogo(bitmap: ImageBitmap | undefined): void {
    this.#overlays.setLogo(bitmap);
  }

  setCard(card: Card): void {
    this.#card = card;
  }

  tap(slot: Slot, output: WritableStream<VideoFrame>): void {
    this.#taps.get(slot)?.close();
    this.#taps.set(slot, new SlotTap(output));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.stage.close();
    this.#overlays.close();
    for (const tap of this.#taps.values()) tap.close();
    this.#writer.close();
  }

  #followCamera(): void {
    this.#startMs = withCamera(this.#startMs, this.#periodMs, performance.now(), this.#followed);
    this.#followed += 1;
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
    this.stage.look();
    this.#showNextWhenReady();
    // Whoever takes the frames has not taken the last one.
    if (this.#writer.takesOne) this.#paint();
    else this.#dropped += 1;
    const nowMs = performance.now();
    for (const [slot, tap] of this.#taps) tap.offer(this.stage.pictureOf(slot), nowMs);
    this.#prepared.paintWhenDue(this.#card, nowMs);
    this.#cameraLook.lookWhenDue(this.stage.pictureOf('camera'), nowMs);
    this.#tellStats();
    if (!this.#isClosed) this.#schedule();
  }

  #paint(): void {
    const beganMs = performance.now();
    const { size } = this.#programme;
    // The clock's time is that of the composing, which is where the way to the student begins.
    const nowMs = Date.now();
    this.#onAir = afterFade(this.#onAir, beganMs);
    if (!this.#overlays.hidesAll) this.#paintScene(beganMs);
    const { context, canvas } = this.#programme;
    this.#overlays.draw(context, size, nowMs);
    if (this.#burnClock) drawClock(context, size, nowMs);
    this.#writer.write(
      new VideoFrame(canvas, {
        timestamp: Math.round(beganMs * 1000),
        duration: Math.round(this.#periodMs * 1000),
        alpha: 'discard',
      }),
    );
    this.#composeTimesMs.push(performance.now() - beganMs + this.stage.takeSpentMs());
  }

  #paintScene(nowMs: number): void {
    const onAir = this.#onAir;
    if (onAir.is === 'scene') {
      this.#programme.paint(onAir.scene, this.#card);
      return;
    }
    const { width, height } = this.#programme.size;
    this.#over ??= new SceneCanvas(this.stage, [new OffscreenCanvas(width, height)]);
    this.#over.paint(onAir.to, this.#card);
    this.#programme.paint(onAir.from, this.#card);
    const { context } = this.#programme;
    context.globalAlpha = fadeShare(onAir.startMs, nowMs);
    context.drawImage(this.#over.canvas, 0, 0);
    context.globalAlpha = 1;
  }

  #fail(error: unknown): void {
    if (this.#isClosed) return;
    this.close();
    this.#events.onFailed(error instanceof Error ? error.message : String(error));
  }

  #tellStats(): void {
    const overMs = performance.now() - this.#countedSinceMs;
    if (overMs < STATS_EVERY_MS) return;
    this.#events.onStats(summarise(this.#composeTimesMs, this.#dropped, overMs));
    this.#composeTimesMs = [];
    this.#dropped = 0;
    this.#countedSinceMs += overMs;
  }
}

import type { Card } from './messages.ts';
import type { OverlayLayer } from './overlay-layer.ts';
import type { Scene } from './pure/scene.ts';
import { MOST_WAITED, SceneCanvas } from './scene-canvas.ts';
import type { Stage } from './stage.ts';

/** Seen by the instructor alone, who wants to know what it will look like: no more often than this. */
const EVERY_MS = 100;

/** Paints the scene that is prepared into a canvas of the page. */
export class PreparedPainter {
  readonly #stage: Stage;
  readonly #overlays: OverlayLayer;
  #canvas: SceneCanvas | undefined;
  #scene: Scene | undefined;
  #lastAtMs = 0;
  #waited = 0;

  constructor(stage: Stage, overlays: OverlayLayer) {
    this.#stage = stage;
    this.#overlays = overlays;
  }

  set(scene: Scene | undefined, canvas: OffscreenCanvas | undefined): void {
    if (canvas) this.#canvas = new SceneCanvas(this.#stage, [canvas]);
    // The page has taken its canvas away, and brings another one the next time.
    else if (!scene) this.#canvas = undefined;
    this.#scene = scene;
    // At once: it is the answer to a click.
    this.#lastAtMs = 0;
    this.#waited = 0;
  }

  paintWhenDue(card: Card, nowMs: number): void {
    if (!this.#scene || !this.#canvas || nowMs - this.#lastAtMs < EVERY_MS) return;
    if (this.#waited < MOST_WAITED && !this.#canvas.isReadyFor(this.#scene)) {
      this.#waited += 1;
      return;
    }
    this.#lastAtMs = nowMs;
    this.#canvas.paint(this.#scene, card);
    this.#overlays.draw(this.#canvas.context, this.#canvas.size, Date.now());
  }
}

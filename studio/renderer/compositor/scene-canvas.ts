import { drawScene } from './draw-scene.ts';
import type { Card } from './messages.ts';
import { type DrawStep, layoutScene } from './pure/layout-scene.ts';
import type { Size } from './pure/picture.ts';
import type { Scene } from './pure/scene.ts';
import type { Stage } from './stage.ts';

/** A canvas that scenes are painted on; lays a scene out only when it or what fills it has changed. */
export class SceneCanvas {
  readonly size: Size;
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly #stage: Stage;
  #laidOut: { scene: Scene; shape: number; steps: readonly DrawStep[] } | undefined;

  constructor(stage: Stage, canvas: OffscreenCanvas) {
    this.#stage = stage;
    this.size = { width: canvas.width, height: canvas.height };
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('the browser gives no 2D canvas');
    this.context = context;
  }

  get canvas(): OffscreenCanvas {
    return this.context.canvas;
  }

  paint(scene: Scene, card: Card): void {
    drawScene(this.context, this.size, this.#stepsOf(scene), this.#stage, card);
  }

  #stepsOf(scene: Scene): readonly DrawStep[] {
    const { shape, pictures } = this.#stage;
    if (this.#laidOut?.scene !== scene || this.#laidOut.shape !== shape) {
      this.#laidOut = { scene, shape, steps: layoutScene(scene, this.size, pictures) };
    }
    return this.#laidOut.steps;
  }
}

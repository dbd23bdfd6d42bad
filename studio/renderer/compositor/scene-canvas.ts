import { drawSteps, shownBy } from './draw-scene.ts';
import type { Card } from './messages.ts';
import { opaqueContext } from './opaque-context.ts';
import { PictureTiles } from './picture-tiles.ts';
import { type DrawStep, layoutScene } from './pure/layout-scene.ts';
import type { Size } from './pure/picture.ts';
import type { Scene } from './pure/scene.ts';
import { type Aged, aged, isStillGood, leadToKeep } from './pure/still-lead.ts';
import type { Stage } from './stage.ts';

/**
 * So many turns a scene waits for its pictures' copies. Drawn as they are, they are slow, and stay in the browser's cache
 * of decoded pictures: megabytes for each change of the scene.
 */
export const MOST_WAITED = 3;

/**
 * A canvas that scenes are painted on; lays a scene out only when it or what fills it has changed. What stands still
 * at the back of it is drawn from a copy: a screen's frame is turned from YUV to RGB and scaled each time it is drawn.
 */
export class SceneCanvas {
  readonly size: Size;
  readonly #contexts: readonly OffscreenCanvasRenderingContext2D[];
  #turn = 0;
  readonly #stage: Stage;
  readonly #tiles: PictureTiles;
  #laidOut: { scene: Scene; shape: number; steps: readonly DrawStep[] } | undefined;
  #steps: readonly Aged[] = [];
  /** Made when there is something to keep for the first time. */
  #copy: OffscreenCanvasRenderingContext2D | undefined;
  /** So many steps are in the copy. */
  #kept = 0;

  /** @param canvases of one size, painted on in turns. */
  constructor(stage: Stage, canvases: readonly OffscreenCanvas[]) {
    this.#stage = stage;
    this.#contexts = canvases.map((each) => opaqueContext(each));
    const { width, height } = this.canvas;
    this.size = { width, height };
    this.#tiles = new PictureTiles(this.size);
  }

  /** Of the canvas that was painted on last. */
  get context(): OffscreenCanvasRenderingContext2D {
    const context = this.#contexts[this.#turn];
    if (!context) throw new Error('a scene was given no canvas');
    return context;
  }

  get canvas(): OffscreenCanvas {
    return this.context.canvas;
  }

  /** Whether all that a scene shows can be drawn at once. */
  isReadyFor(scene: Scene): boolean {
    const steps = layoutScene(scene, this.size, this.#stage.pictures);
    return this.#stage.areReady(steps.flatMap((step) => (step.draw === 'picture' ? [step.slot] : [])));
  }

  paint(scene: Scene, card: Card): void {
    this.#turn = (this.#turn + 1) % this.#contexts.length;
    const now = this.#stepsOf(scene).map((step) => ({ step, shown: shownBy(step, this.#stage, card) }));
    this.#steps = aged(this.#steps, now);
    const drawn = this.#drawKept();
    const lead = leadToKeep(this.#steps);
    if (lead > drawn) {
      this.#draw(drawn, lead, card);
      this.#keep(lead);
      this.#draw(lead, this.#steps.length, card);
    } else {
      this.#draw(drawn, this.#steps.length, card);
    }
  }

  /** How many steps the copy has done. */
  #drawKept(): number {
    if (!this.#copy || !isStillGood(this.#steps, this.#kept)) this.#kept = 0;
    else this.context.drawImage(this.#copy.canvas, 0, 0);
    return this.#kept;
  }

  #keep(lead: number): void {
    const { width, height } = this.size;
    this.#copy ??= opaqueContext(new OffscreenCanvas(width, height));
    this.#copy.drawImage(this.canvas, 0, 0);
    this.#kept = lead;
  }

  #draw(from: number, to: number, card: Card): void {
    const steps = this.#steps.slice(from, to).map(({ step }) => step);
    drawSteps(this.context, this.size, steps, this.#stage, card, this.#tiles);
  }

  #stepsOf(scene: Scene): readonly DrawStep[] {
    const { shape, pictures } = this.#stage;
    if (this.#laidOut?.scene !== scene || this.#laidOut.shape !== shape) {
      this.#laidOut = { scene, shape, steps: layoutScene(scene, this.size, pictures) };
    }
    return this.#laidOut.steps;
  }
}

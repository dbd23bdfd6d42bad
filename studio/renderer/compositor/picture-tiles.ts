import { opaqueContext } from './opaque-context.ts';
import type { DrawStep } from './pure/layout-scene.ts';
import type { Size } from './pure/picture.ts';
import { type Turns, afterTurn, isWorthATile } from './pure/slow-source.ts';
import type { Shown } from './stage.ts';

export type PictureStep = Extract<DrawStep, { draw: 'picture' }>;

/** What is shown, and in which form it is drawn. */
export interface Picture {
  shown: Shown;
  drawable: CanvasImageSource;
}

interface Kept {
  shown: Shown | undefined;
  turns: Turns;
  /** Made when it is worth it for the first time. */
  tile: OffscreenCanvasRenderingContext2D | undefined;
  /** What is on the tile. */
  tileOf: Shown | undefined;
}

/** Draws pictures into their places; one that comes again and again is drawn from a tile of its own. */
export class PictureTiles {
  readonly #programme: Size;
  /** Another layout has other steps, and its own tiles. */
  readonly #kept = new WeakMap<PictureStep, Kept>();

  constructor(programme: Size) {
    this.#programme = programme;
  }

  draw(context: OffscreenCanvasRenderingContext2D, picture: Picture, step: PictureStep): void {
    const { from, to } = step;
    const tile = this.#tileOf(step, picture);
    if (tile) context.drawImage(tile.canvas, to.x, to.y);
    else {
      const { drawable } = picture;
      context.drawImage(drawable, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
    }
  }

  #tileOf(step: PictureStep, { shown, drawable }: Picture): OffscreenCanvasRenderingContext2D | undefined {
    // A still picture is in the programme's colours already, and may be see-through.
    if (!(shown instanceof VideoFrame)) return undefined;
    const kept = this.#kept.get(step) ?? { shown: undefined, turns: 0, tile: undefined, tileOf: undefined };
    this.#kept.set(step, kept);
    kept.turns = afterTurn(kept.turns, kept.shown === shown);
    kept.shown = shown;
    const { from, to } = step;
    if (!isWorthATile(kept.turns, to, this.#programme)) return undefined;
    kept.tile ??= opaqueContext(new OffscreenCanvas(to.width, to.height));
    if (kept.tileOf !== shown) {
      kept.tile.drawImage(drawable, from.x, from.y, from.width, from.height, 0, 0, to.width, to.height);
      kept.tileOf = shown;
    }
    return kept.tile;
  }
}

import type { Board } from './board.svelte.ts';
import type { Place } from './pure/element.ts';
import {
  type PointerKind,
  type Touch,
  isDrawing,
  noPointer,
  penNear,
  pointerDown,
  pointerUp,
} from './pure/pointer-choice.ts';
import type { Surface } from './surface.ts';

export interface PointerInputOptions {
  readonly board: Board;
  readonly surface: Surface;
  readonly mayDraw: () => boolean;
  /** The text tool was set down here. */
  readonly onWrite: (at: Place) => void;
  /** How long after its event a line was painted. */
  readonly onInkDrawn: (latencyMs: number) => void;
}

/** The eraser at the other end of a pen. */
const PEN_ERASER = 32;

/** What pens, fingers and mice do on the surface, as strokes of one hand. */
export class PointerInput {
  readonly #options: PointerInputOptions;
  #pointers = noPointer;

  constructor(options: PointerInputOptions) {
    this.#options = options;
  }

  /** Whether it draws now, or opens a text. */
  handleDown(event: PointerEvent, target: Element): boolean {
    const { board, surface, mayDraw, onWrite } = this.#options;
    if (!mayDraw() || (event.pointerType === 'mouse' && event.button !== 0)) return false;
    const { state, draws, instead } = pointerDown(this.#pointers, touchOf(event));
    this.#pointers = state;
    if (instead) board.cancel();
    if (!draws) return false;
    const point = surface.pointsOf(event).at(-1)!;
    if (board.tool === 'text') {
      this.#pointers = pointerUp(state, touchOf(event));
      onWrite(point);
      return true;
    }
    target.setPointerCapture(event.pointerId);
    const tool = event.pointerType === 'pen' && (event.buttons & PEN_ERASER) > 0 ? 'eraser' : board.tool;
    board.begin(point, event.pointerType === 'pen', tool);
    this.#tellDrawn(event);
    return true;
  }

  handleMove(event: PointerEvent): void {
    const { board, surface, mayDraw } = this.#options;
    if (!mayDraw()) return;
    if (event.pointerType === 'pen') this.#pointers = penNear(this.#pointers, event.timeStamp);
    const { drawing } = this.#pointers;
    if (drawing && !isDrawing(this.#pointers, event.pointerId)) return;
    board.move(surface.pointsOf(event));
    if (drawing) this.#tellDrawn(event);
  }

  handleUp(event: PointerEvent): void {
    const was = isDrawing(this.#pointers, event.pointerId);
    this.#pointers = pointerUp(this.#pointers, touchOf(event));
    if (!was) return;
    if (event.type === 'pointercancel') this.#options.board.cancel();
    else this.#options.board.end();
  }

  #tellDrawn(event: PointerEvent): void {
    this.#options.onInkDrawn(performance.now() - event.timeStamp);
  }
}

function touchOf({ pointerId, pointerType, timeStamp: at }: PointerEvent): Touch {
  const kind: PointerKind = pointerType === 'pen' || pointerType === 'touch' ? pointerType : 'mouse';
  return { pointerId, kind, at };
}

import { FrameCopy, paintsInSoftware } from './frame-copy.ts';
import { type Copying, FrameSource } from './frame-source.ts';
import type { InkChange, InkPiece } from './messages.ts';
import { INK_LAYERS, type InkLayer } from './pure/ink.ts';
import type { Pictures, Size, Slot } from './pure/picture.ts';
import { StillSource } from './still-source.ts';

export type Shown = VideoFrame | ImageBitmap;

/** What was drawn within this is drawn again soon. */
const WANTED_MS = 1000;

/** All that can be shown: what fills each slot, and the ink. Owns every picture of it. */
export class Stage {
  readonly #sources = new Map<Slot, FrameSource | StillSource>();
  readonly #onCamera: () => void;
  readonly #isCopied = paintsInSoftware();
  readonly #drawnAtMs = new Map<Slot, number>();
  readonly #names = new Map<Slot, string>();
  readonly #sizes = new Map<Slot, Size>();
  readonly #ink = new Map<InkLayer, InkPiece>();
  #pictures: Pictures = {};
  #shape = 0;

  /** @param onCamera when the camera's next picture has come. */
  constructor(onCamera: () => void) {
    this.#onCamera = onCamera;
  }

  fill(slot: Slot, frames: ReadableStream<VideoFrame>, name: string | undefined): void {
    if (name) this.#names.set(slot, name);
    else this.#names.delete(slot);
    const onFrame = slot === 'camera' ? this.#onCamera : () => {};
    this.#put(slot, new FrameSource(frames, onFrame, this.#copyingOf(slot)));
  }

  show(slot: Slot, bitmap: ImageBitmap): void {
    this.#put(slot, new StillSource(bitmap));
  }

  empty(slot: Slot): void {
    this.#sources.get(slot)?.close();
    this.#sources.delete(slot);
    this.#names.delete(slot);
  }

  setInk(changes: readonly InkChange[]): void {
    for (const { layer, piece } of changes) {
      this.#ink.get(layer)?.picture.close();
      if (piece) this.#ink.set(layer, piece);
      else this.#ink.delete(layer);
    }
  }

  /** The same object for as long as it is the same picture. */
  inkOn(layer: InkLayer): InkPiece | undefined {
    return this.#ink.get(layer);
  }

  /** Still ours: the caller draws it and must not close it. */
  pictureOf(slot: Slot): Shown | undefined {
    return this.#sources.get(slot)?.latest;
  }

  /** The same picture, to be drawn now. */
  drawableOf(slot: Slot): CanvasImageSource | undefined {
    this.#drawnAtMs.set(slot, performance.now());
    return this.#sources.get(slot)?.drawable;
  }

  /** Whether all of these can be drawn at once; from now on they are made ready as they come. */
  areReady(slots: readonly Slot[]): boolean {
    const nowMs = performance.now();
    for (const slot of slots) this.#drawnAtMs.set(slot, nowMs);
    return slots.map((slot) => this.#sources.get(slot)?.isReady ?? true).every(Boolean);
  }

  /** How long it took since this was asked last to make pictures ready for drawing. */
  takeSpentMs(): number {
    let spent = 0;
    for (const source of this.#sources.values()) spent += source.takeSpentMs();
    return spent;
  }

  /** Whose picture it is, where that is said. */
  nameOf(slot: Slot): string | undefined {
    return this.#names.get(slot);
  }

  get pictures(): Pictures {
    return this.#pictures;
  }

  /** Another number whenever a scene must be laid out anew: a picture came, went or changed its size. */
  get shape(): number {
    return this.#shape;
  }

  /** Looks once at what there is, before painting: a layout is made only when that has changed. */
  look(): void {
    let isOther = false;
    for (const [slot, source] of this.#sources) {
      const { latest } = source;
      if (latest) isOther = this.#see(slot, widthOf(latest), heightOf(latest)) || isOther;
    }
    for (const slot of this.#sizes.keys()) {
      if (this.#sources.get(slot)?.latest) continue;
      this.#sizes.delete(slot);
      isOther = true;
    }
    if (!isOther) return;
    this.#shape += 1;
    // In the order the sources came in, which is that of the guests in their grid.
    const order = [...this.#sources.keys()];
    const seen = order.flatMap((slot) => {
      const size = this.#sizes.get(slot);
      return size ? [[slot, size] as const] : [];
    });
    this.#pictures = Object.fromEntries(seen);
  }

  close(): void {
    for (const source of this.#sources.values()) source.close();
    this.#sources.clear();
    this.setInk(INK_LAYERS.map((layer) => ({ layer, piece: undefined })));
  }

  #copyingOf(slot: Slot): Copying | undefined {
    if (!this.#isCopied) return undefined;
    const isWanted = () => performance.now() - (this.#drawnAtMs.get(slot) ?? -Infinity) < WANTED_MS;
    return { copy: new FrameCopy(), isWanted };
  }

  #put(slot: Slot, source: FrameSource | StillSource): void {
    this.#sources.get(slot)?.close();
    // Set, not deleted and added: a guest whose camera changes keeps their place.
    this.#sources.set(slot, source);
  }

  #see(slot: Slot, width: number, height: number): boolean {
    const known = this.#sizes.get(slot);
    if (known?.width === width && known.height === height) return false;
    this.#sizes.set(slot, { width, height });
    return true;
  }
}

function widthOf(shown: Shown): number {
  return 'displayWidth' in shown ? shown.displayWidth : shown.width;
}

function heightOf(shown: Shown): number {
  return 'displayHeight' in shown ? shown.displayHeight : shown.height;
}

import { opaqueContext } from './opaque-context.ts';

/**
 * Whether this machine paints without a graphics card. There a frame is turned into the canvas's colours on pages of
 * memory that are fresh each time, which takes longer than all of the drawing; with a card it would be the copy that does.
 */
export function paintsInSoftware(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  const names = gl?.getExtension('WEBGL_debug_renderer_info');
  if (!gl || !names) return true;
  const renderer: unknown = gl.getParameter(names.UNMASKED_RENDERER_WEBGL);
  return /swiftshader|llvmpipe|software/i.test(String(renderer));
}

interface Memory {
  readonly image: ImageData;
  readonly context: OffscreenCanvasRenderingContext2D;
}

/** One source's newest frame in the canvas's own colours, always in the same memory. */
export class FrameCopy {
  #memory: Memory | undefined;
  #of: VideoFrame | undefined;
  /** Of a kind that the browser turns into no other: drawn as it is. */
  #isRefused = false;
  /** One at a time: all are put into the same memory. */
  #taking: Promise<void> = Promise.resolve();
  #spentMs = 0;

  /** What to draw in its place; undefined where there is no copy of this one. */
  pictureOf(frame: VideoFrame): OffscreenCanvas | undefined {
    return this.#of === frame ? this.#memory?.context.canvas : undefined;
  }

  /** Whether it is drawn from its copy, or never will be. */
  isReadyFor(frame: VideoFrame): boolean {
    return this.#of === frame || this.#isRefused || !isPlain(frame);
  }

  /** How long copying took since this was asked last. */
  takeSpentMs(): number {
    const spent = this.#spentMs;
    this.#spentMs = 0;
    return spent;
  }

  take(frame: VideoFrame): Promise<void> {
    this.#taking = this.#taking.then(() => this.#take(frame));
    return this.#taking;
  }

  async #take(frame: VideoFrame): Promise<void> {
    if (this.#of === frame || this.#isRefused || !isPlain(frame)) return;
    const beganMs = performance.now();
    try {
      const memory = this.#memoryFor(frame);
      await frame.copyTo(memory.image.data, { format: 'RGBA', colorSpace: 'srgb' });
      memory.context.putImageData(memory.image, 0, 0);
      // Not before it is filled: of another size, it is shown in the place of the last one meanwhile.
      this.#memory = memory;
      this.#of = frame;
    } catch {
      // One that was closed while it was copied has none.
      this.#isRefused = frame.format !== null;
    }
    this.#spentMs += performance.now() - beganMs;
  }

  #memoryFor({ visibleRect }: VideoFrame): Memory {
    const { width, height } = visibleRect ?? { width: 0, height: 0 };
    const kept = this.#memory;
    if (kept?.image.width === width && kept.image.height === height) return kept;
    return {
      image: new ImageData(width, height),
      context: opaqueContext(new OffscreenCanvas(width, height)),
    };
  }
}

/** What newer browsers know of a frame: it is turned or mirrored only as it is drawn. */
type TurnedFrame = VideoFrame & { readonly rotation?: number; readonly flip?: boolean };

/** Its pixels are here, and lie as they are shown. */
function isPlain(frame: TurnedFrame): boolean {
  const { format, visibleRect, displayWidth, displayHeight, rotation = 0, flip = false } = frame;
  if (format === null || rotation !== 0 || flip) return false;
  return visibleRect?.width === displayWidth && visibleRect.height === displayHeight;
}

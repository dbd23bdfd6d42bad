import type { Card, FromCompositor, InkChange, ToCompositor, Transition } from './messages.ts';
import type { CompositorStats } from './pure/compositor-stats.ts';
import type { Overlay } from './pure/overlay.ts';
import type { Size, Slot } from './pure/picture.ts';
import type { Scene } from './pure/scene.ts';

export interface CompositorOptions {
  size: Size;
  framesPerSecond: number;
  /** Draws the moment of composing into the picture, to be read further down the line. */
  burnClock: boolean;
  scene: Scene;
  card: Card;
  onStats: (stats: CompositorStats) => void;
  /** The camera's picture stands still, or no longer. */
  onCamera: (isFrozen: boolean) => void;
  /** It composes no more; a new one must be made. */
  onFailed: (reason: string) => void;
}

/** Whether this browser lets frames be made and taken apart. */
export function canCompose(): boolean {
  return (
    'MediaStreamTrackGenerator' in globalThis &&
    'MediaStreamTrackProcessor' in globalThis &&
    'OffscreenCanvas' in globalThis
  );
}

/** The programme's picture: owns the worker that paints it and the tracks that come out of it. */
export class Compositor {
  readonly track: MediaStreamTrack;
  readonly #worker: Worker;
  readonly #taps = new Map<Slot, MediaStreamTrack>();
  #isClosed = false;

  constructor({ onStats, onCamera, onFailed, ...start }: CompositorOptions) {
    const generator = new MediaStreamTrackGenerator({ kind: 'video' });
    this.track = generator;
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      type: 'module',
      name: 'compositor',
    });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromCompositor>) => {
      switch (data.type) {
        case 'stats':
          onStats(data.stats);
          return;
        case 'camera':
          onCamera(data.isFrozen);
          return;
        case 'failed':
          onFailed(data.reason);
          return;
      }
    });
    this.#worker.addEventListener('error', (event) =>
      onFailed(event.message || 'its worker could not start'),
    );
    this.#tell({ type: 'start', ...start, output: generator.writable }, [generator.writable]);
  }

  /** Shows this track in its slot from now on, with whose it is; the track stays its owner's, who stops it. */
  fill(slot: Slot, track: MediaStreamTrack, name?: string): void {
    const { readable } = new MediaStreamTrackProcessor({ track });
    this.#tell({ type: 'fill', slot, frames: readable, name }, [readable]);
  }

  /** Shows this picture in its slot until another comes; it is taken away from the caller. */
  show(slot: Slot, bitmap: ImageBitmap): void {
    this.#hand([bitmap], () => this.#tell({ type: 'show', slot, bitmap }, [bitmap]));
  }

  empty(slot: Slot): void {
    this.#tell({ type: 'empty', slot });
  }

  /** What lies over what is taught from; all of it changes at once, and is taken away from the caller. */
  setInk(changes: readonly InkChange[]): void {
    const pictures = changes.flatMap(({ piece }) => piece?.picture ?? []);
    this.#hand(pictures, () => this.#tell({ type: 'ink', changes }, pictures));
  }

  setScene(scene: Scene, by: Transition): void {
    this.#tell({ type: 'scene', scene, by });
  }

  /** Paints a scene for the instructor alone, into the canvas given last; nothing any more without a scene. */
  prepare(scene: Scene | undefined, canvas?: OffscreenCanvas): void {
    if (canvas) this.#tell({ type: 'prepare', scene, canvas }, [canvas]);
    else this.#tell({ type: 'prepare', scene });
  }

  setOverlays(overlays: readonly Overlay[]): void {
    this.#tell({ type: 'overlays', overlays });
  }

  /** Taken away from the caller. */
  setLogo(bitmap: ImageBitmap | undefined): void {
    const pictures = bitmap ? [bitmap] : [];
    this.#hand(pictures, () => this.#tell({ type: 'logo', bitmap }, pictures));
  }

  setCard(card: Card): void {
    this.#tell({ type: 'card', card });
  }

  /** What stands in this slot as a track of its own, such as for recording still pictures. */
  trackOf(slot: Slot): MediaStreamTrack {
    const known = this.#taps.get(slot);
    if (known) return known;
    const generator = new MediaStreamTrackGenerator({ kind: 'video' });
    this.#taps.set(slot, generator);
    this.#tell({ type: 'tap', slot, output: generator.writable }, [generator.writable]);
    return generator;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#tell({ type: 'stop' });
    this.#isClosed = true;
    this.track.stop();
    for (const track of this.#taps.values()) track.stop();
  }

  /** Whoever draws may be a moment behind whoever closes: their pictures are let go of all the same. */
  #hand(bitmaps: readonly ImageBitmap[], tell: () => void): void {
    if (!this.#isClosed) tell();
    else for (const bitmap of bitmaps) bitmap.close();
  }

  #tell(message: ToCompositor, transfer: Transferable[] = []): void {
    if (!this.#isClosed) this.#worker.postMessage(message, transfer);
  }
}

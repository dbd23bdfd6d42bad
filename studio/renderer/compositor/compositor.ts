import type { Card, FromCompositor, ToCompositor } from './messages.ts';
import type { CompositorStats } from './pure/compositor-stats.ts';
import type { Scene, Size, Slot } from './pure/layout-scene.ts';

export interface CompositorOptions {
  size: Size;
  framesPerSecond: number;
  /** Draws the moment of composing into the picture, to be read further down the line. */
  burnClock: boolean;
  scene: Scene;
  card: Card;
  onStats: (stats: CompositorStats) => void;
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

/** The programme's picture: owns the worker that paints it and the track that it comes out of. */
export class Compositor {
  readonly track: MediaStreamTrack;
  readonly #worker: Worker;
  #isClosed = false;

  constructor({ onStats, onFailed, ...start }: CompositorOptions) {
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

  /** Shows this track in its slot from now on; the track stays its owner's, who stops it. */
  fill(slot: Slot, track: MediaStreamTrack): void {
    const { readable } = new MediaStreamTrackProcessor({ track });
    this.#tell({ type: 'fill', slot, frames: readable }, [readable]);
  }

  empty(slot: Slot): void {
    this.#tell({ type: 'empty', slot });
  }

  setScene(scene: Scene): void {
    this.#tell({ type: 'scene', scene });
  }

  setCard(card: Card): void {
    this.#tell({ type: 'card', card });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#tell({ type: 'stop' });
    this.#isClosed = true;
    this.track.stop();
  }

  #tell(message: ToCompositor, transfer: Transferable[] = []): void {
    if (!this.#isClosed) this.#worker.postMessage(message, transfer);
  }
}

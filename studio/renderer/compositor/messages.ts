import type { CompositorStats } from './pure/compositor-stats.ts';
import type { InkLayer, InkPlace } from './pure/ink.ts';
import type { Overlay } from './pure/overlay.ts';
import type { Size, Slot } from './pure/picture.ts';
import type { Scene } from './pure/scene.ts';

/** What stands in the programme where a scene has nothing to show. */
export interface Card {
  title: string;
  note: string;
}

/** How a scene takes the place of the one before. `refresh`: it is the same one, laid out anew. */
export type Transition = 'cut' | 'fade' | 'refresh';

/** See-through, and hardly larger than what is on it. */
export interface InkPiece extends InkPlace {
  readonly picture: ImageBitmap;
}

/** A layer of the ink as it is from now on; without a piece there is nothing on it. */
export interface InkChange {
  readonly layer: InkLayer;
  readonly piece: InkPiece | undefined;
}

export type ToCompositor =
  | {
      type: 'start';
      size: Size;
      framesPerSecond: number;
      burnClock: boolean;
      scene: Scene;
      card: Card;
      /** Transferred. Every frame written to it shows up in the programme's track. */
      output: WritableStream<VideoFrame>;
    }
  /** `frames` is transferred; a slot filled before is emptied first. */
  | { type: 'fill'; slot: Slot; frames: ReadableStream<VideoFrame>; name: string | undefined }
  /** Transferred, and closed when another one comes or the slot is emptied. */
  | { type: 'show'; slot: Slot; bitmap: ImageBitmap }
  | { type: 'empty'; slot: Slot }
  /** Their pictures as `show`. */
  | { type: 'ink'; changes: readonly InkChange[] }
  | { type: 'scene'; scene: Scene; by: Transition }
  /** `canvas` is transferred, where there is a new one; without a scene nothing is prepared any more. */
  | { type: 'prepare'; scene: Scene | undefined; canvas?: OffscreenCanvas }
  | { type: 'overlays'; overlays: readonly Overlay[] }
  /** As `show`. */
  | { type: 'logo'; bitmap: ImageBitmap | undefined }
  | { type: 'card'; card: Card }
  /** From now on what stands in this slot is also written to a track of its own; transferred. */
  | { type: 'tap'; slot: Slot; output: WritableStream<VideoFrame> }
  | { type: 'stop' };

export type FromCompositor =
  | { type: 'stats'; stats: CompositorStats }
  /** Its picture stands still, or no longer. */
  | { type: 'camera'; isFrozen: boolean }
  | { type: 'failed'; reason: string };

import type { CompositorStats } from './pure/compositor-stats.ts';
import type { Scene, Size, Slot } from './pure/layout-scene.ts';

/** What stands in the programme where a scene has nothing to show. */
export interface Card {
  title: string;
  note: string;
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
  | { type: 'fill'; slot: Slot; frames: ReadableStream<VideoFrame> }
  | { type: 'empty'; slot: Slot }
  | { type: 'scene'; scene: Scene }
  | { type: 'card'; card: Card }
  | { type: 'stop' };

export type FromCompositor = { type: 'stats'; stats: CompositorStats } | { type: 'failed'; reason: string };

import { LIVE_PICTURE_EVERY_MS } from '@rostrum/protocol/http';
import { SvelteMap } from 'svelte/reactivity';
import type { Tile } from './time-bar.ts';

export interface LivePicturesOptions {
  readonly streamId: string;
  /** Where the class is watched; rejects where it isn't told now. */
  readonly path: () => Promise<string>;
  /** Resolves with a picture's size once it is here. */
  readonly load: (src: string) => Promise<{ width: number; height: number }>;
}

/** Who only passes over the bar asks for nothing. */
const REST_MS = 120;
/** What could not be had is left alone for so long. */
const AGAIN_MS = 10_000;

/** Small pictures of a lecture that is live: each is asked for when somebody rests at its moment. */
export class LivePictures {
  readonly #options: LivePicturesOptions;
  readonly #tiles = new SvelteMap<number, Tile>();
  readonly #refusedAtMs = new Map<number, number>();
  #wanted: number | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LivePicturesOptions) {
    this.#options = options;
  }

  /** Of a moment by the wall clock, in seconds; whoever reads it in a template is shown it as it comes. */
  at(atS: number): Tile | undefined {
    const slot = Math.floor((atS * 1000) / LIVE_PICTURE_EVERY_MS);
    const tile = this.#tiles.get(slot);
    if (!tile) this.#want(slot);
    return tile;
  }

  close(): void {
    clearTimeout(this.#resting);
  }

  #want(slot: number): void {
    if (slot === this.#wanted) return;
    clearTimeout(this.#resting);
    this.#wanted = undefined;
    if (Date.now() - (this.#refusedAtMs.get(slot) ?? -Infinity) < AGAIN_MS) return;
    this.#wanted = slot;
    this.#resting = setTimeout(() => void this.#bring(slot), REST_MS);
  }

  async #bring(slot: number): Promise<void> {
    const { streamId, path, load } = this.#options;
    try {
      const src = `${await path()}pictures/${slot}.jpg?s=${encodeURIComponent(streamId)}`;
      const { width, height } = await load(src);
      this.#tiles.set(slot, { src, x: 0, y: 0, width, height });
    } catch {
      // It may be on its way, or too many want one: the bar says the time all the same.
      this.#refusedAtMs.set(slot, Date.now());
    }
    if (this.#wanted === slot) this.#wanted = undefined;
  }
}

/** By the browser, which then has it to show. */
export async function loadPicture(src: string): Promise<{ width: number; height: number }> {
  const image = new Image();
  image.src = src;
  await image.decode();
  return { width: image.naturalWidth, height: image.naturalHeight };
}

import type { WatchResponse } from '@rostrum/protocol/http';
import type { Engine } from '../player/engine.ts';
import { HlsEngine } from '../player/hls-engine.ts';
import { loadHls } from '../player/load-hls.ts';
import { NativeEngine } from '../player/native-engine.ts';
import { chooseEngine } from '../player/pure/choose-engine.ts';
import { moveToPath } from '../player/pure/move-to-path.ts';
import type { FailureKind } from '../player/pure/player-state.ts';
import type { Quality } from '../player/pure/preferences.ts';

/** What is to be said over the picture. */
export type Showing = 'loading' | 'picture' | 'retrying' | 'broken' | 'unsupported';

export interface RecordingPlayerOptions {
  readonly video: HTMLVideoElement;
  readonly streamId: string;
  readonly quality: Quality;
  /** Where the class is watched; rejects where the server doesn’t tell. */
  readonly findAddress: () => Promise<WatchResponse>;
  readonly onShowing: (showing: Showing) => void;
  /** The pictures that can be chosen from, by their heights; none where the browser chooses by itself. */
  readonly onHeights: (heights: readonly number[]) => void;
  /** It can’t be had: the page may find out that it is gone. */
  readonly onTrouble: () => void;
}

const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl';
/** An address is good for twenty minutes at least. */
const ADDRESS_EVERY_MS = 10 * 60_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 15_000;
const MEDIA_TRIES = 3;
/** At its very end there is no picture to be shown any more. */
const BEFORE_END_S = 0.2;

/** Plays one recording into one video element; what fails is tried again for as long as the page is open. */
export class RecordingPlayer {
  readonly #options: RecordingPlayerOptions;
  readonly #listening = new AbortController();
  readonly #renewing: ReturnType<typeof setInterval>;
  #quality: Quality;
  #path = '';
  /** In seconds: there it goes on where it has to be loaded anew. */
  #atS = 0;
  #engine: Engine | undefined;
  #isReady = false;
  #failures = 0;
  #mediaFailures = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RecordingPlayerOptions) {
    this.#options = options;
    this.#quality = options.quality;
    const { signal } = this.#listening;
    const { video } = options;
    video.addEventListener('timeupdate', () => this.#handleTime(), { signal });
    video.addEventListener('loadedmetadata', () => this.#handleMetadata(), { signal });
    window.addEventListener('online', () => this.#retryNow(), { signal });
    this.#renewing = setInterval(() => void this.#renewPath(), ADDRESS_EVERY_MS);
    void this.#build();
  }

  goTo(atS: number): void {
    const { video } = this.#options;
    this.#atS = atS;
    // Before anything is known of it there is no place to go to.
    if (video.readyState >= video.HAVE_METADATA) this.#seek();
  }

  choose(quality: Quality): void {
    const isAnew = (quality === 'sound') !== (this.#quality === 'sound');
    this.#quality = quality;
    if (!isAnew) this.#engine?.choose(quality);
    // Whether there is a picture at all is chosen as the engine is made.
    else void this.#buildAnew();
  }

  close(): void {
    this.#listening.abort();
    clearInterval(this.#renewing);
    clearTimeout(this.#waiting);
    this.#engine?.close();
    this.#engine = undefined;
  }

  get #isClosed(): boolean {
    return this.#listening.signal.aborted;
  }

  async #buildAnew(): Promise<void> {
    const { video } = this.#options;
    const isPlaying = !video.paused;
    await this.#build();
    // Where the browser refuses it, the button is there to be pressed.
    if (isPlaying) video.play().catch(() => undefined);
  }

  async #build(): Promise<void> {
    const { video, streamId, findAddress, onHeights } = this.#options;
    try {
      const [module, { path }] = await Promise.all([loadHls(), findAddress()]);
      if (this.#isClosed) return;
      this.#path = path;
      this.#engine?.close();
      const can = { feedMedia: module.default.isSupported(), playHls: video.canPlayType(PLAYLIST_TYPE) };
      const options = {
        ...{ video, quality: this.#quality, onHeights },
        url: `${path}recording.m3u8?s=${streamId}`,
        currentUrl: (url: string) => moveToPath(url, this.#path),
        onReady: () => this.#handleReady(),
        onFailed: (kind: FailureKind) => this.#handleFailed(kind),
      };
      switch (chooseEngine(can)) {
        case 'hls.js':
          this.#engine = new HlsEngine(module, options);
          return;
        case 'native':
          this.#engine = new NativeEngine(options);
          return;
        case 'none':
          this.#options.onShowing('unsupported');
          return;
      }
    } catch {
      // The player's script or the address: both are asked for again, and the page is told.
      if (!this.#isClosed) this.#handleTrouble();
    }
  }

  #handleReady(): void {
    this.#isReady = true;
    this.#options.onShowing('picture');
  }

  #handleMetadata(): void {
    if (this.#atS > 0) this.#seek();
  }

  #seek(): void {
    const { video } = this.#options;
    video.currentTime = Math.max(0, Math.min(this.#atS, video.duration - BEFORE_END_S));
  }

  #handleTime(): void {
    const { readyState, HAVE_METADATA, currentTime } = this.#options.video;
    // What is taken out of the video is at nothing for a moment.
    if (readyState < HAVE_METADATA) return;
    this.#failures = 0;
    this.#atS = currentTime;
  }

  #handleFailed(kind: FailureKind): void {
    if (kind !== 'media') return this.#handleTrouble();
    this.#mediaFailures += 1;
    if (this.#mediaFailures <= MEDIA_TRIES) this.#engine?.recoverMedia();
    else {
      this.#engine?.close();
      this.#options.onShowing('broken');
    }
  }

  #handleTrouble(): void {
    const { onShowing, onTrouble } = this.#options;
    onShowing('retrying');
    onTrouble();
    clearTimeout(this.#waiting);
    const waitMs = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#waiting = setTimeout(() => this.#retry(), waitMs);
  }

  #retryNow(): void {
    if (this.#waiting === undefined) return;
    clearTimeout(this.#waiting);
    this.#retry();
  }

  /** What is buffered stays on the screen where there is something. */
  #retry(): void {
    this.#waiting = undefined;
    if (this.#isReady && this.#engine) void this.#resume();
    else void this.#build();
  }

  async #resume(): Promise<void> {
    await this.#renewPath();
    if (this.#isClosed) return;
    this.#engine?.resumeLoading();
    this.#options.onShowing('picture');
  }

  async #renewPath(): Promise<void> {
    try {
      const { path } = await this.#options.findAddress();
      this.#path = path;
    } catch {
      // The one until now may still be good; where it isn’t, the next part fails and all is tried anew.
    }
  }
}

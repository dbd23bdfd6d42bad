import type Hls from 'hls.js';

export type StudentPlayerState =
  { is: 'starting' } | { is: 'playing'; delayMs: number | undefined } | { is: 'away' };

export interface StudentPlayerOptions {
  video: HTMLVideoElement;
  /** Undefined where it can't be told now. */
  findAddress: () => Promise<string | undefined>;
  serverNow: () => number;
  onState: (state: StudentPlayerState) => void;
}

const AGAIN_AFTER_MS = 4_000;
const MEASURE_EVERY_MS = 500;
/** Nothing shown for so long is no start any more. */
const START_WITHIN_MS = 8_000;

/** Plays the smallest picture there is: it is looked at from the corner of an eye, beside an encoder at work. */
export class StudentPlayer {
  readonly #options: StudentPlayerOptions;
  readonly #measuring: ReturnType<typeof setInterval>;
  #hls: Hls | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #startedAtMs = 0;
  #isClosed = false;

  constructor(options: StudentPlayerOptions) {
    this.#options = options;
    this.#measuring = setInterval(() => this.#measure(), MEASURE_EVERY_MS);
    void this.#start();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#measuring);
    clearTimeout(this.#again);
    this.#hls?.destroy();
  }

  async #start(): Promise<void> {
    const { video, findAddress, onState } = this.#options;
    this.#startedAtMs = performance.now();
    onState({ is: 'starting' });
    try {
      const [address, { default: HlsPlayer, Events }] = await Promise.all([findAddress(), import('hls.js')]);
      if (this.#isClosed) return;
      if (address === undefined) {
        this.#retry();
        return;
      }
      const hls = new HlsPlayer({
        ...{ lowLatencyMode: true, enableWorker: false, startLevel: 0, autoLevelCapping: 0 },
        ...{ maxLiveSyncPlaybackRate: 1.1, backBufferLength: 4 },
      });
      this.#hls = hls;
      hls.on(Events.MANIFEST_PARSED, () => {
        // The smallest is asked for by name: the list is sorted by what it costs.
        hls.loadLevel = 0;
        // Muted, which every browser plays unasked.
        video.play().catch(() => this.#retry());
      });
      hls.on(Events.ERROR, (_event, { fatal }) => {
        if (fatal) this.#retry();
      });
      hls.loadSource(address);
      hls.attachMedia(video);
    } catch {
      this.#retry();
    }
  }

  #retry(): void {
    if (this.#isClosed) return;
    this.#hls?.destroy();
    this.#hls = undefined;
    this.#options.onState({ is: 'away' });
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.#start(), AGAIN_AFTER_MS);
  }

  #measure(): void {
    const hls = this.#hls;
    if (!hls) return;
    const { video, serverNow, onState } = this.#options;
    if (video.currentTime === 0) {
      if (performance.now() - this.#startedAtMs > START_WITHIN_MS) this.#retry();
      return;
    }
    const shownAt = hls.playingDate?.getTime();
    onState({
      is: 'playing',
      delayMs: shownAt === undefined ? undefined : Math.max(0, serverNow() - shownAt),
    });
  }
}

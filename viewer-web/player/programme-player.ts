import type { WatchResponse } from '@rostrum/protocol/http';
import type { Stream } from '@rostrum/protocol/room';
import type { Engine } from './engine.ts';
import { HlsEngine } from './hls-engine.ts';
import { type HlsModule, loadHls } from './load-hls.ts';
import { NativeEngine } from './native-engine.ts';
import { advance } from './pure/advance.ts';
import { chooseEngine } from './pure/choose-engine.ts';
import { delayMsOf } from './pure/delay.ts';
import {
  type Action,
  type FailureKind,
  type PlayerState,
  type Signal,
  detachedPlayer,
} from './pure/player-state.ts';
import { WatchAddress } from './watch-address.ts';

const MEASURE_EVERY_MS = 500;
const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl';

export interface PlayerSnapshot {
  state: PlayerState;
  /** Behind the instructor, by the clock stamped into the programme; there while a picture is shown. */
  delayMs?: number;
  /** Behind the newest part that the server has. */
  behindS?: number;
}

export interface ProgrammePlayerOptions {
  video: HTMLVideoElement;
  findAddress: () => Promise<WatchResponse>;
  serverNow: () => number;
  onChange: (snapshot: PlayerSnapshot) => void;
}

/** Plays a class's programme into one video element. `advance` decides; this listens, measures and obeys. */
export class ProgrammePlayer {
  readonly #options: ProgrammePlayerOptions;
  readonly #listening = new AbortController();
  readonly #measuring: ReturnType<typeof setInterval>;
  readonly #address: WatchAddress;

  #snapshot: PlayerSnapshot = { state: detachedPlayer };
  #isCovered = false;
  #streamId: string | undefined;
  #engine: Engine | undefined;
  /** Counts builds, so that a script that arrives late doesn't build what is no longer wanted. */
  #generation = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ProgrammePlayerOptions) {
    this.#options = options;
    this.#address = new WatchAddress({ find: options.findAddress, serverNow: options.serverNow });
    this.#listen();
    this.#measuring = setInterval(() => this.#measure(), MEASURE_EVERY_MS);
    // Fetched while the class waits for its beginning; a failure is told when the script is needed.
    loadHls().catch(() => undefined);
  }

  /** The room's word on the programme: a new stream is a new source, without a new page. */
  follow(stream: Stream): void {
    if (stream.status !== 'live') {
      this.#streamId = undefined;
      this.#signal({ type: 'programme-over' });
    } else if (stream.streamId !== this.#streamId) {
      this.#streamId = stream.streamId;
      this.#signal({ type: 'attach' });
    }
  }

  togglePlay(): void {
    if (this.#options.video.paused) this.#play();
    else this.#options.video.pause();
  }

  goLive(): void {
    this.#signal({ type: 'viewer-go-live', nowMs: performance.now() });
    this.#play();
  }

  setSound(sound: 'on' | 'muted'): void {
    this.#signal({ type: 'viewer-sound', sound });
  }

  /** Something nearer to the lecture is heard in its place; it goes on unheard, to be there at once afterwards. */
  cover(isCovered: boolean): void {
    if (isCovered === this.#isCovered) return;
    this.#isCovered = isCovered;
    this.#options.video.muted = isCovered || this.#snapshot.state.sound !== 'on';
    // It was live all along, unless somebody had paused it; a jump would only make it stand still.
    const { phase, follows } = this.#snapshot.state;
    if (!isCovered && (phase.is === 'paused' || follows === 'behind')) this.goLive();
  }

  close(): void {
    this.#listening.abort();
    clearInterval(this.#measuring);
    this.#address.close();
    this.#unload();
  }

  #listen(): void {
    const { video } = this.#options;
    const { signal } = this.#listening;
    const on = (type: string, call: () => void) => video.addEventListener(type, call, { signal });
    on('playing', () => this.#signal({ type: 'playing' }));
    on('waiting', () => this.#signal({ type: 'waiting', nowMs: performance.now() }));
    on('ended', () => this.#signal({ type: 'ended', nowMs: performance.now() }));
    on('pause', () => {
      if (!video.ended) this.#signal({ type: 'paused', hidden: document.hidden });
    });
    const shown = () => {
      if (!document.hidden) this.#signal({ type: 'shown' });
    };
    document.addEventListener('visibilitychange', shown, { signal });
  }

  #signal(signal: Signal): void {
    const { state, action } = advance(this.#snapshot.state, signal);
    const showing =
      state.phase.is === 'playing' || state.phase.is === 'paused' || state.phase.is === 'buffering';
    this.#become(showing ? { ...this.#snapshot, state } : { state });
    if (action) this.#obey(action);
  }

  #become(snapshot: PlayerSnapshot): void {
    this.#snapshot = snapshot;
    this.#options.onChange(snapshot);
  }

  #obey(action: Action): void {
    const { video } = this.#options;
    switch (action.do) {
      case 'build':
        return this.#after(action.afterMs, () => void this.#build());
      case 'resume-loading':
        return this.#after(action.afterMs, () => this.#engine?.resumeLoading());
      case 'recover-media':
        this.#engine?.recoverMedia();
        return this.#play();
      case 'unload':
        return this.#unload();
      case 'play':
        return this.#play();
      case 'play-muted':
        video.muted = true;
        return this.#play();
      case 'set-muted':
        video.muted = action.muted || this.#isCovered;
        return;
      case 'seek-live': {
        const position = this.#engine?.livePositionS;
        if (position !== undefined) video.currentTime = position;
        return;
      }
    }
  }

  #after(ms: number, call: () => void): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(call, ms);
  }

  async #build(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    let module: HlsModule;
    try {
      module = await loadHls();
    } catch {
      if (generation === this.#generation) this.#fail('script');
      return;
    }
    let path: string;
    try {
      path = await this.#address.path();
    } catch {
      if (generation === this.#generation) this.#fail('network');
      return;
    }
    if (generation !== this.#generation) return;
    this.#attach(module, path);
  }

  #attach(module: HlsModule, path: string): void {
    const { video } = this.#options;
    this.#engine?.close();
    this.#engine = undefined;
    const options = {
      video,
      url: `${path}main.m3u8`,
      currentUrl: (url: string) => this.#address.current(url),
      onReady: () => this.#play(),
      onFailed: (kind: FailureKind) => this.#fail(kind),
    };
    const can = { feedMedia: module.default.isSupported(), playHls: video.canPlayType(PLAYLIST_TYPE) };
    switch (chooseEngine(can)) {
      case 'hls.js':
        this.#engine = new HlsEngine(module, options);
        return;
      case 'native':
        this.#engine = new NativeEngine(options);
        return;
      case 'none':
        this.#signal({ type: 'unsupported' });
        return;
    }
  }

  #fail(kind: FailureKind): void {
    this.#signal({ type: 'failed', kind, nowMs: performance.now(), jitter: Math.random() });
  }

  #play(): void {
    const { video } = this.#options;
    video.play().catch((error: unknown) => {
      // Anything else ends in an event of its own: an abort in the next play, a bad source in hls.js's error.
      if (error instanceof DOMException && error.name === 'NotAllowedError') {
        this.#signal({ type: 'play-refused', muted: video.muted });
      }
    });
  }

  #unload(): void {
    this.#generation += 1;
    clearTimeout(this.#waiting);
    this.#engine?.close();
    this.#engine = undefined;
  }

  #measure(): void {
    const edge = this.#engine?.edge;
    const jitter = Math.random();
    const base = { type: 'tick', nowMs: performance.now(), jitter } as const;
    this.#signal(edge ? { ...base, edge } : base);

    const playingAt = this.#engine?.playingAtMs;
    if (!edge || playingAt === undefined) return;
    this.#become({
      state: this.#snapshot.state,
      delayMs: delayMsOf(playingAt, this.#options.serverNow()),
      behindS: edge.behindS,
    });
  }
}

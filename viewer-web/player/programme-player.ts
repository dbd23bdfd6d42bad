import type { Stream } from '@rostrum/protocol/room';
import type { Engine, EngineOptions } from './engine.ts';
import type { FirstLoads } from './first-loads.ts';
import { HlsEngine } from './hls-engine.ts';
import { type HlsModule, loadHls } from './load-hls.ts';
import type { PlayerSnapshot, ProgrammePlayerOptions } from './player-options.ts';
import { advance } from './pure/advance.ts';
import { chooseEngine } from './pure/choose-engine.ts';
import { delayMsOf } from './pure/delay.ts';
import { type Action, type FailureKind, type Signal, detachedPlayer } from './pure/player-state.ts';
import type { Quality } from './pure/preferences.ts';
import { WatchAddress } from './watch-address.ts';

const MEASURE_EVERY_MS = 500;
/** Its second look at a playlist may place that a millisecond later: what is to begin before it, hls.js begins live. */
const FIRST_S = 0.1;
const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl';
/** Whoever goes as close to live as this means live. */
const MEANS_LIVE_MS = 2_000;

/** Plays a class's programme into one video element. `advance` decides; this listens, measures and obeys. */
export class ProgrammePlayer {
  readonly #options: ProgrammePlayerOptions;
  readonly #listening = new AbortController();
  readonly #measuring: ReturnType<typeof setInterval>;
  readonly #address: WatchAddress;

  #snapshot: PlayerSnapshot = { state: detachedPlayer };
  #quality: Quality;
  /** The moment to begin with where everything since the stream began is loaded; undefined: live. */
  #beginAtMs: number | undefined;
  #pausedAtMs: number | undefined;
  #isCovered = false;
  #first: FirstLoads | undefined;
  #streamId: string | undefined;
  #streamSinceMs = 0;
  #engine: Engine | undefined;
  #generation = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ProgrammePlayerOptions) {
    this.#options = options;
    this.#quality = options.quality;
    this.#first = options.first;
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
      this.#streamSinceMs = stream.since;
      this.#beginAtMs = undefined;
      this.#signal({ type: 'attach' });
    }
  }

  /** What the smallest picture asks of the line; undefined where the browser chooses by itself. */
  get least(): Engine['least'] {
    return this.#engine?.least;
  }

  /** What is shown, by the name of its playlist. */
  get rung(): string | undefined {
    return this.#quality === 'sound' ? 'sound' : this.#engine?.rung;
  }

  togglePlay(): void {
    const { video } = this.#options;
    if (!video.paused) return video.pause();
    const left = this.#momentLeft();
    if (left === undefined) this.#play();
    else this.seekTo(left);
  }

  goLive(): void {
    if (this.#beginAtMs === undefined) {
      this.#signal({ type: 'viewer-go-live', nowMs: performance.now() });
      this.#play();
    } else {
      this.#beginAtMs = undefined;
      this.#signal({ type: 'load-anew', follows: 'live' });
    }
  }

  /** To a moment of the lecture, as near to it as there is something. */
  seekTo(atMs: number): void {
    if (atMs >= (this.#snapshot.liveAtMs ?? Infinity) - MEANS_LIVE_MS) return this.goLive();
    const position = this.#engine?.positionOf(atMs) ?? this.#firstPositionS();
    if (position === undefined) {
      this.#beginAtMs = atMs;
      this.#signal({ type: 'load-anew', follows: 'place' });
    } else {
      this.#options.video.currentTime = position;
      this.#pausedAtMs = atMs;
      this.#signal({ type: 'viewer-seek', nowMs: performance.now() });
      this.#measure();
    }
  }

  seekBy(seconds: number): void {
    const at = this.#engine?.playingAtMs ?? this.#beginAtMs;
    if (at !== undefined) this.seekTo(at + seconds * 1000);
  }

  setQuality(quality: Quality): void {
    if (quality === this.#quality) return;
    const isOther = (quality === 'sound') !== (this.#quality === 'sound');
    this.#quality = quality;
    if (!isOther) {
      this.#engine?.choose(quality);
      return;
    }
    this.loadAnew();
  }

  /** Where it is: for what a player reads only once. */
  loadAnew(): void {
    const { follows } = this.#snapshot.state;
    if (follows !== 'live') this.#beginAtMs = this.#engine?.playingAtMs ?? this.#beginAtMs;
    this.#signal({ type: 'load-anew', follows: this.#beginAtMs === undefined ? 'live' : follows });
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
    if (!isCovered && (phase.is === 'paused' || follows !== 'live')) this.goLive();
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
    on('playing', () => {
      this.#pausedAtMs = undefined;
      this.#signal({ type: 'playing' });
    });
    on('waiting', () => this.#signal({ type: 'waiting', nowMs: performance.now() }));
    on('ended', () => this.#signal({ type: 'ended', nowMs: performance.now() }));
    on('pause', () => {
      this.#pausedAtMs = this.#engine?.playingAtMs;
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

  /** Where the viewer paused, if that was so long ago that it is no more among what is loaded. */
  #momentLeft(): number | undefined {
    const { follows, source } = this.#snapshot.state;
    const paused = this.#pausedAtMs;
    if (paused === undefined || follows === 'live' || source === 'ending' || !this.#engine) return undefined;
    return this.#engine.positionOf(paused) === undefined ? paused : undefined;
  }

  /** Before its playlist is there, a moment’s place in it is as far from its beginning as from the stream’s. */
  #beginS(): number | undefined {
    if (this.#beginAtMs === undefined) return undefined;
    return Math.max(FIRST_S, (this.#beginAtMs - this.#streamSinceMs) / 1000);
  }

  /** Of everything there is, where all of it is loaded. */
  #firstPositionS(): number | undefined {
    const { seekable } = this.#options.video;
    return this.#beginAtMs === undefined || seekable.length === 0 ? undefined : seekable.start(0);
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
    // Begun as if nothing were known of it, a weak line would be asked for the largest picture again and again.
    const lineBps = this.#engine?.least?.lineBps;
    this.#engine?.close();
    this.#engine = undefined;
    const options: EngineOptions = {
      video,
      url: `${path}${this.#beginAtMs === undefined ? 'main' : 'dvr'}.m3u8`,
      ...{ quality: this.#quality, beginS: this.#beginS(), lineBps, first: this.#first },
      currentUrl: (url: string) => this.#address.current(url),
      ...{ onReady: () => this.#play(), onHeights: this.#options.onHeights },
      onForbidden: () => this.#address.doubt(),
      onFailed: (kind: FailureKind) => this.#fail(kind),
    };
    this.#first = undefined;
    const can = { feedMedia: module.default.isSupported(), playHls: video.canPlayType(PLAYLIST_TYPE) };
    switch (chooseEngine(can)) {
      case 'hls.js':
        this.#engine = new HlsEngine(module, options);
        return;
      case 'native':
        void this.#attachNative(options);
        return;
      case 'none':
        this.#signal({ type: 'unsupported' });
        return;
    }
  }

  /** For few phones alone: everyone else need not load it. */
  async #attachNative(options: EngineOptions): Promise<void> {
    const generation = this.#generation;
    try {
      const { NativeEngine } = await import('./native-engine.ts');
      if (generation === this.#generation) this.#engine = new NativeEngine(options);
    } catch {
      if (generation === this.#generation) this.#fail('script');
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
    // What is still shown while another place is loaded is where the viewer no longer wants to be.
    if (!edge || playingAt === undefined || this.#snapshot.state.phase.is === 'starting') return;
    // Where it begins anew after a failure.
    if (this.#beginAtMs !== undefined && this.#snapshot.state.phase.is === 'playing')
      this.#beginAtMs = playingAt;
    this.#become({
      state: this.#snapshot.state,
      ...{ delayMs: delayMsOf(playingAt, this.#options.serverNow()), behindS: edge.behindS },
      ...{ playingAtMs: playingAt, liveAtMs: playingAt + Math.max(0, edge.gainS) * 1000 },
    });
  }
}

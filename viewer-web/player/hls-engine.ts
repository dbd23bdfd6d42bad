import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';
import type { Engine, EngineOptions } from './engine.ts';
import { hlsConfig } from './hls-config.ts';
import type { HlsModule } from './load-hls.ts';
import type { EdgeDistance, FailureKind } from './pure/player-state.ts';
import { soundBesidePicture } from './sound-beside-picture.ts';

/** hls.js feeds the video. */
export class HlsEngine implements Engine {
  readonly #hls: Hls;
  readonly #video: HTMLVideoElement;

  constructor({ default: HlsPlayer, ErrorTypes, Events }: HlsModule, options: EngineOptions) {
    const { video, url, currentUrl, onReady, onFailed } = options;
    this.#video = video;
    this.#hls = new HlsPlayer({
      ...hlsConfig,
      ...soundBesidePicture(HlsPlayer.DefaultConfig),
      // Its playlists and parts were found by the address of the beginning, which expires in mid-lecture.
      xhrSetup: (xhr, asked) => xhr.open('GET', currentUrl(asked), true),
    });
    this.#hls.on(Events.MANIFEST_PARSED, onReady);
    this.#hls.on(Events.ERROR, (_event, error: ErrorData) => {
      if (!error.fatal) return;
      const kinds: Partial<Record<string, FailureKind>> = {
        [ErrorTypes.NETWORK_ERROR]: 'network',
        [ErrorTypes.MEDIA_ERROR]: 'media',
      };
      onFailed(kinds[error.type] ?? 'other');
    });
    this.#hls.loadSource(url);
    this.#hls.attachMedia(video);
  }

  get edge(): EdgeDistance | undefined {
    const position = this.livePositionS;
    if (position === undefined || this.#video.readyState === 0) return undefined;
    return {
      behindS: this.#hls.latency,
      targetS: this.#hls.targetLatency ?? 0,
      gainS: position - this.#video.currentTime,
    };
  }

  get livePositionS(): number | undefined {
    return this.#hls.liveSyncPosition ?? undefined;
  }

  get playingAtMs(): number | undefined {
    return this.#hls.playingDate?.getTime();
  }

  resumeLoading(): void {
    this.#hls.startLoad();
  }

  recoverMedia(): void {
    this.#hls.recoverMediaError();
  }

  close(): void {
    this.#hls.destroy();
  }
}

import type { Engine, EngineOptions } from './engine.ts';
import { type NativeDistance, nativeDistance, nativeFailure, playingAtMsOf } from './pure/native-playback.ts';
import type { EdgeDistance } from './pure/player-state.ts';

/** Safari's own: when the playlist's first moment was. */
type DatedVideo = HTMLVideoElement & { getStartDate?: () => Date };

/** The browser plays the playlist by itself. */
export class NativeEngine implements Engine {
  readonly #video: DatedVideo;
  readonly #currentUrl: () => string;
  readonly #onReady: () => void;
  readonly #listening = new AbortController();
  #closestS: number | undefined;

  constructor({ video, url, currentUrl, onReady, onFailed }: EngineOptions) {
    this.#video = video;
    this.#currentUrl = () => currentUrl(url);
    this.#onReady = onReady;
    const fail = () => onFailed(nativeFailure(video.error?.code));
    video.addEventListener('error', fail, { signal: this.#listening.signal });
    video.src = url;
    // Not at an event: iPhones that save power load nothing before they are told to play.
    onReady();
  }

  get edge(): EdgeDistance | undefined {
    return this.#measure()?.edge;
  }

  get livePositionS(): number | undefined {
    const distance = this.#measure();
    return distance && this.#video.currentTime + distance.edge.gainS;
  }

  get playingAtMs(): number | undefined {
    return playingAtMsOf(this.#video.getStartDate?.().getTime(), this.#video.currentTime);
  }

  resumeLoading(): void {
    this.#loadAnew();
    this.#onReady();
  }

  recoverMedia(): void {
    this.#loadAnew();
  }

  close(): void {
    this.#listening.abort();
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  #measure(): NativeDistance | undefined {
    const { seekable, currentTime, readyState } = this.#video;
    if (readyState === 0) return undefined;
    const seekableEndS = seekable.length > 0 ? seekable.end(seekable.length - 1) : undefined;
    const distance = nativeDistance({ currentTimeS: currentTime, seekableEndS }, this.#closestS);
    this.#closestS = distance?.closestS;
    return distance;
  }

  #loadAnew(): void {
    this.#closestS = undefined;
    // The address of the beginning expires in mid-lecture.
    this.#video.src = this.#currentUrl();
    this.#video.load();
  }
}

import type { Engine, EngineOptions } from './engine.ts';
import { type NativeDistance, nativeDistance, nativeFailure, playingAtMsOf } from './pure/native-playback.ts';
import type { EdgeDistance } from './pure/player-state.ts';

/** Safari's own: when the playlist's first moment was. */
type DatedVideo = HTMLVideoElement & { getStartDate?: () => Date };

/** As far from the end as browsers stay by themselves: three segments. */
const USUAL_DISTANCE_S = 6;

/** The browser plays the playlist by itself, and chooses its picture by itself too. */
export class NativeEngine implements Engine {
  readonly #video: DatedVideo;
  readonly #currentUrl: () => string;
  readonly #onReady: () => void;
  readonly #listening = new AbortController();
  #closestS: number | undefined;

  constructor({ video, url, beginS, currentUrl, onReady, onFailed }: EngineOptions) {
    this.#video = video;
    this.#currentUrl = () => currentUrl(url);
    this.#onReady = onReady;
    const fail = () => onFailed(nativeFailure(video.error?.code));
    video.addEventListener('error', fail, { signal: this.#listening.signal });
    if (beginS !== undefined) this.#begin(beginS);
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

  get rung(): undefined {
    return undefined;
  }

  positionOf(atMs: number): number | undefined {
    const { seekable, currentTime } = this.#video;
    const playingAtMs = this.playingAtMs;
    if (playingAtMs === undefined || seekable.length === 0) return undefined;
    const positionS = currentTime + (atMs - playingAtMs) / 1000;
    return positionS < seekable.start(0) ? undefined : Math.min(positionS, seekable.end(seekable.length - 1));
  }

  choose(): void {
    // It is the browser that chooses.
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

  #begin(atS: number): void {
    this.#closestS = USUAL_DISTANCE_S;
    const begin = () => (this.#video.currentTime = atS);
    this.#video.addEventListener('canplay', begin, { once: true, signal: this.#listening.signal });
  }

  #loadAnew(): void {
    this.#closestS = undefined;
    // The address of the beginning expires in mid-lecture.
    this.#video.src = this.#currentUrl();
    this.#video.load();
  }
}

import type Hls from 'hls.js';
import type { ErrorData, HlsConfig, Loader } from 'hls.js';
import type { Engine, EngineOptions } from './engine.ts';
import { loaderThrough } from './first-loader.ts';
import type { FirstLoads } from './first-loads.ts';
import { hlsConfig } from './hls-config.ts';
import { startBps } from './line.ts';
import type { HlsModule } from './load-hls.ts';
import { masterThrough } from './master-loader.ts';
import { catchUpRate } from './pure/catch-up.ts';
import { levelOfHeight } from './pure/level-of-height.ts';
import { heightsOf, soundAlone } from './pure/master.ts';
import type { EdgeDistance, FailureKind } from './pure/player-state.ts';
import type { Quality } from './pure/preferences.ts';
import { rungOf } from './pure/rung-of.ts';
import { soundBesidePicture } from './sound-beside-picture.ts';

const FORBIDDEN = 403;

/** hls.js feeds the video. */
export class HlsEngine implements Engine {
  readonly #hls: Hls;
  readonly #video: HTMLVideoElement;
  #isHeld = false;

  constructor({ default: HlsPlayer, ErrorTypes, Events }: HlsModule, options: EngineOptions) {
    const {
      video,
      url,
      quality,
      beginS,
      lineBps,
      first,
      currentUrl,
      onReady,
      onHeights,
      onForbidden,
      onFailed,
    } = options;
    this.#video = video;
    const read = (master: string) => {
      onHeights?.(heightsOf(master));
      return quality === 'sound' ? soundAlone(master) : master;
    };
    const { loader: Plain } = HlsPlayer.DefaultConfig;
    const loader = first ? loaderThrough(Plain, first) : Plain;
    this.#hls = new HlsPlayer({
      ...hlsConfig,
      abrEwmaDefaultEstimate: lineBps ?? startBps(),
      ...(beginS === undefined ? {} : { startPosition: beginS }),
      ...soundBesidePicture(HlsPlayer.DefaultConfig),
      ...masterThrough({ loader }, read),
      fLoader: loader as new (config: HlsConfig) => Loader<never>,
      // Its playlists and parts were found by the address of the beginning, which expires in mid-lecture.
      xhrSetup: (xhr, asked) => xhr.open('GET', currentUrl(asked), true),
    });
    // Captions are drawn by the page, in the size that was chosen.
    this.#hls.subtitleDisplay = false;
    this.#hls.on(Events.MANIFEST_PARSED, () => {
      const level = this.#levelOf(quality);
      if (level !== undefined) this.#hls.loadLevel = level;
      else if (first?.picture !== undefined) this.#beginWith(first);
      onReady();
    });
    this.#hls.on(Events.LEVEL_UPDATED, () => {
      const { config, latency, targetLatency } = this.#hls;
      config.maxLiveSyncPlaybackRate = catchUpRate(latency - (targetLatency ?? latency));
    });
    // The first change is to the piece that it begins with.
    let changes = 0;
    this.#hls.on(Events.FRAG_CHANGED, () => {
      changes += 1;
      if (changes > 1) this.#release();
    });
    this.#hls.on(Events.ERROR, (_event, error: ErrorData) => {
      if (error.type === ErrorTypes.NETWORK_ERROR) this.#release();
      if (error.response?.code === FORBIDDEN) onForbidden?.();
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

  get rung(): string | undefined {
    const { levels, currentLevel } = this.#hls;
    return rungOf(levels[currentLevel]);
  }

  get least(): Engine['least'] {
    const { levels, bandwidthEstimate, latestLevelDetails } = this.#hls;
    const [level] = levels;
    return (
      level && {
        ...{ needsBps: level.averageBitrate, lineBps: bandwidthEstimate },
        pieceUrl: latestLevelDetails?.fragments.at(-1)?.url,
      }
    );
  }

  positionOf(atMs: number): number | undefined {
    const details = this.#hls.latestLevelDetails;
    const before = details?.fragments.findLast(
      ({ programDateTime }) => (programDateTime ?? Infinity) <= atMs,
    );
    if (!details || !before || before.programDateTime === null) return undefined;
    return Math.min(details.edge, before.start + (atMs - before.programDateTime) / 1000);
  }

  choose(quality: Quality): void {
    const level = this.#levelOf(quality);
    this.#isHeld = false;
    // At once, in place of what is buffered of the other.
    if (level !== undefined) this.#hls.nextLevel = level;
    else this.#hls.loadLevel = -1;
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

  #beginWith({ picture, sound }: FirstLoads): void {
    const { levels, allAudioTracks } = this.#hls;
    const groups = allAudioTracks.filter(({ url }) => url === sound).map(({ groupId }) => groupId);
    const isFirst = ({ uri, audioGroups }: Hls['levels'][number]) =>
      uri === picture && (!sound || groups.some((group) => audioGroups?.includes(group)));
    const level = levels.findLastIndex(isFirst);
    if (level === -1) return;
    // Free to choose, it would go up at the second part, and load again what is to be seen first.
    this.#hls.loadLevel = level;
    this.#isHeld = true;
  }

  #release(): void {
    if (this.#isHeld) this.#hls.loadLevel = -1;
    this.#isHeld = false;
  }

  #levelOf(quality: Quality): number | undefined {
    if (typeof quality !== 'number') return undefined;
    const { levels, loadLevel } = this.#hls;
    return levelOfHeight(levels, quality, levels[loadLevel]?.codecSet);
  }
}

import type { WatchResponse } from '@rostrum/protocol/http';

/** The class as a captioner hears it. */
export interface Listening {
  /** The wall clock stamped into the moment that is heard. */
  readonly heardAtMs: number | undefined;
  close(): void;
}

/** Safari's own: when the playlist's first moment was. */
type DatedVideo = HTMLVideoElement & { getStartDate?: () => Date };

const RETRY_AFTER_MS = 3_000;

/** As close to live as it goes; `watch` tells where it is found by now. */
export async function listen(video: DatedVideo, watch: () => WatchResponse): Promise<Listening> {
  const { default: Hls, Events } = await import('hls.js');
  if (!Hls.isSupported()) return listenNatively(video, watch);
  let retry: ReturnType<typeof setTimeout> | undefined;
  const first = watch().path;
  const hls = new Hls({
    lowLatencyMode: true,
    maxLiveSyncPlaybackRate: 1.1,
    enableWorker: false,
    capLevelToPlayerSize: true,
    // The address of the beginning expires: what stands in it is asked for by the one that is good now.
    xhrSetup: (xhr, asked) => xhr.open('GET', asked.replace(first, watch().path), true),
  });
  hls.on(Events.ERROR, (_event, { fatal }) => {
    if (!fatal) return;
    clearTimeout(retry);
    retry = setTimeout(() => hls.loadSource(`${watch().path}main.m3u8`), RETRY_AFTER_MS);
  });
  hls.loadSource(`${first}main.m3u8`);
  hls.attachMedia(video);
  return {
    get heardAtMs() {
      return hls.playingDate?.getTime();
    },
    close() {
      clearTimeout(retry);
      hls.destroy();
    },
  };
}

function listenNatively(video: DatedVideo, watch: () => WatchResponse): Listening {
  video.src = `${watch().path}main.m3u8`;
  return {
    get heardAtMs() {
      const began = video.getStartDate?.().getTime();
      return began === undefined || Number.isNaN(began) ? undefined : began + video.currentTime * 1000;
    },
    close() {
      video.removeAttribute('src');
      video.load();
    },
  };
}

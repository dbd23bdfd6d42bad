import type { Page } from '@playwright/test';

// In the pages themselves, so that no message of the test's own is measured with them.
interface Watched {
  peers: RTCPeerConnection[];
  black: { ms: number; lastAt: number };
}

declare global {
  interface Window {
    rostrumWatched: Watched;
  }
}

/** To be run in a page before its own code: keeps every connection that it makes. */
export async function watchPeers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.rostrumWatched = { peers: [], black: { ms: 0, lastAt: 0 } };
    const Peer = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Peer {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        window.rostrumWatched.peers.push(this);
      }
    };
  });
}

/** When both a picture and sound that were not there at the call have been decoded, by the page's clock. */
export function firstMedia(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { peers } = window.rostrumWatched;
    const decoded = async () => {
      const sums = { picture: 0, sound: 0 };
      for (const peer of peers) {
        if (peer.connectionState === 'closed') continue;
        for (const stat of (await peer.getStats()).values() as Iterable<Record<string, unknown>>) {
          if (stat['type'] !== 'inbound-rtp') continue;
          if (stat['kind'] === 'video') sums.picture += Number(stat['framesDecoded'] ?? 0);
          // Made-up sound for what did not come is no sound.
          else
            sums.sound += Number(stat['totalSamplesReceived'] ?? 0) - Number(stat['concealedSamples'] ?? 0);
        }
      }
      return sums;
    };
    const before = await decoded();
    for (;;) {
      const now = await decoded();
      if (now.picture > before.picture && now.sound > before.sound)
        return performance.timeOrigin + performance.now();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
}

/** From now on every moment counts in which neither the stage's picture nor the audience's is on the page. */
export function lookForBlack(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { black } = window.rostrumWatched;
    black.lastAt = performance.now();
    const look = () => {
      const now = performance.now();
      const hls = document.querySelector<HTMLVideoElement>('[data-testid="programme"]');
      const stage = document.querySelector<HTMLVideoElement>('[data-testid="stage-picture"]');
      const isStageShown = stage !== null && getComputedStyle(stage).visibility === 'visible';
      const shows = isStageShown
        ? stage.videoWidth > 0
        : (hls?.readyState ?? 0) >= HTMLMediaElement.HAVE_CURRENT_DATA;
      if (!shows) black.ms += now - black.lastAt;
      black.lastAt = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Since this was asked last. */
export function takeBlackMs(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { black } = window.rostrumWatched;
    const ms = Math.round(black.ms);
    black.ms = 0;
    return ms;
  });
}

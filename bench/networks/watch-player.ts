import type { Page } from '@playwright/test';
import { PROGRAMME } from '@rostrum/e2e/support';
import type { PlayerSample } from '../pure/watched.ts';

interface WatchedWindow extends Window {
  samples?: PlayerSample[];
}

/** Chromium counts what it has decoded; no standard has it. */
interface CountingVideo extends HTMLVideoElement {
  readonly webkitAudioDecodedByteCount: number;
}

/** From now on the student's player is looked at ten times a second. */
export async function watchPlayer(page: Page): Promise<void> {
  await page.evaluate(install, PROGRAMME);
}

export function takeSamples(page: Page): Promise<PlayerSample[]> {
  return page.evaluate(() => (window as WatchedWindow).samples?.splice(0) ?? []);
}

// Runs in the page: everything it uses must be inside it.
function install(selector: string): void {
  const EVERY_MS = 100;
  const samples: PlayerSample[] = [];
  (window as WatchedWindow).samples = samples;
  setInterval(() => {
    // The page may put another in its place; while there is none, nothing plays.
    const video = document.querySelector<CountingVideo>(selector);
    samples.push({
      atMs: Date.now(),
      positionS: video?.currentTime ?? 0,
      frames: video?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
      soundBytes: video?.webkitAudioDecodedByteCount ?? 0,
      height: video?.videoHeight ?? 0,
      isHeard: video !== null && !video.muted && !video.paused && video.volume > 0,
    });
  }, EVERY_MS);
}

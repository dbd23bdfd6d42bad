import type { HlsConfig } from 'hls.js';
import { NEAR_RATE } from './pure/catch-up.ts';

/**
 * What hears nothing for so long is asked for again on another connection: in a network that was away, TCP tries again
 * only after as long as it has waited already. The server holds nothing back longer than a part takes.
 */
const FIRST_BYTE_MS = 4_000;
const QUICK_RETRY = { maxNumRetry: 2, retryDelayMs: 400, maxRetryDelayMs: 2_000 };

export const hlsConfig: Partial<HlsConfig> = {
  lowLatencyMode: true,
  // No liveSyncDuration: the playlist's PART-HOLD-BACK says how close to the edge is safe.
  // hls.js never catches up by itself at 1; the engine allows more while it is far behind.
  maxLiveSyncPlaybackRate: NEAR_RATE,
  // Its own second per stall is more than the whole delay here; catching up would undo it too slowly.
  liveSyncOnStallIncrease: 0.1,
  backBufferLength: 30,
  // A rendition that failed once is tried again soon: a hiccup must not cost the better picture for good.
  errorPenaltyExpireMs: 10_000,
  // CMAF needs no remuxing, so a worker would add a copy, and its blob: script a hole in the page's policy.
  enableWorker: false,
  capLevelToPlayerSize: true,
  // A live playlist that fails is told early: the player's own backoff takes over, and says so on screen.
  manifestLoadPolicy: {
    default: {
      maxTimeToFirstByteMs: FIRST_BYTE_MS,
      maxLoadTimeMs: 20_000,
      timeoutRetry: null,
      errorRetry: null,
    },
  },
  playlistLoadPolicy: {
    default: {
      maxTimeToFirstByteMs: FIRST_BYTE_MS,
      maxLoadTimeMs: 20_000,
      timeoutRetry: QUICK_RETRY,
      errorRetry: QUICK_RETRY,
    },
  },
  fragLoadPolicy: {
    default: {
      maxTimeToFirstByteMs: FIRST_BYTE_MS,
      maxLoadTimeMs: 30_000,
      timeoutRetry: QUICK_RETRY,
      errorRetry: QUICK_RETRY,
    },
  },
};

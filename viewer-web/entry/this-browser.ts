import { type BrowserFit, browserFit } from './pure/browser-fit.ts';

const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl';

export function fitOfThisBrowser(): BrowserFit {
  return browserFit({
    openSockets: 'WebSocket' in window,
    feedMedia: 'MediaSource' in window || 'ManagedMediaSource' in window,
    playHls: document.createElement('video').canPlayType(PLAYLIST_TYPE) !== '',
  });
}

export interface MediaKeys {
  isPaused: () => boolean;
  togglePlay: () => void;
  seekBy: (seconds: number) => void;
  /** To so many seconds after the beginning. */
  seekTo: (seconds: number) => void;
}

const STEP_S = 10;

/** Headsets, lock screens and keyboards with keys for it, until the function that it returns is called. */
export function takeMediaKeys({ isPaused, togglePlay, seekBy, seekTo }: MediaKeys): () => void {
  if (!('mediaSession' in navigator)) return () => undefined;
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    // Not the same for both: headphones that are taken off say pause, also to what is paused already.
    play: () => {
      if (isPaused()) togglePlay();
    },
    pause: () => {
      if (!isPaused()) togglePlay();
    },
    seekbackward: ({ seekOffset }) => seekBy(-(seekOffset ?? STEP_S)),
    seekforward: ({ seekOffset }) => seekBy(seekOffset ?? STEP_S),
    seekto: ({ seekTime }) => {
      if (seekTime !== undefined) seekTo(seekTime);
    },
  };
  const actions = Object.keys(handlers) as MediaSessionAction[];
  for (const action of actions) setHandler(action, handlers[action] ?? null);
  return () => {
    for (const action of actions) setHandler(action, null);
  };
}

/** What is heard, for a lock screen, until the function that it returns is called. */
export function nameMedia(title: string, course: string): () => void {
  if (!('mediaSession' in navigator)) return () => undefined;
  navigator.mediaSession.metadata = new MediaMetadata({ title, artist: course });
  return () => (navigator.mediaSession.metadata = null);
}

/** Where the lecture is and how fast it goes, for the bar on a lock screen, which goes on by itself in between. */
export function placeMedia(isPlaying: boolean, atS: number, durationS: number, rate = 1): void {
  if (!('mediaSession' in navigator)) return;
  navigator.mediaSession.playbackState = isPlaying ? 'playing' : 'paused';
  const position = Math.min(durationS, Math.max(0, atS));
  if (durationS > 0)
    navigator.mediaSession.setPositionState({ duration: durationS, position, playbackRate: rate });
}

function setHandler(action: MediaSessionAction, handler: MediaSessionActionHandler | null): void {
  try {
    navigator.mediaSession.setActionHandler(action, handler);
  } catch {
    // A browser that doesn’t know the action hasn’t the key either.
  }
}

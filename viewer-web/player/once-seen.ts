/** What is asked for as a picture is shown still delays the picture: so long after it is soon enough. */
const BEHIND_MS = 50;

/** Calls once the first picture has been seen, or the first sound heard of what has none. The function that it returns gives up on it. */
export function onceSeen(video: HTMLVideoElement, call: () => void): () => void {
  const giving = new AbortController();
  const { signal } = giving;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const callIn = (ms: number) => {
    if (signal.aborted) return;
    giving.abort();
    timer = setTimeout(call, ms + BEHIND_MS);
  };
  // Older browsers have no word for a frame.
  const tellsFrames = 'requestVideoFrameCallback' in video;
  if (tellsFrames) {
    video.requestVideoFrameCallback((now, { expectedDisplayTime }) =>
      callIn(Math.max(0, expectedDisplayTime - now)),
    );
  }
  video.addEventListener(
    'playing',
    () => {
      if (!tellsFrames || video.videoWidth === 0) callIn(0);
    },
    { signal },
  );
  return () => {
    giving.abort();
    clearTimeout(timer);
  };
}

type Place = 'whole screen' | 'small window';

const events: Readonly<Record<string, readonly [Place, boolean]>> = {
  // An iPhone gives the whole screen to a video element alone.
  webkitbeginfullscreen: ['whole screen', true],
  webkitendfullscreen: ['whole screen', false],
  enterpictureinpicture: ['small window', true],
  leavepictureinpicture: ['small window', false],
};

/**
 * Calls when the picture goes to a place of its own, where nothing of the page is shown over it, and when it is back; until
 * the function that it returns is called.
 */
export function followOwnScreen(video: EventTarget, call: (isOwn: boolean) => void): () => void {
  const listening = new AbortController();
  const places = new Set<Place>();
  for (const [type, [place, isThere]] of Object.entries(events)) {
    const change = () => {
      // From the one to the other it is told of both, in either order.
      if (isThere) places.add(place);
      else places.delete(place);
      call(places.size > 0);
    };
    video.addEventListener(type, change, { signal: listening.signal });
  }
  return () => listening.abort();
}

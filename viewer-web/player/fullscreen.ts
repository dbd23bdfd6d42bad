/** iPhones give the whole screen to a video element only, by a name of their own. */
interface AppleVideo extends HTMLVideoElement {
  webkitEnterFullscreen?: () => void;
}

/** Resolves when the browser has done or refused it: a refusal leaves the page as it was. */
export async function toggleFullscreen(figure: HTMLElement, video: AppleVideo): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else if (document.fullscreenEnabled) await figure.requestFullscreen();
    else video.webkitEnterFullscreen?.();
  } catch {
    // Refused by the browser's or the embedding page's policy; the lecture plays on in its place.
  }
}

/** Where something else is to be seen than what fills the screen. */
export async function leaveFullscreen(): Promise<void> {
  // They may have left it themselves a moment ago.
  if (document.fullscreenElement) await document.exitFullscreen().catch(() => undefined);
}

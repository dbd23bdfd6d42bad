/** Safari has had a name of its own for it for longer. */
interface AppleVideo extends HTMLVideoElement {
  webkitSupportsPresentationMode?: (mode: string) => boolean;
  webkitPresentationMode?: string;
  webkitSetPresentationMode?: (mode: string) => void;
}

const SMALL = 'picture-in-picture';

export function canPictureInPicture(video: AppleVideo): boolean {
  // Firefox has no word for it, and a button of its own.
  return document.pictureInPictureEnabled || video.webkitSupportsPresentationMode?.(SMALL) === true;
}

/** Resolves when the browser has done or refused it: a refusal leaves the picture where it is. */
export async function togglePictureInPicture(video: AppleVideo): Promise<void> {
  try {
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else if (document.pictureInPictureEnabled) await video.requestPictureInPicture();
    else video.webkitSetPresentationMode?.(video.webkitPresentationMode === SMALL ? 'inline' : SMALL);
  } catch {
    // No picture yet, or the browser’s or the embedding page’s policy; the lecture plays on in its place.
  }
}

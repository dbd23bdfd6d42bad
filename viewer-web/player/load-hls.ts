export type HlsModule = typeof import('hls.js');

/*
 * The full build: the light one (a third smaller) leaves out alternate audio, and the broadcast carries its sound
 * as an audio rendition of its own. In a chunk of its own, so that the page is there before the player is.
 */
export function loadHls(): Promise<HlsModule> {
  return import('hls.js');
}

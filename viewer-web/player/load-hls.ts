/** What the build leaves of hls.js: build/pages/pure/hls-cuts.ts. */
export type HlsModule = Pick<typeof import('hls.js'), 'default' | 'ErrorTypes' | 'Events'>;

/*
 * Of the full build: the light one leaves out alternate audio, and the broadcast carries its sound as an audio rendition of
 * its own. In a chunk of its own, so that the page is there before the player is.
 */
export function loadHls(): Promise<HlsModule> {
  return import('hls.js');
}

import type { CaptionChoice } from './pure/caption-choices.ts';

/** What can be read along, in the order that the programme has it in. */
export function captionTracksOf(video: HTMLVideoElement): TextTrack[] {
  return [...video.textTracks].filter(({ kind }) => kind === 'subtitles' || kind === 'captions');
}

/** What there is to choose from: each language once, whatever a player that was made anew has added. */
export function captionChoicesOf(video: HTMLVideoElement): CaptionChoice[] {
  const tracks = captionTracksOf(video).map(({ language, label }) => ({ language, label }));
  return tracks.filter(({ language }, i) => tracks.findIndex((track) => track.language === language) === i);
}

/** The one of a language, or else the first. */
export function captionTrackOf(video: HTMLVideoElement, language: string): TextTrack | undefined {
  const tracks = captionTracksOf(video);
  return tracks.find((track) => track.language === language) ?? tracks[0];
}

/** Calls at once and whenever there are other tracks or other modes, until the function that it returns is called. */
export function followTracks({ textTracks }: HTMLVideoElement, call: () => void): () => void {
  const listening = new AbortController();
  for (const type of ['addtrack', 'removetrack', 'change']) {
    textTracks.addEventListener(type, call, { signal: listening.signal });
  }
  call();
  return () => listening.abort();
}

export function wordsOf(cue: TextTrackCue): string {
  // Its markup names voices and colours; only the words are read.
  return cue instanceof VTTCue ? (cue.getCueAsHTML().textContent ?? '').trim() : '';
}

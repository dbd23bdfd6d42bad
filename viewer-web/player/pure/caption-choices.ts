import type { CaptionsState } from '@rostrum/protocol/room';

export interface CaptionChoice {
  readonly language: string;
  readonly label: string;
}

/**
 * What can be read along. A class has one language at a time, and a video element keeps the tracks of those before; one
 * that was chosen in mid-lecture is there to be asked for before the player knows of it.
 */
export function captionChoices(
  tracks: readonly CaptionChoice[],
  captions: CaptionsState | undefined,
): readonly CaptionChoice[] {
  if (captions?.is !== 'on') return tracks;
  const { language } = captions;
  const label = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return [tracks.find((track) => track.language === language) ?? { language, label }];
}

/** Whether the class has chosen a language that a player, made when it had chosen otherwise, knows nothing of. */
export function isChosenSince(read: CaptionsState | undefined, now: CaptionsState | undefined): boolean {
  if (!read || now?.is !== 'on') return false;
  return read.is !== 'on' || read.language !== now.language;
}

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

/**
 * Whether the class has chosen a language that a player, which reads once what there is, knows nothing of: it has no track of
 * it, or one of an earlier time, to which nothing is added.
 */
export function isToBeRead(
  tracks: readonly CaptionChoice[],
  read: CaptionsState | undefined,
  now: CaptionsState | undefined,
): boolean {
  if (now?.is !== 'on') return false;
  const { language } = now;
  if (!tracks.some((track) => track.language === language)) return true;
  return read !== undefined && (read.is !== 'on' || read.language !== language);
}

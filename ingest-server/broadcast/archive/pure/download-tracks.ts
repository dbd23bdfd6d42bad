import type { TrackInfo } from '../../pure/init-segment.ts';

interface Rungs {
  readonly rungs: readonly string[];
  info(name: string): TrackInfo | undefined;
}

/** What goes into a file of this rung: its picture with the best sound, or the sound alone. */
export function downloadTracks(
  stream: Rungs,
  rung: string,
): { picture: string | undefined; sound: string | undefined } | undefined {
  const info = stream.info(rung);
  if (!info) return undefined;
  if (info.kind === 'audio') return { picture: undefined, sound: rung };
  return { picture: rung, sound: stream.rungs.find((name) => stream.info(name)?.kind === 'audio') };
}

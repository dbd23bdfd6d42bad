import type { RungInfo } from '@rostrum/protocol/http';
import { texts } from './texts.ts';

/** A rendition by what people call it: its height, and its codec where it isn't H.264. */
export function rungName({ kind, name, height, codec }: RungInfo): string {
  if (kind === 'audio') return texts.audioRung;
  // Beside H.264 of the same size nobody could tell it.
  return height === undefined ? name : [`${height}p`, ...(codec ? [codec] : [])].join(' ');
}

/** Of its pictures; the largest first, as the server lists them. */
export function pictureNames(rungs: readonly RungInfo[]): readonly string[] {
  return rungs.filter(({ kind }) => kind === 'video').map(rungName);
}

import type { OverviewClass } from '@rostrum/protocol/http';
import type { Players } from '@rostrum/protocol/operations';
import { rungName } from '../../pure/rungs.ts';
import { texts } from './texts.ts';

export interface Share {
  readonly rung: string;
  readonly name: string;
  readonly players: number;
  /** Of all that say what they watch, 0 to 100. */
  readonly percent: number;
}

/** The word of players that have sound alone. */
const SOUND = 'sound';

/** In the ladder's order, also those that nobody watches; then what is on no ladder (any more). */
export function rungShares(
  { rungs: watched }: Pick<Players, 'rungs'>,
  broadcast: OverviewClass['broadcast'],
): readonly Share[] {
  const all = Object.values(watched).reduce((sum, count) => sum + count, 0);
  if (all === 0) return [];
  const ladder = (broadcast?.rungs ?? []).filter(({ kind }) => kind === 'video');
  const names = new Map<string, string>(ladder.map((rung) => [rung.name, rungName(rung)]));
  names.set(SOUND, texts.share.sound);
  const rungs = new Set([...ladder.map(({ name }) => name), ...Object.keys(watched)]);
  return [...rungs].map((rung) => {
    const players = watched[rung] ?? 0;
    return { rung, name: names.get(rung) ?? rung, players, percent: (100 * players) / all };
  });
}

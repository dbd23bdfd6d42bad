import type { StageStream } from '@rostrum/protocol/media';

export interface Difference {
  readonly come: readonly StageStream[];
  readonly gone: readonly string[];
}

/** What must be asked for and what let go of, so that of all there is the wanted part is there. */
export function difference(
  here: readonly string[],
  streams: readonly StageStream[],
  wants: (stream: StageStream) => boolean,
): Difference {
  const wanted = streams.filter(wants);
  const known = new Set(here);
  const ids = new Set(wanted.map(({ producerId }) => producerId));
  return {
    // Sound first: where the way is narrow, voices are there before faces.
    come: wanted
      .filter(({ producerId }) => !known.has(producerId))
      .sort((a, b) => Number(b.kind === 'audio') - Number(a.kind === 'audio')),
    gone: here.filter((id) => !ids.has(id)),
  };
}

import type { ProgrammeArchive } from './archive/index.ts';
import { audioRungs } from './pure/ladder.ts';
import type { TimelineOptions } from './timeline.ts';

/** A segment of the sound, as it was encoded. */
export interface TappedSegment {
  /** Another one has another init segment. */
  readonly run: number;
  /** Wall clock of its first sample. */
  readonly wallMs: number;
  readonly parts: readonly Buffer[];
}

/** Whoever is given a stream's sound as it comes. Neither throws nor waits: the broadcast goes on without it. */
export interface SoundTap {
  addInit(run: number, bytes: Buffer): void;
  addSegment(segment: TappedSegment): void;
  close(): void;
}

/** The same archive, and the best sound to the tap as well. */
export function tapped(
  archive: ProgrammeArchive | undefined,
  tap: SoundTap | undefined,
): TimelineOptions['archive'] {
  if (!tap) return archive;
  const rung = audioRungs[0]?.name;
  return {
    addInit(name, run, info, bytes) {
      archive?.addInit(name, run, info, bytes);
      if (name === rung) tap.addInit(run, bytes);
    },
    addSegment(name, segment, parts) {
      archive?.addSegment(name, segment, parts);
      const { run, wallMs, is } = segment;
      if (name === rung && is === 'complete') tap.addSegment({ run, wallMs, parts });
    },
  };
}

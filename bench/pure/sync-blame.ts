// Which of three was not where it should have been when a beep was far from its picture.

import { type Placed, mediaAt } from './sync-figures.ts';

/** A beep by the wall clock, by its samples, and where it is heard. */
export interface HeardBeep extends Placed {
  soundMs: number;
}

/** `offsetMs` is what is usual then and there, and the three together. */
export interface Blamed {
  madeAtMs: number;
  offsetMs: number;
  /** The picture of this moment is shown by so much later than the ones around it. */
  pictureMs: number;
  /** The sound is heard by so much later than the ones around it, by its samples. */
  heardMs: number;
  /** The samples were made by so much later than the ones around them. */
  madeMs: number;
}

/** As many beeps before and after tell what is usual. */
const AROUND = 15;

/** Every beep that is further from its picture than that, with what moved. */
export function blameFor(frames: readonly Placed[], beeps: readonly HeardBeep[], beyondMs: number): Blamed[] {
  const sorted = [...frames].sort((a, b) => a.madeAtMs - b.madeAtMs);
  const terms = beeps.flatMap(({ madeAtMs, mediaMs, soundMs }) => {
    const pictureMs = mediaAt(sorted, madeAtMs);
    if (pictureMs === undefined) return [];
    return [
      {
        madeAtMs,
        offsetMs: pictureMs - mediaMs,
        pictureMs: pictureMs - madeAtMs,
        heardMs: mediaMs - soundMs,
        madeMs: madeAtMs - soundMs,
      },
    ];
  });
  return terms.flatMap((term, i) => {
    if (Math.abs(term.offsetMs) <= beyondMs) return [];
    const around = terms.slice(Math.max(0, i - AROUND), i + AROUND + 1);
    const beside = (of: 'pictureMs' | 'heardMs' | 'madeMs') =>
      term[of] - middleOf(around.map((one) => one[of]));
    return [
      {
        madeAtMs: term.madeAtMs,
        offsetMs: term.offsetMs,
        pictureMs: beside('pictureMs'),
        heardMs: beside('heardMs'),
        madeMs: beside('madeMs'),
      },
    ];
  });
}

function middleOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

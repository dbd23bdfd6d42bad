import type { DrawStep } from './layout-scene.ts';

/** A step and what it is drawn with: the same object is the same picture. */
export interface Drawn {
  readonly step: DrawStep;
  readonly shown: unknown;
}

export interface Aged extends Drawn {
  /** For how many turns it, and all that lies under it, has been drawn the same. */
  readonly stillFor: number;
}

/** Drawn twice the same, a lead is likely to stay: a screen at half the programme's rate is not worth a copy. */
const KEEP_AFTER = 2;

export function aged(before: readonly Aged[], now: readonly Drawn[]): readonly Aged[] {
  let isStill = true;
  return now.map((drawn, index) => {
    const last = before[index];
    isStill &&= last !== undefined && last.step === drawn.step && last.shown === drawn.shown;
    return { ...drawn, stillFor: isStill && last ? last.stillFor + 1 : 0 };
  });
}

/** How many steps from the back are worth a copy; none where it would hold only one colour. */
export function leadToKeep(steps: readonly Aged[]): number {
  const changing = steps.findIndex(({ stillFor }) => stillFor < KEEP_AFTER);
  const lead = changing < 0 ? steps.length : changing;
  return steps.slice(0, lead).some(({ step }) => step.draw !== 'backdrop') ? lead : 0;
}

/** Whether a copy of so many steps still shows what they would. */
export function isStillGood(steps: readonly Aged[], kept: number): boolean {
  const top = steps[kept - 1];
  return top !== undefined && top.stillFor > 0;
}

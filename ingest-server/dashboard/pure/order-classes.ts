import type { OverviewClass } from '@rostrum/protocol/http';
import { problemsOfClass, worstTone } from './problems.ts';

/** What is wrong first, then what is on air, then the rest; by title within each, so that rows don't jump about. */
export function orderClasses(classes: readonly OverviewClass[]): readonly OverviewClass[] {
  return classes.toSorted(
    (a, b) =>
      rankOf(a) - rankOf(b) || a.classTitle.localeCompare(b.classTitle) || a.code.localeCompare(b.code),
  );
}

function rankOf(one: OverviewClass): number {
  switch (worstTone(problemsOfClass(one))) {
    case 'bad':
      return 0;
    case 'warn':
      return 1;
    case undefined:
      return { live: 2, stopped: 3, idle: 4 }[one.stream];
  }
}

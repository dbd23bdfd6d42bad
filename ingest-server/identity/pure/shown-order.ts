interface Named {
  readonly courseTitle: string;
  readonly classTitle: string;
  readonly code: string;
}

/** Week 2 comes before week 10, and capitals count for nothing. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The order in which classes are shown: by course, then by title; two of one name keep their places. */
export function inShownOrder(one: Named, other: Named): number {
  return (
    collator.compare(one.courseTitle, other.courseTitle) ||
    collator.compare(one.classTitle, other.classTitle) ||
    collator.compare(one.code, other.code)
  );
}

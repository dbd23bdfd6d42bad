interface History {
  readonly id: string;
  readonly fromSeq: number;
}

/** As far as a page was told, and by which history. */
export interface Past {
  readonly since: number;
  readonly logId: string | undefined;
}

/**
 * Whether what the page has is a beginning of this log. It isn't where a log lost its end, as one that was brought
 * back from a backup: the page may have heard what never was. `histories` are in their order; without an id the page
 * is of an older form, and is believed.
 */
export function sharesPast(histories: readonly History[], { since, logId }: Past): boolean {
  if (logId === undefined) return true;
  const its = histories.findIndex(({ id }) => id === logId);
  if (its < 0) return false;
  const next = histories[its + 1];
  return next === undefined || since <= next.fromSeq;
}

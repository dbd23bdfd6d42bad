export interface RetentionRule {
  readonly scope: 'institution' | 'class';
  readonly scopeId: string;
  /** Undefined: for good. */
  readonly keepDays: number | undefined;
}

export interface Kept {
  readonly classId: string;
  readonly endedAt: number | undefined;
}

const DAY_MS = 24 * 3_600_000;

/** The class's own rule goes before its institution's, that before the server's; undefined: for good. */
export function keepDaysOf(
  classId: string,
  institutionId: string | undefined,
  rules: readonly RetentionRule[],
  serverKeepDays: number | undefined,
): number | undefined {
  const ruleOf = (scope: RetentionRule['scope'], id: string | undefined) =>
    rules.find((rule) => rule.scope === scope && rule.scopeId === id);
  const rule = ruleOf('class', classId) ?? ruleOf('institution', institutionId);
  return rule ? rule.keepDays : serverKeepDays;
}

/** Those whose time is over. */
export function overdue<T extends Kept>(
  recordings: readonly T[],
  keepDays: (classId: string) => number | undefined,
  now: number,
): T[] {
  return recordings.filter(({ classId, endedAt }) => {
    const days = keepDays(classId);
    return days !== undefined && endedAt !== undefined && now - endedAt >= days * DAY_MS;
  });
}

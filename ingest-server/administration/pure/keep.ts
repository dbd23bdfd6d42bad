import type { Keep } from '@rostrum/protocol/administration';

/** As it stands in a row of rules: none is inherited, one without a number is for good. */
export function keepOf(rule: { keepDays: number | null } | undefined): Keep {
  if (!rule) return { is: 'inherited' };
  return rule.keepDays === null ? { is: 'forever' } : { is: 'days', days: rule.keepDays };
}

/** As one value, for the audit. */
export function keepText(keep: Keep): string | number {
  return keep.is === 'days' ? keep.days : keep.is;
}

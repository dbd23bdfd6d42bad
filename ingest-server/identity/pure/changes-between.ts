import type { AuditDetails } from '@rostrum/protocol/administration';

type Plain = string | number | boolean | null;

/** What is different afterwards, as it was and as it is; a field that is undefined then was not spoken of. */
export function changesBetween(
  before: Readonly<Record<string, Plain>>,
  after: Readonly<Record<string, Plain | undefined>>,
): AuditDetails {
  const details: AuditDetails = {};
  for (const [field, value] of Object.entries(after)) {
    const was = before[field] ?? null;
    if (value !== undefined && value !== was) details[field] = { before: was, after: value };
  }
  return details;
}

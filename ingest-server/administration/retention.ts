import type { Keep } from '@rostrum/protocol/administration';
import type { Database } from '../records/index.ts';
import { keepOf } from './pure/keep.ts';

/** What a rule is of. */
export interface RuleScope {
  readonly scope: 'institution' | 'class';
  readonly scopeId: string;
}

/** How long the recordings of these are kept, as somebody said; the archive goes by the same rows. */
export async function readKeeps(
  database: Database,
  scope: RuleScope['scope'],
  scopeIds: readonly string[],
): Promise<(scopeId: string) => Keep> {
  const rows =
    scopeIds.length === 0
      ? []
      : await database
          .selectFrom('retention_rules')
          .select(['scope_id', 'keep_days as keepDays'])
          .where('scope', '=', scope)
          .where('scope_id', 'in', scopeIds)
          .execute();
  const byId = new Map(rows.map((row) => [row.scope_id, row]));
  return (scopeId) => keepOf(byId.get(scopeId));
}

export async function writeKeep(
  transaction: Database,
  { scope, scopeId }: RuleScope,
  keep: Keep,
): Promise<void> {
  await transaction
    .deleteFrom('retention_rules')
    .where('scope', '=', scope)
    .where('scope_id', '=', scopeId)
    .execute();
  if (keep.is === 'inherited') return;
  const keep_days = keep.is === 'days' ? keep.days : null;
  await transaction.insertInto('retention_rules').values({ scope, scope_id: scopeId, keep_days }).execute();
}

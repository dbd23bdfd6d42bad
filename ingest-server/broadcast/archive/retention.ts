import type { Database } from '../../records/index.ts';
import type { RetentionRule } from './pure/retention.ts';

/** How long recordings are to be kept, as admins and instructors said. */
export class RetentionRules {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async all(): Promise<RetentionRule[]> {
    const rows = await this.#database.selectFrom('retention_rules').selectAll().execute();
    return rows.map(({ scope, scope_id, keep_days }) => ({
      scope: scope === 'class' ? 'class' : 'institution',
      scopeId: scope_id,
      keepDays: keep_days ?? undefined,
    }));
  }

  async set({ scope, scopeId, keepDays }: RetentionRule): Promise<void> {
    const keep_days = keepDays ?? null;
    await this.#database
      .insertInto('retention_rules')
      .values({ scope, scope_id: scopeId, keep_days })
      .onConflict((conflict) => conflict.columns(['scope', 'scope_id']).doUpdateSet({ keep_days }))
      .execute();
  }

  /** What is said one step further up counts again. */
  async unset({ scope, scopeId }: Omit<RetentionRule, 'keepDays'>): Promise<void> {
    await this.#database
      .deleteFrom('retention_rules')
      .where('scope', '=', scope)
      .where('scope_id', '=', scopeId)
      .execute();
  }
}

import { type Prices, pricesSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';
import type { Database } from '../../records/index.ts';

interface PricesChange {
  readonly institutionId: string;
  /** Undefined where they were never said. */
  readonly before: Prices | undefined;
  readonly after: Prices;
}

/** Called in the transaction that makes the change: both are written, or neither. */
export type NotePrices = (transaction: Database, change: PricesChange) => Promise<void>;

export async function readPrices(database: Database, institutionId: string): Promise<Prices | undefined> {
  const row = await database
    .selectFrom('cost_prices')
    .select('prices')
    .where('institution_id', '=', institutionId)
    .executeTakeFirst();
  return row && v.parse(pricesSchema, JSON.parse(row.prices));
}

export async function writePrices(
  database: Database,
  institutionId: string,
  after: Prices,
  note: NotePrices | undefined,
): Promise<void> {
  const prices = JSON.stringify(after);
  await database.transaction().execute(async (transaction) => {
    const before = await readPrices(transaction, institutionId);
    await transaction
      .insertInto('cost_prices')
      .values({ institution_id: institutionId, prices })
      .onConflict((conflict) => conflict.column('institution_id').doUpdateSet({ prices }))
      .execute();
    await note?.(transaction, { institutionId, before, after });
  });
}
